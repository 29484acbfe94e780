"""Russian words and what the dictionary says of them; everything is cached by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from pymorphy3 import MorphAnalyzer

TOKEN: Final = re.compile(
    r"\d+(?:[.,:]\d+)+|\d+|[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*|[A-Za-z][\w.-]*\w|[A-Za-z]|\S"
)
CYRILLIC: Final = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+|\n+")

OBLIQUE: Final = frozenset(["gent", "datv", "ablt", "loct"])


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word; a grammeme it has none of is empty."""

    lemma: str
    pos: str
    gender: str
    number: str
    case: str
    tense: str
    person: str
    marks: frozenset[str]


@lru_cache(maxsize=1)
def _morph() -> Any:
    return MorphAnalyzer()


@lru_cache(maxsize=100_000)
def is_known(word: str) -> bool:
    """Whether the dictionary has the word."""
    return bool(_morph().word_is_known(word.lower()))


_OTHER_WORD: Final = frozenset(["сота", "соты", "соте", "соту", "сот", "впн"])
"""Words that the dictionary knows as another word only: «соты» of a network have a singular."""


def is_sure(word: str) -> bool:
    """Whether the dictionary's readings of the word are all it can be here."""
    return word.lower() not in _OTHER_WORD and is_known(word)


@lru_cache(maxsize=100_000)
def readings(word: str) -> tuple[Reading, ...]:
    """All readings of a Cyrillic word, guessed where the dictionary has it not."""
    found = []
    for parse in _morph().parse(word.lower()):
        tag = parse.tag
        found.append(
            Reading(
                str(parse.normal_form).replace("ё", "е"),
                str(tag.POS or ""),
                str(tag.gender or ("" if "ms-f" not in tag else "ms-f")),
                str(tag.number or ""),
                _case(str(tag.case or "")),
                str(tag.tense or ""),
                str(tag.person or ""),
                frozenset(str(mark) for mark in tag.grammemes),
            )
        )
    return tuple(found)


def _case(case: str) -> str:
    """The second genitive, accusative and locative as the first."""
    return {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct"}.get(
        case, case
    )


def tokens(text: str) -> list[str]:
    """Words, numbers and signs, in order."""
    return TOKEN.findall(text)


def sentences(text: str) -> list[str]:
    """Sentences and lines of a text."""
    return [part for part in SENTENCE.split(text) if part and part.strip()]


@lru_cache(maxsize=100_000)
def is_word(token: str) -> bool:
    return CYRILLIC.fullmatch(token) is not None
