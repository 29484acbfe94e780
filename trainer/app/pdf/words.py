"""The words of printed pages, in both languages."""

from __future__ import annotations

import functools
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import yaml

from trainer.domain.language import Language


class PageWords:
    """Texts of one language by dotted key, with values to fill in."""

    def __init__(self, language: Language) -> None:
        self._texts = _texts(language)

    def __call__(self, key: str, **values: object) -> str:
        """The text at `key`; KeyError where there is none."""
        found: Any = self._texts
        for part in key.split("."):
            found = found[part]
        text = str(found)
        return text.format(**values) if values else text

    def date(self, at: datetime) -> str:
        """The day in UTC: 2 November 2026."""
        day = at.astimezone(UTC)
        month = self("months").split()[day.month - 1]
        return self("date", day=day.day, month=month, year=day.year)


@functools.cache
def _texts(language: Language) -> dict[str, Any]:
    source = files("trainer.app.pdf").joinpath("texts", f"{language}.yaml")
    texts = yaml.safe_load(source.read_text(encoding="utf-8"))
    assert isinstance(texts, dict)
    return texts
