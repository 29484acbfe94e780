"""The forms that values from outside must have."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from trainer.domain.language import LANGUAGES, Language
from trainer.errors import InvalidInput, TextTooLong
from trainer.language.limits import clean_text

TITLE_LIMIT: Final = 120
CONSENT_LIMIT: Final = 8000
CONTACT_LIMIT: Final = 200
NAME_LIMIT: Final = 120
EMAIL_LIMIT: Final = 254
REASON_LIMIT: Final = 2000
DISPUTE_LIMIT: Final = 4000
_EMAIL: Final = re.compile(r"[^\s@<>(),;:\"]{1,64}@[^\s@<>(),;:\"]{1,189}")


def line_of(text: str, field: str, limit: int, *, empty: bool = False) -> str:
    """One line of plain text of at most `limit` characters; raises InvalidInput(field) where it is
    empty and may not be, TextTooLong where it is long."""
    return _text(" ".join(clean_text(text[: 10 * limit]).split()), field, limit, empty)


def text_of(text: str, field: str, limit: int, *, empty: bool = False) -> str:
    """Plain text of several lines, as `line_of`."""
    return _text(clean_text(text[: 10 * limit]).strip(), field, limit, empty)


def _text(clean: str, field: str, limit: int, empty: bool) -> str:
    if len(clean) > limit:
        raise TextTooLong(field=field, limit=limit, length=len(clean))
    if not empty and not any(char.isalnum() for char in clean):
        raise InvalidInput(
            f"{field} needs a letter or a digit", field=field, reason="screening_empty"
        )
    return clean


def email_of(text: str) -> str:
    """An e-mail address, or an empty text; raises InvalidInput(field="email")."""
    clean = line_of(text, "email", EMAIL_LIMIT, empty=True)
    if clean and not _EMAIL.fullmatch(clean):
        raise InvalidInput("this is no e-mail address", field="email", reason="screening_email")
    return clean


def number_of(value: int, field: str, low: int, high: int) -> int:
    """A whole number from `low` to `high`; raises InvalidInput(field)."""
    if not low <= value <= high:
        raise InvalidInput(
            f"{field} runs from {low} to {high}",
            field=field,
            reason="screening_number",
            low=low,
            high=high,
        )
    return value


def languages_of(languages: tuple[str, ...]) -> tuple[Language, ...]:
    """At least one of the product's languages; raises InvalidInput(field="languages")."""
    known = tuple(language for language in LANGUAGES if language in languages)
    if not known or len(known) < len(set(languages)):
        raise InvalidInput("no such language", field="languages", reason="screening_languages")
    return known


def dates_of(opens_at: datetime, closes_at: datetime) -> tuple[datetime, datetime]:
    """Both with a time zone, the first before the second; raises InvalidInput(field="closes_at")."""
    if opens_at.tzinfo is None or closes_at.tzinfo is None or closes_at <= opens_at:
        raise InvalidInput("closes before it opens", field="closes_at", reason="screening_dates")
    return opens_at, closes_at


def consents_of(
    texts: Mapping[str, str], languages: tuple[Language, ...]
) -> tuple[tuple[Language, str], ...]:
    """A consent text for each language; raises InvalidInput or TextTooLong(field="consent")."""
    return tuple(
        (language, text_of(texts.get(language, ""), "consent", CONSENT_LIMIT))
        for language in languages
    )


def version_of(text: str) -> str:
    """Names a text: any change gives another version."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def hash_of(secret: str) -> str:
    """How a link's or a session's secret is stored. They have at least 128 random bits, so that a
    plain hash is enough."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
