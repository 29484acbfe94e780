"""Speech acts shared by all packs: what a sentence does to the person it is said to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from trainer.domain.language import Language
from trainer.language.normal import WORD

SPEECH_ACTS: Final = (
    "greet",
    "introduce",
    "acknowledge",
    "empathise",
    "apologise",
    "explain",
    "ask",
    "instruct",
    "check_understanding",
    "promise_time",
    "confirm_result",
    "thank",
    "close",
    "refuse",
    "ask_identity",
    "ask_password",
    "blame",
    "calm_down",
)
# A word that goes on in brackets or with \w is only the beginning of one.
_WHOLE_WORD: Final = re.compile(r"(?<![\w\\])(" + WORD.pattern + r")(?![\w\\(\[?*+])")
_PART: Final = re.compile(r"<([a-z]+)>")


@dataclass(frozen=True, slots=True)
class SpeechAct:
    """How one act is recognised; `asks` where only a sentence with a question mark does it."""

    id: str
    pattern: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    asks: bool

    def find(self, sentence: str, asks: bool) -> tuple[int, int] | None:
        """Where in the normalised `sentence` (its end mark cut off) the act is done."""
        if self.pattern is None or (self.asks and not asks):
            return None
        # Exceptions may look at the end mark, so they see it.
        if self.unless and self.unless.search(sentence + "?" if asks else sentence):
            return None
        found = self.pattern.search(sentence)
        return found.span() if found else None


@cache
def speech_acts(language: Language) -> tuple[SpeechAct, ...]:
    """The acts that patterns recognise, read once from the package's files."""
    source: Mapping[str, Any] = yaml.safe_load(_file(language))
    parts: dict[str, str] = source["parts"]
    return tuple(
        SpeechAct(
            id=act,
            pattern=_one_of(spec.get("patterns", ()), parts),
            unless=_one_of(spec.get("except", ()), parts),
            asks=bool(spec.get("asks", False)),
        )
        for act, spec in source["acts"].items()
    )


def speech_words(language: Language) -> Iterator[str]:
    """Words that the patterns are made of, for mending typing errors."""
    for match in _WHOLE_WORD.finditer(_file(language)):
        yield match.group(1).lower()


def _file(language: Language) -> str:
    folder = files("trainer.language").joinpath("speech")
    # Authors write the typographic apostrophe, which YAML does not take for a quote.
    return folder.joinpath(f"{language}.yaml").read_text("utf-8").replace("’", "''")


def _one_of(patterns: list[str], parts: Mapping[str, str]) -> re.Pattern[str] | None:
    if not patterns:
        return None
    whole = "|".join(f"(?:{_expand(pattern, parts)})" for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{whole})(?!\w)")


def _expand(pattern: str, parts: Mapping[str, str]) -> str:
    while _PART.search(pattern):
        pattern = _PART.sub(lambda match: parts[match.group(1)], pattern)
    return pattern
