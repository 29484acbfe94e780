"""What a person's graded attempts say so far: means with spread, and a verdict only with evidence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Final, Literal

from trainer.domain.scores import COMPETENCIES, Competency

Verdict = Literal["ready", "not_yet", "not_enough"]
LEAST_ATTEMPTS: Final = 12
"""Below this many graded tickets of a line nothing is concluded: a person's results differ far more
from ticket to ticket than from their own level (BMC Med Educ 14:197)."""
RECENT: Final = 20
STUDENT_90: Final = 1.796
"""Two-sided 90 % point of Student's t with 11 degrees of freedom, the fewest a verdict can have; with
more attempts the interval is a little wider than it need be."""


@dataclass(frozen=True, slots=True)
class Graded:
    """One graded attempt: its line, overall 0..100, competencies present, critical errors."""

    line: int
    overall: float
    competencies: tuple[tuple[str, float], ...]
    critical: int
    passed: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """Mean, standard deviation (0 below two values) and count, over the most recent attempts."""

    mean: float
    spread: float
    count: int


def summarise(values: Sequence[float]) -> Summary:
    """Summary of some scores, oldest first; ValueError where there are none."""
    recent = list(values)[-RECENT:]
    return Summary(fmean(recent), stdev(recent) if len(recent) > 1 else 0.0, len(recent))


def competency_summaries(attempts: Sequence[Graded]) -> dict[Competency, Summary]:
    """A summary for each competency that any attempt gave evidence on; attempts oldest first."""
    found: dict[Competency, Summary] = {}
    for competency in COMPETENCIES:
        values = [
            value
            for attempt in attempts
            for name, value in attempt.competencies
            if name == competency
        ]
        if values:
            found[competency] = summarise(values)
    return found


def line_verdict(attempts: Sequence[Graded], line: int, pass_mark: float) -> Verdict:
    """Ready, not yet, or not enough evidence, for one line.

    Ready where the lower end of the 90 % interval of the mean overall (mean -+ t s / sqrt n over the
    recent attempts) reaches the pass mark and no recent attempt had a critical error; not yet where
    its upper end stays below the mark, or critical errors stand against it; else not enough.
    """
    own = [attempt for attempt in attempts if attempt.line == line][-RECENT:]
    if len(own) < LEAST_ATTEMPTS:
        return "not_enough"
    summary = summarise([attempt.overall for attempt in own])
    half = STUDENT_90 * summary.spread / math.sqrt(summary.count)
    if summary.mean - half >= pass_mark:
        return "not_yet" if any(attempt.critical for attempt in own) else "ready"
    return "not_yet" if summary.mean + half < pass_mark else "not_enough"


def weakest(summaries: dict[Competency, Summary], count: int = 3) -> tuple[Competency, ...]:
    """The competencies most worth practising: never tried ones first, then the lowest means."""
    untried = [name for name in COMPETENCIES if name not in summaries and name != "security"]
    tried = sorted(summaries, key=lambda name: summaries[name].mean)
    return tuple([*untried, *(name for name in tried if summaries[name].mean < 85)][:count])
