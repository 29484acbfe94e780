"""The next ticket: what serves somebody most now, near the edge of what they can do, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from trainer.domain.scores import COMPETENCIES, Competency
from trainer.progress.ability import Posterior

Reason = Literal["due", "evidence", "competency", "edge"]
EDGE: Final = 70.0
"""The score to expect on a ticket at somebody's edge: hard enough to learn from, not to lose heart;
of the order that adaptive practice aims at (Klinkenberg et al. 2011, Computers & Education 57)."""
_WIDTH: Final = 30.0
_OPEN_ENDED: Final[frozenset[Competency]] = frozenset({"resolution", "escalation", "documentation"})
"""Whether a ticket calls for these is what the trainee has to find out: a choice that was made for
them alone, and said to be, would tell."""
_FRESH: Final = 0.02


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ticket that could come next. `expected` is the score to expect of this person; `due` the
    fault among its faults that waits to come back, empty where none does."""

    item: str
    area: str
    handed_on: bool
    demands: frozenset[Competency]
    expected: float
    due: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which candidate, why, and for which competency (or cell of the verdict's rule)."""

    index: int
    reason: Reason
    about: str = ""


def least_certain(posteriors: Mapping[str, Posterior], reached: float = EDGE) -> Competency:
    """The competency with the widest interval; how far its expected score is below `reached` counts
    as much as its width."""

    def need(name: Competency) -> float:
        estimate = posteriors[name].estimate()
        return (estimate.high - estimate.low) + max(0.0, reached - estimate.expected)

    return max(COMPETENCIES, key=need)


def select_next(
    candidates: Sequence[Candidate],
    posteriors: Mapping[str, Posterior],
    recent: Sequence[str],
    lacking: Sequence[str] = (),
    seen_areas: Mapping[str, int] | None = None,
) -> Chosen:
    """Choose among `candidates` (at least one).

    `recent` are the items of the latest tickets, newest first: the newest is never repeated where
    there is another. `lacking` are the cells a verdict still waits for (see
    `trainer.progress.assess.balance`), `seen_areas` counts tickets by service area. A due fault goes
    first, then evidence for the verdict, then the least certain competency; among equals the ticket
    nearest the edge. Ties go to the first.
    """
    counts = seen_areas or {}
    aim = least_certain(posteriors)
    open_to = [
        index for index, one in enumerate(candidates) if not recent or one.item != recent[0]
    ] or list(range(len(candidates)))

    def worth(index: int) -> float:
        one = candidates[index]
        nearness = max(0.0, 1 - abs(one.expected - EDGE) / _WIDTH)
        stale = sum(one.item == item for item in recent) + _FRESH * counts.get(one.area, 0)
        return (
            4.0 * bool(one.due)
            + 2.0 * bool(_serves(one, lacking, counts))
            + (0.3 if aim in _OPEN_ENDED else 1.0) * (aim in one.demands)
            + nearness
            - stale
        )

    best = max(open_to, key=worth)
    one = candidates[best]
    if one.due:
        return Chosen(best, "due", one.due)
    if cell := _serves(one, lacking, counts):
        return Chosen(best, "evidence", cell)
    if aim in _OPEN_ENDED or aim in one.demands:
        return Chosen(best, "competency", aim)
    return Chosen(best, "edge")


def _serves(one: Candidate, lacking: Sequence[str], counts: Mapping[str, int]) -> str:
    """The cell of the verdict's rule that the ticket would fill, empty for none."""
    if "handed_on" in lacking and one.handed_on:
        return "handed_on"
    if "kept" in lacking and not one.handed_on:
        return "kept"
    if ("areas" in lacking or "tickets" in lacking) and not counts.get(one.area):
        return "areas"
    return ""
