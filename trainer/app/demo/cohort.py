"""The invented people of the demonstration, and the time in which they live."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from trainer.domain.language import Language
from trainer.services.players.novice import Trainee

DAYS: Final = 28
"""So long they have practised."""


@dataclass(frozen=True, slots=True)
class Invented:
    """Somebody who practises, and how good they are at the start."""

    login: str
    name: str
    language: Language
    start: Trainee

    def after(self, share: float) -> Trainee:
        """How good they are after this share (0..1) of their practice."""
        grown = 0.15 * share
        return Trainee(
            min(1.0, self.start.knowledge + grown),
            min(1.0, self.start.tact + grown / 2),
            min(1.0, self.start.thoroughness + grown),
        )


COHORT: Final = (
    Invented("anna", "Анна Белова", "ru", Trainee(0.9, 0.9, 0.9)),
    Invented("ilya", "Илья Громов", "ru", Trainee(0.75, 0.5, 0.6)),
    Invented("marina", "Марина Ким", "ru", Trainee(0.5, 0.95, 0.7)),
    Invented("timur", "Тимур Сафин", "ru", Trainee(0.35, 0.6, 0.4)),
    Invented("grace", "Grace Bennett", "en", Trainee(0.85, 0.8, 0.75)),
    Invented("oliver", "Oliver Hayes", "en", Trainee(0.6, 0.4, 0.8)),
    Invented("priya", "Priya Nair", "en", Trainee(0.45, 0.85, 0.5)),
    Invented("sam", "Sam Whitfield", "en", Trainee(0.25, 0.5, 0.35)),
)
CANDIDATES: Final = (
    Invented("", "Пётр Ильин", "ru", Trainee(0.95, 0.95, 0.95)),
    Invented("", "Dana Wolf", "en", Trainee(0.9, 0.7, 0.85)),
    Invented("", "Мария Кац", "ru", Trainee(0.6, 0.9, 0.6)),
    Invented("", "Lee Chen", "en", Trainee(0.3, 0.5, 0.3)),
)
"""Invented people who have sat a campaign's form."""


class MovingClock:
    """A clock that is told the time; `trainer.services` reads it as it reads the real one."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now
