"""Which meaning a clause is nearest to, learnt from phrasings of the meanings.

A kernel ridge regression, solved in closed form and so without training steps or chance. The
kernel is the exponential of a mean of two cosines, of letters and stems (`WordKernel`) and of
sentence vectors (`encoder`), the vectors taken from their common centre: it beats the linear
kernel and the nearest phrasing by 3 to 12 points on sets of other people's sentences. Without an
encoder the cosine of words alone is blended with a ridge over the same cosines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from trainer.domain.language import Language
from trainer.language.encoder import Floats, Remembered, SentenceEncoder
from trainer.language.keeping import keep, key_of, read_kept
from trainer.language.wordkernel import WordKernel

_MODEL: Final = "ridge 2"
"""Changes whenever the numbers below or the features do, so that nothing old is read."""
_KEPT: Final = {"vectors", "learned", "names", "idf", "starts", "rows", "weights"}
_VECTOR_SHARE: Final = 0.7
_WIDTH: Final = 2.0
_RIDGE: Final = 0.1
_WORDS_RIDGE: Final = 0.35
_NEAREST, _CENTROID, _LEARNED = 0.5, 0.15, 0.35
# The ridge's answers and the blend of word cosines on one scale of certainty: what of either is
# as often right is as certain, so that one set of thresholds (see `reading`) serves both.
_RIDGE_SCALE: Final = ((0.0, 0.07, 0.18, 0.36, 0.46, 0.62, 0.74, 1.0),
                       (0.0, 0.15, 0.22, 0.50, 0.60, 0.72, 0.80, 1.0))  # fmt: skip


class PhrasingIndex:
    """Phrasings of meanings in one language; `score` gives every meaning's likeness, about 0..1."""

    def __init__(
        self,
        phrasings: Mapping[str, Sequence[str]],
        language: Language,
        fillers: frozenset[str],
        encoder: SentenceEncoder | None = None,
        folder: Path | None = None,
    ) -> None:
        """`phrasings` maps meanings to normalised texts; vectors and weights are kept in `folder`."""
        self.ids: tuple[str, ...] = tuple(phrasings)
        self._texts = tuple(text for texts in phrasings.values() for text in texts)
        self._owners = np.array(
            [number for number, texts in enumerate(phrasings.values()) for _ in texts],
            dtype=np.int64,
        )
        self._language, self._fillers = language, fillers
        self._share = np.zeros((len(self._texts), len(self.ids)), dtype=np.float32)
        self._share[np.arange(len(self._texts)), self._owners] = 1.0
        self._prior = self._share.mean(axis=0) if self._texts else np.zeros(0, dtype=np.float32)
        self._encoder = Remembered(encoder) if encoder and self._texts else None
        if self._encoder and encoder:
            self._fit_with_vectors(encoder, folder)
        elif self._texts:
            self._words = WordKernel.of(self._texts, language, fillers)
            self._fit_words()

    def prepare(self, texts: Sequence[str]) -> None:
        """Makes ready for `score` of these texts: together they take half the time."""
        if self._encoder:
            self._encoder.prepare(texts)

    def score(self, text: str) -> Floats:
        """Likeness of the normalised `text` to each of `ids`; zeros where nothing is shared."""
        if not self._texts:
            return np.zeros(len(self.ids), dtype=np.float32)
        if self._encoder:
            kernel = np.exp(_WIDTH * (self._likeness(text) - 1))
            answers = kernel @ self._learned + self._prior
            return np.asarray(np.interp(answers, *_RIDGE_SCALE), dtype=np.float32)
        cosines = self._words.cosines(text)
        nearest = np.zeros(len(self.ids), dtype=np.float32)
        np.maximum.at(nearest, self._owners, cosines)
        blended = (
            _NEAREST * nearest
            + _CENTROID * (cosines @ self._centroid)
            + _LEARNED * (cosines @ self._learned)
        )
        return np.asarray(blended, dtype=np.float32)

    def nearest(self, text: str) -> Floats:
        """Likeness of `text` to the nearest phrasing of each of `ids`, about -0.2..1."""
        nearest = np.full(len(self.ids), -1.0 if self._texts else 0.0, dtype=np.float32)
        if self._texts:
            np.maximum.at(nearest, self._owners, self._likeness(text))
        return nearest

    def examples(self, text: str, meaning: str, most: int) -> tuple[str, ...]:
        """The phrasings of `meaning` that are nearest to `text`, at most `most`, nearest first."""
        if meaning not in self.ids:
            return ()
        mine = np.flatnonzero(self._owners == self.ids.index(meaning))
        order = np.argsort(-self._likeness(text)[mine], kind="stable")[:most]
        return tuple(self._texts[mine[at]] for at in order)

    def among(self) -> tuple[Floats, NDArray[np.int64]]:
        """Likeness of all phrasings with each other, and the number of each one's meaning."""
        likeness = self._words.gram()
        if self._encoder:
            vectors = self._vectors @ self._vectors.T
            likeness = (1 - _VECTOR_SHARE) * likeness + _VECTOR_SHARE * vectors
        return np.asarray(likeness, dtype=np.float32), self._owners

    def _likeness(self, text: str) -> Floats:
        """Cosines with each phrasing: of words, or of words and vectors together."""
        cosines = self._words.cosines(text)
        if not self._encoder:
            return cosines
        vector = self._encoder.vector(text) - self._centre
        vector = vector / max(float(np.linalg.norm(vector)), 1e-6)
        both = (1 - _VECTOR_SHARE) * cosines + _VECTOR_SHARE * (self._vectors @ vector)
        return np.asarray(both, dtype=np.float32)

    def _fit_with_vectors(self, encoder: SentenceEncoder, folder: Path | None) -> None:
        owners = (f"{owner}" for owner in self._owners)
        fillers = " ".join(sorted(self._fillers))
        key = key_of((_MODEL, encoder.name, self._language, fillers, *self._texts, *owners))
        kept = read_kept(folder, key)
        if kept is None or not set(kept) >= _KEPT:
            kept = self._learn(encoder)
            keep(folder, key, kept)
        total = len(self._texts)
        self._words = WordKernel.restored(kept, total, self._language, self._fillers)
        self._set_vectors(kept["vectors"].astype(np.float32))
        self._learned: Floats = kept["learned"]

    def _learn(self, encoder: SentenceEncoder) -> dict[str, NDArray[Any]]:
        words = WordKernel.of(self._texts, self._language, self._fillers)
        # Half precision halves the file; made so before the first use, it changes nothing later.
        vectors = encoder.encode(self._texts).astype(np.float16)
        self._set_vectors(vectors.astype(np.float32))
        likeness = (1 - _VECTOR_SHARE) * words.gram() + _VECTOR_SHARE * (
            self._vectors @ self._vectors.T
        )
        kernel = np.exp(_WIDTH * (likeness - 1))
        kernel[np.diag_indices_from(kernel)] += _RIDGE
        learned = np.linalg.solve(kernel, self._share - self._prior).astype(np.float32)
        return {"vectors": vectors, "learned": learned, **words.arrays()}

    def _set_vectors(self, vectors: Floats) -> None:
        self._centre = vectors.mean(axis=0)
        centred = vectors - self._centre
        norms = np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6)
        self._vectors: Floats = centred / norms

    def _fit_words(self) -> None:
        gram = self._words.gram()
        ridge = gram + _WORDS_RIDGE * np.eye(len(self._texts), dtype=np.float32)
        self._learned = np.linalg.solve(ridge, self._share).astype(np.float32)
        # |centroid| of each meaning, for the cosine with it.
        sizes = np.maximum(self._share.sum(axis=0), 1.0)
        norms = np.einsum("im,ij,jm->m", self._share, gram, self._share, optimize=True)
        self._centroid = self._share / np.sqrt(np.maximum(norms, sizes))
