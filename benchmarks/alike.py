"""How alike texts are: each one's nearest neighbour by rapidfuzz's ratio, 0 to 100."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process

from benchmarks.report import Figure, percentile

ALIKE = 95.0
"""Above this two first messages are called the same."""


def nearest(texts: Sequence[str], groups: Sequence[object] | None = None) -> list[float]:
    """For each text the similarity of the most similar other one (of its own group, where groups
    are given; a text alone in its group is left out)."""
    alike = process.cdist(texts, texts, scorer=fuzz.ratio, dtype=np.float32)
    np.fill_diagonal(alike, -1.0)
    if groups is not None:
        ids = np.unique([str(group) for group in groups], return_inverse=True)[1]
        alike[ids[:, None] != ids[None, :]] = -1.0
    return [float(best) for best in alike.max(axis=1) if best >= 0]


def similarity(name: str, values: list[float]) -> list[Figure]:
    """Percentiles of nearest-neighbour similarity and the share that is as good as the same."""
    same = 100 * sum(value > ALIKE for value in values) / len(values)
    points = [Figure(f"{name} p{p}", percentile(values, p / 100), "of 100") for p in (50, 90, 99)]
    return [*points, Figure(f"{name} above {ALIKE:g}", same, "%", 5)]
