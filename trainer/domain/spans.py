"""Spans of time as people say them: half an hour, 2 hours, «полтора часа»."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trainer.domain.language import Language

_HOUR: Final = 60
_SAID: Final[Mapping[Language, Mapping[int, str]]] = {
    "ru": {30: "полчаса", 60: "час", 90: "полтора часа"},
    "en": {30: "half an hour", 60: "an hour", 90: "an hour and a half"},
}
"""Spans that have words of their own, by their minutes."""
_HOURS: Final = {"ru": ("час", "часа", "часов"), "en": ("hour", "hours", "hours")}
_MINUTES: Final = {"ru": ("минуту", "минуты", "минут"), "en": ("minute", "minutes", "minutes")}


def span_text(minutes: int, language: Language) -> str:
    """`minutes` (whole, 0 or more) as said after "in", Russian after «через» or «за»: accusative.

    Raises ValueError for a negative number.
    """
    if minutes < 0:
        raise ValueError(f"a span of time is not negative: {minutes}")
    if said := _SAID[language].get(minutes):
        return said
    hours, rest = divmod(minutes, _HOUR)
    parts = [_counted(hours, _HOURS[language], language)] if hours else []
    if rest or not hours:
        parts.append(_counted(rest, _MINUTES[language], language))
    return " ".join(parts)


def _counted(number: int, forms: tuple[str, str, str], language: Language) -> str:
    """A number with its noun; `forms` go with 1, 2 and 5."""
    one, few, many = forms
    if language == "en":
        return f"{number} {one if number == 1 else many}"
    if number % 100 in range(11, 15):
        return f"{number} {many}"
    return f"{number} {one if number % 10 == 1 else few if number % 10 in (2, 3, 4) else many}"
