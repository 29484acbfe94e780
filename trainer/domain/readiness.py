"""Readiness: an estimate is never a bare number, and a verdict never without evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from trainer.domain.scores import Competency

Verdict = Literal["ready", "not_yet", "not_enough"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """Ability as the score to expect, 0..100, on a typical ticket.

    `low` and `high` bound the central 90 % of what the evidence allows; `cases` is the number of
    graded tickets it rests on, 0 where there is nothing but the prior.
    """

    expected: float
    low: float
    high: float
    cases: int


@dataclass(frozen=True, slots=True)
class LineReadiness:
    """The verdict of one line and what it rests on.

    `estimate` is the score to expect over tickets of that line, `cut` the score that readiness asks
    for, `chance` the probability (0..1) that the person is at or above it. `cases` counts the graded
    tickets of the line that count, `needed` how many more the rule asks for at least, and `lacking`
    names the cells of the blueprint that they should come from. `criticals` are critical errors in
    these tickets, reported beside and never averaged in.
    """

    line: int
    verdict: Verdict
    estimate: Estimate
    cut: float
    chance: float
    cases: int
    needed: int
    lacking: tuple[str, ...]
    criticals: int


@dataclass(frozen=True, slots=True)
class Readiness:
    """What somebody's graded tickets say at `at` (UTC)."""

    at: datetime
    lines: tuple[LineReadiness, ...]
    competencies: tuple[tuple[Competency, Estimate], ...]
    overall: Estimate

    def line(self, line: int) -> LineReadiness:
        """The readiness for line 1, 2 or 3."""
        return self.lines[line - 1]
