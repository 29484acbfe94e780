"""Phrasings that are nearer to another meaning than to their own: material for authors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from trainer.domain.language import Language
from trainer.language.encoder import SentenceEncoder
from trainer.language.index import PhrasingIndex
from trainer.language.lexicon import FILLERS
from trainer.language.normal import normalise

ENOUGH: Final = 20
"""Phrasings a tool should have in each language."""
_CLOSE: Final = 0.86
"""Likeness from which two phrasings can hardly be told apart."""


@dataclass(frozen=True, slots=True)
class TooClose:
    """A phrasing of `tool` whose nearest neighbour `other_text` belongs to `other`."""

    tool: str
    text: str
    other: str
    other_text: str
    likeness: float


def too_close(
    phrasings: Mapping[str, Sequence[str]],
    language: Language,
    encoder: SentenceEncoder | None = None,
    folder: Path | None = None,
) -> tuple[TooClose, ...]:
    """Pairs at least _CLOSE alike that mean different things, the closest first, each pair once."""
    plain = {
        tool: [normalise(text, 300).text for text in texts] for tool, texts in phrasings.items()
    }
    likeness, owners = PhrasingIndex(plain, language, FILLERS[language], encoder, folder).among()
    texts = [text for own in phrasings.values() for text in own]
    names = list(phrasings)
    rows, columns = np.nonzero(np.triu(likeness >= _CLOSE, k=1) & (owners[:, None] != owners))
    found = [
        TooClose(
            names[owners[row]], texts[row], names[owners[column]], texts[column],
            round(float(likeness[row, column]), 3),
        )
        for row, column in zip(rows, columns, strict=True)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda pair: (-pair.likeness, pair.tool, pair.text)))


def too_few(phrasings: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Tools with fewer than ENOUGH different phrasings, and how many they have."""
    counts = {
        tool: len({normalise(text, 300).text for text in texts})
        for tool, texts in phrasings.items()
    }
    return {tool: count for tool, count in counts.items() if count < ENOUGH}
