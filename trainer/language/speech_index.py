"""Speech acts by likeness to phrasings, for what no pattern foresees."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import yaml

from trainer.domain.language import Language
from trainer.language.encoder import SentenceEncoder
from trainer.language.index import PhrasingIndex
from trainer.language.normal import normalise
from trainer.language.password import names_secret

_LIMIT: Final = 300
_SAMPLES: Final = 180
_ANNOUNCE: Final = "announce"
"""What the trainee does at the console; no speech act, but something else to be near to."""
_RIGHTLY: Final = "password_matters"
"""What the desk rightly does about passwords; no speech act either."""
_STANDS_FOR: Final = {
    "ask": "ask", "guide": "instruct", "look": _ANNOUNCE, "change": _ANNOUNCE,
}  # fmt: skip
# Accusing somebody takes more likeness than praising them; see `password.may_ask_secret` as well.
_NEEDED: Final = {"blame": 0.62, "calm_down": 0.62, "ask": 0.66, "instruct": 0.66,
                  "ask_password": 0.5}  # fmt: skip
_USUAL: Final = 0.5
_REASSURES: Final = re.compile(
    r"\b(?:don't|do not|needn't|need not|no need to|nothing to)(?: you)? (?:worry|panic)\b"
    r"|\bничего страшного\b|\bне (?:волнуйтесь|беспокойтесь|переживайте|огорчайтесь|стоит волноваться)\b"
)
"""Said to comfort: it tells nobody how to feel."""
_NEVER: Final = frozenset({_ANNOUNCE, _RIGHTLY})
_LEAD: Final = 0.06


@cache
def act_phrasings(language: Language) -> Mapping[str, Sequence[str]]:
    """Act -> ways of doing it, normalised, from the package's own files."""
    folder = files("trainer.language").joinpath("speech")
    source = yaml.safe_load(folder.joinpath(f"phrasings.{language}.yaml").read_text("utf-8"))
    return {
        act: tuple(normalise(text, _LIMIT).text for text in texts) for act, texts in source.items()
    }


class SpeechMatcher:
    """Reads sentences of one language; shared by threads."""

    def __init__(
        self,
        tools: Mapping[str, Sequence[str]],
        kinds: Mapping[str, str],
        language: Language,
        encoder: SentenceEncoder | None,
        folder: Path | None,
    ) -> None:
        """`tools` maps a pack's tools to phrasings: what is asked and announced at its desk."""
        self._phrasings = {act: list(texts) for act, texts in act_phrasings(language).items()}
        for act, texts in _desk_talk(tools, kinds, language).items():
            self._phrasings.setdefault(act, []).extend(texts)
        self._index = PhrasingIndex(self._phrasings, language, frozenset(), encoder, folder)
        self._learnt = encoder is not None

    def prepare(self, texts: Sequence[str]) -> None:
        """Makes ready for `nearest` of these texts."""
        self._index.prepare(texts)

    def nearest(self, text: str) -> tuple[tuple[str, float], ...]:
        """The three acts that the normalised `text` is nearest to, with certainty 0..1."""
        scores = self._index.score(text)
        order = (-scores).argsort(kind="stable")[:3]
        return tuple((self._index.ids[at], round(float(scores[at]), 3)) for at in order)

    def surely(self, text: str) -> tuple[str, float] | None:
        """The act that `text` surely does, if it is one; never without an encoder.

        Letters and stems alone are right too seldom to be relied on for manners.
        """
        if not self._learnt:
            return None
        (act, certainty), (_, second), *_ = self.nearest(text)
        if act == "calm_down" and _REASSURES.search(text):
            return None
        if act in _NEVER or certainty < _NEEDED.get(act, _USUAL) or certainty - second < _LEAD:
            return None
        return act, certainty

    def examples(self, text: str, act: str, most: int = 3) -> tuple[str, ...]:
        """The phrasings of `act` nearest to `text`, nearest first."""
        return self._index.examples(text, act, most)


def _desk_talk(
    tools: Mapping[str, Sequence[str]], kinds: Mapping[str, str], language: Language
) -> dict[str, list[str]]:
    """A sample of what is asked, told and announced at the desk; of passwords, all of it: what is
    rightly said of them must be nearer than asking for one."""
    talk: dict[str, list[str]] = {}
    rightly = [
        text
        for texts in tools.values()
        if sum(names_secret(text, language) for text in texts) * 3 >= len(texts)
        for text in texts[1:]
    ]
    for tool, texts in tools.items():
        act = _STANDS_FOR.get(kinds.get(tool, ""))
        if act and len(texts) > 1:
            talk.setdefault(act, []).extend(texts[1:])  # the first is the palette's name
    sampled = {
        act: texts[:: max(1, len(texts) // _SAMPLES)][:_SAMPLES] for act, texts in talk.items()
    }
    return {**sampled, _RIGHTLY: rightly} if rightly else sampled
