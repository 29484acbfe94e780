"""What the mentor's side stores. Times are UTC; texts are cleaned and within their limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, get_args

Reason = Literal["asked", "discrepancy", "critical", "sampled"]
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
"""Why an attempt waits for a mentor, the most pressing first."""
RequestKind = Literal["look", "appeal"]
"""Asked to look at it, or asked to judge a score again."""
Passing = Literal["fail", "borderline", "pass"]
PASSINGS: Final[tuple[Passing, ...]] = get_args(Passing)
"""A mentor's verdict on a whole attempt."""


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """A trainee's wish. `criterion` is the one appealed against, empty for the whole; `answered_at`
    is None while no mentor has answered. Names are filled in where it is read."""

    id: str
    attempt_id: str
    kind: RequestKind
    criterion: str
    text: str
    asked_at: datetime
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A mentor's level (0..3) in place of the app's; the latest of a criterion counts."""

    attempt_id: str
    criterion: str
    app_level: int
    level: int
    reason: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Hold:
    """A grade held as not final, or released; the latest counts."""

    attempt_id: str
    held: bool
    reason: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class TurnComment:
    """A mentor's words about a turn (0 is the opening)."""

    id: str
    attempt_id: str
    turn: int
    text: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class BankComment:
    """A comment that a mentor keeps to use again."""

    id: str
    owner: str
    text: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Rating:
    """One criterion of a blind second rating: the app's level and the mentor's, 0..3."""

    attempt_id: str
    criterion: str
    rated_by: str
    profile_id: str
    competency: str
    app_level: int
    level: int
    rated_at: datetime


@dataclass(frozen=True, slots=True)
class OverallRating:
    """A mentor's verdict on the attempt as a whole and the app's overall (0..100) at that time."""

    attempt_id: str
    rated_by: str
    profile_id: str
    line: int
    verdict: Passing
    overall: float
    rated_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of the review queue; `rated_by_me` tells whether the asking mentor has rated it blind."""

    attempt_id: str
    profile_id: str
    name: str
    line: int
    status: str
    graded_at: datetime
    overall: float | None
    reasons: tuple[Reason, ...]
    held: bool
    rated_by_me: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an assignment: `count` tickets of a line, from an area or of a fault; an empty
    string leaves that open."""

    line: int
    area: str = ""
    fault: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Assignment:
    """A path of steps with a due date, to a person or to a group; the other one is empty."""

    id: str
    pack: str
    person: str
    group_id: str
    note: str
    made_by: str
    made_at: datetime
    due_at: datetime
    steps: tuple[Step, ...]
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Whisper:
    """A mentor's hint in a running attempt; `opened_at` is None until the trainee opened it."""

    id: str
    attempt_id: str
    text: str
    made_by: str
    made_at: datetime
    opened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """An attempt in progress: `moves` made so far, the last of them at `last_at`."""

    attempt_id: str
    profile_id: str
    name: str
    line: int
    started_at: datetime
    moves: int
    last_at: datetime | None
