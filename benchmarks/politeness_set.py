"""Agreement of the politeness figure with human ratings (TyDiP, in ../shared)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks.fit_politeness import fit_language, inputs, rated
from benchmarks.report import Figure
from trainer.language.encoder import Floats, SentenceEncoder
from trainer.language.politeness import politeness

_FOLDS = 10


def politeness_figures(encoder: SentenceEncoder | None) -> Iterator[Figure]:
    """Pearson's r: the shipped weights on the English test set, cross-validation in Russian."""
    if encoder is None:
        print("politeness is left out: no sentence encoder")
        return
    try:
        texts, scores = rated("en_test")
        english = (inputs(rated("en_train")[0], "en", encoder), rated("en_train")[1])
        russian_texts, russian = rated("ru_dev")
    except OSError as error:
        print(f"politeness is left out: {error}")
        return
    found = [politeness(text, "en", encoder) or 0.0 for text in texts]
    yield Figure("politeness en, test", _agreement(found, scores), "r", 0.70, False)
    rows = inputs(russian_texts, "ru", encoder)
    order = np.random.default_rng(0).permutation(len(rows))
    guessed = np.zeros(len(rows), dtype=np.float32)
    for fold in range(_FOLDS):
        left_out = order[fold::_FOLDS]
        rest = np.setdiff1d(order, left_out)
        weights, bias = fit_language("ru", (rows[rest], russian[rest]), english)
        guessed[left_out] = rows[left_out] @ weights + bias
    yield Figure("politeness ru, cross-validated", _agreement(guessed, russian), "r", 0.60, False)


def _agreement(found: list[float] | Floats, scores: Floats) -> float:
    return float(np.corrcoef(found, scores)[0, 1])
