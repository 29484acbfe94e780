"""Which tool of the pack a clause means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from trainer.domain.language import Language
from trainer.language.forms import BIAS, Form, form_of
from trainer.language.index import PhrasingIndex
from trainer.language.lexicon import FILLERS, LEADS
from trainer.language.reading import SURE, Reading
from trainer.language.words import words_of

# Enough of the nearest for some to be left where most tools are not allowed at the moment.
_RANKED: Final = 24


class ToolMatcher:
    """Reads clauses of one language against the normalised phrasings of a pack's tools."""

    def __init__(
        self, phrasings: Mapping[str, Sequence[str]], kinds: Mapping[str, str], language: Language
    ) -> None:
        self._language: Language = language
        self._empty = FILLERS[language] | LEADS[language]
        self._index = PhrasingIndex(phrasings, language, FILLERS[language])
        row = [kinds.get(tool, "") for tool in self._index.ids]
        self._bias = {
            form: np.array([bias.get(kind, 0.0) for kind in row], dtype=np.float32)
            for form, bias in BIAS.items()
        }

    def read(self, clause: str, asks: bool, before: Form | None) -> Reading:
        """The clause's form and nearest tools; a condition ("if it hangs") means no tool."""
        form = form_of(clause, self._language, asks, before)
        empty = all(word in self._empty for word in words_of(clause))
        if form == "conditional" or empty or not self._index.ids:
            return Reading(form, ())
        scores = self._index.score(clause)
        # Bias prefers among likely tools and never lifts an unlikely one by itself.
        shift = self._bias.get(form)
        if shift is not None:
            scores = scores + shift * np.minimum(1.0, scores / SURE)
        scores = np.clip(scores, 0.0, 1.0)
        order = np.argsort(-scores, kind="stable")[:_RANKED]
        ids = self._index.ids
        return Reading(form, tuple((ids[at], round(float(scores[at]), 3)) for at in order))
