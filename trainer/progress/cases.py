"""A graded ticket as evidence of ability."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from trainer.domain.scores import Competency


@dataclass(frozen=True, slots=True)
class Case:
    """One graded ticket.

    `item` names its structural position (pack, line, faults, complaint): tickets of one item differ
    only in people and words. `area` is its service area, empty where the ticket's pack or fault is no
    longer installed; `facets` (in the order of
    `trainer.progress.facets.FACETS`) are then empty too and the ticket counts as a typical one. `handed_on`
    says that its line could not finish it. `shift` is what attempts so far have shown about the
    item's difficulty beyond its facets, in logits. `competencies` and `overall` are 0..100.
    """

    at: datetime
    line: int
    item: str
    overall: float
    competencies: tuple[tuple[Competency, float], ...]
    critical: int = 0
    area: str = ""
    handed_on: bool = False
    facets: tuple[float, ...] = ()
    shift: float = 0.0
