"""How something is said, apart from what: slips of spelling and agreement, length, readability.

Everything here is named and points at words, so that a grade can show it. Errors are reported only
where no reading makes them right; what nobody can tell for sure is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pyphen  # type: ignore[import-untyped]

from trainer.domain.language import Language
from trainer.language.grammar.english import article_faults, count_faults
from trainer.language.grammar.neighbours import agreement_faults
from trainer.language.grammar.numbers import number_faults
from trainer.language.lexicon import SHORTHAND
from trainer.language.normal import WORD, Normal
from trainer.language.repair import Vocabulary
from trainer.language.words import words_of

_SENTENCE: Final = re.compile(r"[.!?…]+(?:\s+|$)|\n+")
_QUOTED: Final = re.compile(r"«([^»]+)»")
_MOST: Final = 12
_AGREEMENT: Final[dict[Language, tuple[Callable[[str], Iterator[str]], ...]]] = {
    "ru": (agreement_faults, number_faults),
    "en": (article_faults, count_faults),
}


@dataclass(frozen=True, slots=True)
class Slip:
    """An error in [start, end) of the text, and what it should be, or "" where that is not told."""

    start: int
    end: int
    better: str


def spelling_slips(normal: Normal, vocabulary: Vocabulary, language: Language) -> tuple[Slip, ...]:
    """Mistyped words with the known word each is nearest to; shorthand of chats is none."""
    found = []
    for match in WORD.finditer(normal.text):
        word = match.group()
        if word in SHORTHAND[language]:
            continue
        better = vocabulary.mended(word)
        if better and not _is_real(word, language):
            start, end = normal.original(*match.span())
            found.append(Slip(start, end, better))
        if len(found) == _MOST:
            break
    return tuple(found)


def agreement_slips(text: str, language: Language) -> tuple[Slip, ...]:
    """Neighbours that do not agree ("новая пароль", "a hour", "1 minutes")."""
    found = []
    for check in _AGREEMENT[language]:
        for fault in check(text):
            words = _QUOTED.search(fault)
            at = text.find(words.group(1)) if words else -1
            if words and at >= 0:
                found.append(Slip(at, at + len(words.group(1)), ""))
    return tuple(found[:_MOST])


@dataclass(frozen=True, slots=True)
class Measures:
    """Words in all, sentences, words of the longest sentence, syllables a word (1..), paragraphs."""

    words: int
    sentences: int
    longest: int
    syllables: float
    paragraphs: int


def measures(text: str, language: Language) -> Measures:
    """Measures of length and readability; syllables are counted by places to hyphenate."""
    sizes = [len(words_of(part.lower())) for part in _SENTENCE.split(text)]
    words = words_of(text.lower())
    breaks = sum(len(_hyphens(language).positions(word)) for word in words if len(word) > 3)
    return Measures(
        words=len(words),
        sentences=sum(size > 0 for size in sizes),
        longest=max(sizes, default=0),
        syllables=round(1 + breaks / max(len(words), 1), 2),
        paragraphs=sum(bool(part.strip()) for part in text.split("\n")),
    )


@cache
def _hyphens(language: Language) -> Any:
    return pyphen.Pyphen(lang="ru_RU" if language == "ru" else "en_GB")


def _is_real(word: str, language: Language) -> bool:
    """Whether a dictionary has the word: the nearest word known here would then be a false alarm."""
    if language == "ru":
        from trainer.language.grammar.russian import is_known

        return is_known(word)
    return bool(_english().known([word]))


@cache
def _english() -> Any:
    from spellchecker import SpellChecker

    return SpellChecker(language="en")
