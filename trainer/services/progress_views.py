"""What the page of progress shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from trainer.domain.readiness import Estimate, LineReadiness
from trainer.domain.scores import Competency


@dataclass(frozen=True, slots=True)
class LineProgress:
    """A line of the ladder in words, with the verdict and what it rests on (None where only the line
    itself is shown). `attempts` and `passed` count finished tickets of the line, whether or not they
    count towards the verdict."""

    line: int
    title: str
    duties: str
    pay: str
    attempts: int = 0
    passed: int = 0
    readiness: LineReadiness | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """How an estimate moved over the last week."""

    competency: Competency
    before: Estimate
    now: Estimate


@dataclass(frozen=True, slots=True)
class Call:
    """A finished ticket to look at: its attempt, its subject and its score 0..100."""

    attempt_id: str
    subject: str
    score: float


@dataclass(frozen=True, slots=True)
class Strength:
    """A competency whose interval lies wholly above what is asked for, with calls that show it."""

    competency: Competency
    estimate: Estimate
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """A person's progress.

    `points` are (finished_at, line, overall) in time order, `band` the estimate of the overall
    ability after each of them; `days` counts finished tickets by day (UTC) over the last twelve weeks
    up to `today`. `set_aside` tickets were graded by older rules and do not count, `unfinished` ones
    are still open, grades of the attempts `on_hold` (ids) are not final. `cut_origin` says where the cut scores come from. `next_steps` are at most three
    sentences.
    """

    points: tuple[tuple[datetime, int, float], ...]
    band: tuple[Estimate, ...]
    competencies: tuple[tuple[Competency, Estimate], ...]
    overall: Estimate
    lines: tuple[LineProgress, ...]
    criticals: int
    changes: tuple[Change, ...]
    this_week: int
    strengths: tuple[Strength, ...]
    days: tuple[tuple[date, int], ...]
    today: date
    set_aside: int
    unfinished: int
    cut_origin: str
    next_steps: tuple[str, ...]
    on_hold: tuple[str, ...] = ()
