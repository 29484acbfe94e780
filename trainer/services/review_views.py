"""What the debrief shows of moves, decisions and hand-offs, in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MoveReview:
    """One move against best play, in words.

    `loss` is expected minutes beyond the best move; `name` is best, good, inaccuracy, mistake or
    blunder, empty for moves that are not judged this way (ticket fields, articles, plain talk).
    `causes_before` and `causes_after` count the causes still possible; `minutes_before` and
    `minutes_left` are the expected minutes left under best play before and after the move; `better`
    is the best alternative in words. `missed` is the step that had to come before this move and did
    not: where a critical step should have been.
    """

    turn: int
    minute: float
    name: str
    loss: float
    causes_before: int
    causes_after: int
    minutes_left: float
    title: str
    better: str
    why: str
    minutes_before: float = 0.0
    missed: str = ""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A move that was not made: its review, what would have been heard or shown, and best play
    from there in words."""

    review: MoveReview
    heard: tuple[str, ...]
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsequenceView:
    """What a decision led to: minutes that somebody waits, minutes of work at `line`, its cost in
    `unit`, and a sentence."""

    kind: str
    turn: int | None
    line: int
    waiting: float
    work: float
    money: float
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class NextStepView:
    """A step of the colleague who got the ticket; `astray` where the note misled them."""

    text: str
    minutes: float
    astray: bool


@dataclass(frozen=True, slots=True)
class HandoffView:
    """The ticket played on by the next line with the trainee's note and with a perfect one.

    `minutes` are against the true cause; `loss` is the expected loss over all causes not ruled out;
    `questions` are the facts for which the colleague sends the ticket back.
    """

    yours: tuple[NextStepView, ...]
    perfect: tuple[NextStepView, ...]
    minutes: float
    perfect_minutes: float
    loss: float
    astray: float
    dropped: bool
    questions: tuple[str, ...]
