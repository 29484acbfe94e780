"""Spaced return of faults that went wrong: when each one should come back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from fsrs import Card, Rating, Scheduler, State

FAILED: Final = 60.0
HARD: Final = 80.0
EASY: Final = 97.0
"""Scores below FAILED count as forgotten, below HARD as hard, from EASY as easy."""
_SCHEDULER: Final = Scheduler(enable_fuzzing=False, learning_steps=(), relearning_steps=())


def due_faults(
    results: Iterable[tuple[datetime, str, float, bool]], now: datetime
) -> tuple[str, ...]:
    """Faults that went wrong once and are due to come back at `now`, the longest due first.

    `results` are (time, fault, overall 0..100, passed) in the order of practice. The intervals are
    those of FSRS (free spaced repetition scheduler) with its published weights. A fault that was
    right from the start never comes back for its own sake; a clock that went backwards counts as
    standing still.
    """
    cards: dict[str, Card] = {}
    missed: set[str] = set()
    last: datetime | None = None
    for at, fault, overall, passed in results:
        time = at if last is None or at >= last else last
        last = time
        card = cards.get(fault) or Card(card_id=len(cards), state=State.Learning, due=time)
        rating = _rating(overall, passed)
        if rating is Rating.Again:
            missed.add(fault)
        cards[fault] = _SCHEDULER.review_card(card, rating, time)[0]
    due = [(card.due, fault) for fault, card in cards.items() if fault in missed]
    return tuple(fault for when, fault in sorted(due) if when <= now)


def _rating(overall: float, passed: bool) -> Rating:
    if overall < FAILED or (not passed and overall < HARD):
        return Rating.Again
    if overall < HARD or not passed:
        return Rating.Hard
    return Rating.Easy if overall >= EASY else Rating.Good
