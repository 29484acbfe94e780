"""Likeness by letters and stems: TF-IDF of character n-grams and of stems with their pairs."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from trainer.domain.language import Language
from trainer.language.encoder import Floats
from trainer.language.words import stem, words_of

_STEM_SHARE = 0.55
_LONGEST_WORD = 24

Posting = tuple[np.ndarray, Floats]


def features(text: str, language: Language, fillers: frozenset[str]) -> tuple[Counter[str], ...]:
    """Character 3- to 5-grams within words, and stems with pairs of stems, of a normalised text."""
    grams: Counter[str] = Counter()
    stems: Counter[str] = Counter()
    words = words_of(text)
    kept = [word for word in words if word not in fillers] or words
    roots = [stem(word, language) for word in kept]
    for word in kept:
        padded = f" {word[:_LONGEST_WORD]} "
        for size in (3, 4, 5):
            for at in range(len(padded) - size + 1):
                grams[padded[at : at + size]] += 1
    # The zero byte keeps a stem apart from a run of characters that reads the same.
    stems.update(f"\0{root}" for root in roots)
    stems.update(f"\0{one} {two}" for one, two in pairwise(roots))
    return grams, stems


class WordKernel:
    """Cosines of a text with each of `texts`, 0..1, by their letters and stems."""

    def __init__(self, texts: Sequence[str], language: Language, fillers: frozenset[str]) -> None:
        self._language = language
        self._fillers = fillers
        counts = [features(text, language, fillers) for text in texts]
        self._total = len(counts)
        # Words never seen weigh much too, so that they lower the likeness.
        self._rarest = math.log(1 + max(self._total, 1)) * 0.6
        self._idf = _inverse_frequencies(counts)
        self._postings = self._post(counts)

    def gram(self) -> Floats:
        """Cosines among the texts; a feature of one text adds to the diagonal only."""
        shared = [posting for posting in self._postings.values() if len(posting[0]) > 1]
        matrix = np.zeros((self._total, len(shared)), dtype=np.float32)
        for column, (rows, values) in enumerate(shared):
            matrix[rows, column] = values
        gram = matrix @ matrix.T
        np.fill_diagonal(gram, 1.0)
        return gram

    def cosines(self, text: str) -> Floats:
        """Cosine of the normalised `text` with each text."""
        count = features(text, self._language, self._fillers)
        found = [
            (posting, weight)
            for name, weight in self._weigh(count).items()
            if (posting := self._postings.get(name))
        ]
        if not found:
            return np.zeros(self._total, dtype=np.float32)
        rows = np.concatenate([posting[0] for posting, _ in found])
        values = np.concatenate([posting[1] * np.float32(weight) for posting, weight in found])
        return np.bincount(rows, weights=values, minlength=self._total).astype(np.float32)

    def _weigh(self, count: tuple[Counter[str], ...]) -> dict[str, float]:
        weights: dict[str, float] = {}
        for block, share in zip(count, (1 - _STEM_SHARE, _STEM_SHARE), strict=True):
            idf, rarest = self._idf.get, self._rarest
            seen = {
                name: idf(name, rarest) * (1 if times == 1 else 1 + math.log(times))
                for name, times in block.items()
            }
            norm = math.sqrt(sum(weight * weight for weight in seen.values()))
            scale = math.sqrt(share) / norm if norm else 0.0
            weights |= {name: weight * scale for name, weight in seen.items()}
        return weights

    def _post(self, counts: Sequence[tuple[Counter[str], ...]]) -> dict[str, Posting]:
        rows: defaultdict[str, list[int]] = defaultdict(list)
        values: defaultdict[str, list[float]] = defaultdict(list)
        for row, count in enumerate(counts):
            for name, weight in self._weigh(count).items():
                rows[name].append(row)
                values[name].append(weight)
        return {
            name: (np.array(rows[name], dtype=np.int32), np.array(values[name], dtype=np.float32))
            for name in rows
        }


def _inverse_frequencies(counts: Sequence[tuple[Counter[str], ...]]) -> dict[str, float]:
    seen: Counter[str] = Counter()
    for count in counts:
        for block in count:
            seen.update(block.keys())
    total = len(counts)
    return {name: math.log((1 + total) / (1 + times)) + 0.5 for name, times in seen.items()}
