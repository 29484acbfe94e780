"""Which tool of the pack a clause means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from trainer.domain.language import Language
from trainer.language.encoder import Floats, SentenceEncoder
from trainer.language.forms import BIAS, WHETHER, Form, form_of
from trainer.language.index import PhrasingIndex
from trainer.language.lexicon import FILLERS, LEADS
from trainer.language.reading import FIRM_ALONE, SURE, Reading
from trainer.language.speech_acts import speech_acts
from trainer.language.words import words_of

# Enough of the nearest for some to be left where most tools are not allowed at the moment.
_RANKED: Final = 24
# Words like "check, please" mean a tool only where they are one of its phrasings.
_WHOLE: Final = 0.9
_HINTING: Final = ("confirm_result", "ask_identity", "refuse")
_HINT: Final = 0.25
_OWN: Final = 0.2
# Where refusing is the tool's own deed, "I can't, because" does it instead of leaving it undone.
_DECLINING: Final = ("negated", "statement", "passive")
_NOT_YET: Final[dict[Language, re.Pattern[str]]] = {
    "ru": re.compile(r"\b(?:без|пока|сначала|прежде|до того|раньше)\b"),
    "en": re.compile(r"\b(?:without|until|unless|before|first|yet)\b"),
}
"""What is only put off ("not without a check") is not refused."""


class ToolMatcher:
    """Reads clauses of one language against the normalised phrasings of a pack's tools."""

    def __init__(
        self,
        phrasings: Mapping[str, Sequence[str]],
        kinds: Mapping[str, str],
        language: Language,
        encoder: SentenceEncoder | None = None,
        folder: Path | None = None,
    ) -> None:
        self._language: Language = language
        self._empty = FILLERS[language] | LEADS[language]
        self._index = PhrasingIndex(phrasings, language, FILLERS[language], encoder, folder)
        row = [kinds.get(tool, "") for tool in self._index.ids]
        self._kinds = dict(kinds)
        self._hints = _hints(phrasings, self._index.ids, language)
        self._bias = {
            form: np.array([bias.get(kind, 0.0) for kind in row], dtype=np.float32)
            for form, bias in BIAS.items()
        }

    def prepare(self, clauses: Sequence[str]) -> None:
        """Makes ready for `read` of these clauses: together they take half the time."""
        self._index.prepare(clauses)

    def examples(self, clause: str, tool: str, most: int = 3) -> tuple[str, ...]:
        """The phrasings of `tool` nearest to `clause`, nearest first."""
        return self._index.examples(clause, tool, most)

    def changes(self, tool: str) -> bool:
        """Whether using the tool changes something or has the caller do something."""
        return self._kinds.get(tool) in ("guide", "change", "request")

    def looks(self, tool: str) -> bool:
        """Whether the tool is a look of the trainee's own."""
        return self._kinds.get(tool) == "look"

    def refuses(self, tool: str) -> bool:
        """Whether the tool is used by refusing: its own phrasings mostly say "I can't"."""
        hint = self._hints.get("refuse")
        return hint is not None and bool(hint[self._index.ids.index(tool)])

    def read(
        self,
        clause: str,
        asks: bool,
        before: Form | None,
        spoken: frozenset[str] = frozenset(),
        form: Form | None = None,
    ) -> Reading:
        """The clause's form and nearest tools; a condition ("if it hangs") means no tool.

        `spoken` are the speech acts of its sentence: one that a tool's own phrasings do, as those
        of "ask whether it works now" do confirm_result, speaks for that tool. `form` is given where
        only a part of the clause tells it.
        """
        form = form or form_of(clause, self._language, asks, before)
        if form == "conditional" or not self._index.ids:
            return Reading(form, ())
        scores = self._index.score(clause)
        # Bias prefers among likely tools and never lifts an unlikely one by itself.
        whether = form == "check" and (asks or WHETHER[self._language].search(clause))
        shift = self._bias.get("whether" if whether else form)
        if shift is not None:
            scores = scores + shift * np.minimum(1.0, scores / SURE)
        for act, hint in self._hints.items():
            if act in spoken:
                scores = scores + hint
        scores = np.clip(scores, 0.0, 1.0)
        order = np.argsort(-scores, kind="stable")[:_RANKED]
        ids = self._index.ids
        if self._declines(form, clause, spoken, order[0], float(scores[order[0]])):
            # Done where it is plain; asked back about otherwise, as "I can't say how long" is none.
            form = "self" if scores[order[0]] >= FIRM_ALONE else "statement"
        if scores[order[0]] < _WHOLE and all(word in self._empty for word in words_of(clause)):
            return Reading(form, ())
        if form == "passive":
            form = "past" if self._kinds.get(ids[order[0]]) in ("change", "request") else "question"
        return Reading(form, tuple((ids[at], round(float(scores[at]), 3)) for at in order))

    def _declines(
        self, form: Form, clause: str, spoken: frozenset[str], nearest: int, certainty: float
    ) -> bool:
        """Whether the clause refuses, and refusing is what the `nearest` tool is for."""
        own = self._hints["refuse"][nearest] > 0
        refusing = form in _DECLINING and own and ("refuse" in spoken or certainty >= SURE)
        return bool(refusing and not _NOT_YET[self._language].search(clause))


def _hints(
    phrasings: Mapping[str, Sequence[str]], ids: Sequence[str], language: Language
) -> dict[str, Floats]:
    """For each act in _HINTING, what its presence adds to each tool's certainty: 0 or _HINT."""
    hints = {}
    for act in speech_acts(language):
        if act.id not in _HINTING:
            continue
        shares = np.zeros(len(ids), dtype=np.float32)
        for at, tool in enumerate(ids):
            # Authors often leave the question mark out, so every phrasing may count as a question.
            hits = sum(bool(act.find(text.rstrip("?."), True)) for text in phrasings[tool])
            shares[at] = hits / max(len(phrasings[tool]), 1)
        # One stray phrasing says nothing; a fifth of them make the act the tool's own.
        hints[act.id] = np.where(shares >= _OWN, _HINT, 0.0).astype(np.float32)
    return hints
