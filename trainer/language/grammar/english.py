"""English articles before vowels, counted nouns, and ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_ARTICLE: Final = re.compile(r"\b([Aa]n?) [\"'(“]?([A-Za-z0-9][\w'.-]*)")
_SILENT_H: Final = ("hour", "honest", "honour", "honor", "heir")
_SAID_YOU: Final = re.compile(r"(?:uni(?!n|m)|us(?:e|u|a)|eu|ew|ut(?:il|e|o)|once\b|one\b|ubi|ura)")
_LETTERS_WITH_VOWEL: Final = "AEFHILMNORSX"
_COUNTED: Final = re.compile(
    r"(?<![\d.,:/-])\b(\d+) (minute|hour|day|week|month|year|file|page|ticket|time|step|second)(s?)\b"
)
_ORDINAL: Final = re.compile(r"\b(\d+)(st|nd|rd|th)\b")


def article_faults(text: str) -> Iterator[str]:
    """«a» before a vowel's sound or «an» before a consonant's."""
    for match in _ARTICLE.finditer(text):
        article, word = match.groups()
        if article == "A" and (match.start() and text[match.start() - 1] not in " \n"):
            continue
        if (article.lower() == "an") != _starts_with_vowel(word):
            yield f"article: «{match.group()}»"


def _starts_with_vowel(word: str) -> bool:
    if word[0].isdigit():
        number = re.match(r"\d+", word)
        digits = number.group() if number else ""
        return digits.startswith("8") or digits in ("11", "18")
    first = re.split(r"[-.']", word)[0]
    if len(first) == 1 or (first.isupper() and not _is_said_as_word(first)):
        return first[0].upper() in _LETTERS_WITH_VOWEL
    lower = word.lower()
    if lower.startswith(_SILENT_H):
        return True
    return lower[0] in "aeiou" and not _SAID_YOU.match(lower)


def _is_said_as_word(acronym: str) -> bool:
    return acronym in ("SIM", "PIN", "LAN", "WAN", "RAM")


def count_faults(text: str) -> Iterator[str]:
    """«1 minutes», «2 minute», «2st»."""
    for match in _COUNTED.finditer(text):
        number, plural = int(match[1]), bool(match[3])
        rest = text[match.end() : match.end() + 1]
        if (number == 1) == plural and rest not in ("-", "'", "("):
            yield f"number and noun: «{match.group()}»"
    for match in _ORDINAL.finditer(text):
        number = int(match[1])
        right = (
            "th"
            if number % 100 in (11, 12, 13)
            else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        )
        if match[2] != right:
            yield f"ordinal: «{match.group()}»"
