"""Mending typing errors against the words that the pack and the speech acts know."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from trainer.domain.language import Language
from trainer.language.lexicon import SHORTHAND
from trainer.language.normal import WORD, Normal, replace_words
from trainer.language.words import grammar, stem

_SHORTEST = 5
_TWO_ERRORS_FROM = 9
_MOST_UNKNOWN = 60


class Vocabulary:
    """Known words of one language, and the nearest known word to an unknown one."""

    def __init__(self, words: Iterable[str], language: Language) -> None:
        self._language = language
        self._words = frozenset(word for word in words if len(word) >= 2)
        self._stems = frozenset(stem(word, language) for word in self._words)
        self._by_letter: dict[str, list[str]] = {}
        for word in sorted(self._words):
            if len(word) >= _SHORTEST - 1:
                self._by_letter.setdefault(word[0], []).append(word)
        self._nearest = lru_cache(maxsize=20_000)(self._find)

    def repair(self, normal: Normal) -> Normal:
        """`normal` with unknown words exchanged for the nearest known ones, where near enough."""
        found: dict[tuple[int, int], str] = {}
        for count, match in enumerate(WORD.finditer(normal.text)):
            if count > _MOST_UNKNOWN * 5 or len(found) >= _MOST_UNKNOWN:
                break
            word = match.group()
            better = SHORTHAND[self._language].get(word)
            if better is None and len(word) < 30:
                better = self._nearest(word)
            if better:
                found[match.span()] = better
        return replace_words(normal, found)

    def mended(self, word: str) -> str | None:
        """The known word that `word` is a mistyping of, or None."""
        return self._nearest(word) if len(word) < 30 else None

    def _find(self, word: str) -> str | None:
        if len(word) < _SHORTEST or not word.isalpha() or word in self._words:
            return None
        if stem(word, self._language) in self._stems:
            return None
        if self._language == "ru" and grammar(word).known:
            return None
        # The first letter is seldom mistyped; keeping it halves the work and most false repairs.
        errors = 2 if len(word) >= _TWO_ERRORS_FROM else 1
        best = process.extractOne(
            word, self._by_letter.get(word[0], []), scorer=OSA.distance, score_cutoff=errors
        )
        return str(best[0]) if best else None
