"""How patience runs out, and what wins some of it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trainer.domain.scenario import Channel, Mood, Scenario

FULL: Final = 100.0
SOOTHED: Final = 10.0
SOOTHED_AGAIN: Final = 3.0
IRRITATED: Final = 12.0
THIN: Final = 30.0
"""Below this the person begins to show that they are waiting."""

_START: Final[Mapping[Mood, float]] = {
    "calm": 100.0,
    "worried": 92.0,
    "annoyed": 78.0,
    "angry": 62.0,
}
_AFTER_VOICE_BOT: Final = 10.0
_PER_MINUTE: Final = (1.6, 1.0, 0.6)
_MOOD: Final[Mapping[Mood, float]] = {"calm": 0.8, "worried": 1.0, "annoyed": 1.2, "angry": 1.4}
_CHANNEL: Final[Mapping[Channel, float]] = {
    "phone": 1.0,
    "chat": 0.7,
    "email": 0.3,
    "colleague": 0.3,
}


def patience_at_start(scenario: Scenario) -> float:
    """Patience when the ticket arrives, 0 to 100. A colleague is always calm about it."""
    if scenario.key.line > 1:
        return FULL
    lost = _AFTER_VOICE_BOT if scenario.voice_bot else 0.0
    return _START[scenario.temper.mood] - lost


def patience_after(scenario: Scenario, patience: float, minutes: float) -> float:
    """Patience after `minutes` more: it falls faster for impatient and angry people, and slowly
    where nobody sits waiting on the line."""
    temper = scenario.temper
    mood = _MOOD[temper.mood] if scenario.key.line == 1 else 1.0
    fall = _PER_MINUTE[temper.patience] * mood * _CHANNEL[scenario.channel]
    return bounded(patience - fall * minutes)


def bounded(patience: float) -> float:
    """Within 0..100."""
    return max(0.0, min(FULL, patience))
