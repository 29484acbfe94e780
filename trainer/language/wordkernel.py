"""Likeness by letters and stems: TF-IDF of character n-grams and of stems with their pairs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.domain.language import Language
from trainer.language.encoder import Floats
from trainer.language.words import stem, words_of

_STEM_SHARE = 0.55
_LONGEST_WORD = 24
_SEPARATOR = "\n"  # no feature holds one: words have no line ends


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
    """Cosines of a text with each of some texts, 0..1, by their letters and stems.

    Each feature has a run of postings: the texts that hold it, and its weight in them.
    """

    def __init__(
        self,
        names: Sequence[str],
        idf: Floats,
        starts: NDArray[np.int64],
        rows: NDArray[np.int32],
        weights: Floats,
        total: int,
        language: Language,
        fillers: frozenset[str],
    ) -> None:
        self._place = {name: at for at, name in enumerate(names)}
        self._idf, self._starts, self._rows, self._weights = idf, starts, rows, weights
        self._total = total
        # Words never seen weigh much too, so that they lower the likeness.
        self._rarest = math.log(1 + max(total, 1)) * 0.6
        self._language = language
        self._fillers = fillers

    @classmethod
    def of(cls, texts: Sequence[str], language: Language, fillers: frozenset[str]) -> WordKernel:
        """The kernel of normalised `texts`."""
        counts = [features(text, language, fillers) for text in texts]
        seen: Counter[str] = Counter()
        for count in counts:
            for block in count:
                seen.update(block.keys())
        names = list(seen)
        idf = np.array(
            [math.log((1 + len(texts)) / (1 + seen[name])) + 0.5 for name in names],
            dtype=np.float32,
        )
        kernel = cls(names, idf, *_nothing(), len(texts), language, fillers)
        columns: list[int] = []
        rows: list[int] = []
        values: list[float] = []
        for row, count in enumerate(counts):
            for place, weight in kernel._weigh(count):
                if place >= 0:
                    columns.append(place)
                    rows.append(row)
                    values.append(weight)
        order = np.argsort(np.array(columns, dtype=np.int64), kind="stable")
        counted = np.bincount(np.array(columns, dtype=np.int64), minlength=len(names))
        kernel._starts = np.concatenate([[0], np.cumsum(counted)]).astype(np.int64)
        kernel._rows = np.array(rows, dtype=np.int32)[order]
        kernel._weights = np.array(values, dtype=np.float32)[order]
        return kernel

    def arrays(self) -> dict[str, NDArray[Any]]:
        """What `restored` needs: reading it takes a tenth of counting anew."""
        names = _SEPARATOR.join(self._place).encode("utf-8", "surrogatepass")
        return {
            "names": np.frombuffer(names, dtype=np.uint8),
            "idf": self._idf,
            "starts": self._starts,
            "rows": self._rows,
            "weights": self._weights,
        }

    @classmethod
    def restored(
        cls,
        arrays: Mapping[str, NDArray[Any]],
        total: int,
        language: Language,
        fillers: frozenset[str],
    ) -> WordKernel:
        """The kernel that `arrays` were taken from."""
        names = arrays["names"].tobytes().decode("utf-8", "surrogatepass").split(_SEPARATOR)
        idf, starts = arrays["idf"], arrays["starts"]
        return cls(names, idf, starts, arrays["rows"], arrays["weights"], total, language, fillers)

    def gram(self) -> Floats:
        """Cosines among the texts; a feature of one text adds to the diagonal only."""
        sizes = np.diff(self._starts)
        shared = np.flatnonzero(sizes > 1)
        matrix = np.zeros((self._total, len(shared)), dtype=np.float32)
        for column, at in enumerate(shared):
            run = slice(self._starts[at], self._starts[at + 1])
            matrix[self._rows[run], column] = self._weights[run]
        gram: Floats = matrix @ matrix.T
        np.fill_diagonal(gram, 1.0)
        return gram

    def cosines(self, text: str) -> Floats:
        """Cosine of the normalised `text` with each text."""
        rows, values = [], []
        for place, weight in self._weigh(features(text, self._language, self._fillers)):
            if place >= 0:
                run = slice(self._starts[place], self._starts[place + 1])
                rows.append(self._rows[run])
                values.append(self._weights[run] * np.float32(weight))
        if not rows:
            return np.zeros(self._total, dtype=np.float32)
        summed = np.bincount(
            np.concatenate(rows), weights=np.concatenate(values), minlength=self._total
        )
        return summed.astype(np.float32)

    def _weigh(self, count: tuple[Counter[str], ...]) -> list[tuple[int, float]]:
        """(place of the feature or -1, weight) for each feature of a text."""
        weights: list[tuple[int, float]] = []
        for block, share in zip(count, (1 - _STEM_SHARE, _STEM_SHARE), strict=True):
            seen = []
            for name, times in block.items():
                place = self._place.get(name, -1)
                idf = float(self._idf[place]) if place >= 0 else self._rarest
                seen.append((place, idf * (1 if times == 1 else 1 + math.log(times))))
            norm = math.sqrt(sum(weight * weight for _, weight in seen))
            scale = math.sqrt(share) / norm if norm else 0.0
            weights += [(place, weight * scale) for place, weight in seen]
        return weights


def _nothing() -> tuple[NDArray[np.int64], NDArray[np.int32], Floats]:
    return np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32)
