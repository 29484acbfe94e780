"""Fit the small weights of `trainer.language.politeness` to TyDiP (in ../shared) and write them.

`python -m benchmarks.fit_politeness`; run again after a change of encoder or of the features.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Final

import numpy as np

from trainer.domain.language import Language
from trainer.language.encoder import Floats, SentenceEncoder, load_encoder
from trainer.language.politeness import features

SHARED: Final = Path(__file__).parents[2] / "shared" / "data" / "politeness"
WEIGHTS: Final = Path(__file__).parents[1] / "trainer" / "language" / "weights"
Rated = tuple[tuple[str, ...], Floats]
_RIDGE: Final = {"en": 3.0, "ru": 10.0}
_RUSSIAN_WEIGHT: Final = 5.0
_SPREAD: Final = 0.05
"""Turns of speech are scaled to this standard deviation beside the vector's unit length."""


def rated(name: str) -> Rated:
    """Sentences of a file of TyDiP with their ratings; what is no words is taken out."""
    with (SHARED / f"tydip_{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = tuple(re.sub(r"<url>|@\w+", "", row["sentence"]) for row in rows)
    return texts, np.array([float(row["score"]) for row in rows], dtype=np.float32)


def inputs(texts: tuple[str, ...], language: Language, encoder: SentenceEncoder) -> Floats:
    """What the weights are multiplied with, a row a text."""
    vectors = encoder.encode(texts)[:, :512]
    vectors = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    turns = np.array([features(text, language) for text in texts])
    return np.hstack([vectors, turns]).astype(np.float32)


def fit(
    rows: Floats, scores: Floats, ridge: float, importance: Floats | None = None
) -> tuple[Floats, float]:
    """Ridge regression on centred rows, turns of speech brought to one spread."""
    importance = np.ones(len(rows), dtype=np.float32) if importance is None else importance
    centre = np.average(rows, axis=0, weights=importance)
    scale = np.ones(rows.shape[1], dtype=np.float32)
    scale[512:] = _SPREAD / (rows[:, 512:].std(axis=0) + 1e-6)
    x = (rows - centre) * scale * np.sqrt(importance)[:, None]
    mean = float(np.average(scores, weights=importance))
    y = (scores - mean) * np.sqrt(importance)
    weights = np.linalg.solve(x.T @ x + ridge * np.eye(x.shape[1]), x.T @ y) * scale
    return weights.astype(np.float32), mean - float(centre @ weights)


def fit_language(
    language: Language, own: tuple[Floats, Floats], english: tuple[Floats, Floats]
) -> tuple[Floats, float]:
    """Weights of a language: Russian has few ratings, so English ones help by their vectors."""
    if language == "en":
        return fit(*english, _RIDGE["en"])
    # Turns of speech stand in like places in both lists, so that their counts can be shared.
    importance = np.concatenate(
        [np.ones(len(english[1])), np.full(len(own[1]), _RUSSIAN_WEIGHT)]
    ).astype(np.float32)
    scores = np.concatenate([english[1] - english[1].mean(), own[1] - own[1].mean()])
    return fit(np.vstack([english[0], own[0]]), scores, _RIDGE["ru"], importance)


def main() -> int:
    encoder = load_encoder()
    if encoder is None:
        print("the sentence encoder is not installed")
        return 1
    english_texts, english_scores = rated("en_train")
    russian_texts, russian_scores = rated("ru_dev")
    english = (inputs(english_texts, "en", encoder), english_scores)
    russian = (inputs(russian_texts, "ru", encoder), russian_scores)
    name = encoder.name.split("+")[0]
    for language, own in (("en", english), ("ru", russian)):
        weights, bias = fit_language(language, own, english)  # type: ignore[arg-type]
        np.savez(
            WEIGHTS / f"politeness.{language}.npz",
            weights=weights.astype(np.float16),
            bias=np.float32(bias),
            encoder=np.array(name),
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
