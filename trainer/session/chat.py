"""How people type in a chat: small letters and loose ends."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from trainer.domain.scenario import Scenario
from trainer.session.values import stable_number

_SENTENCE_START: Final = re.compile(r"(?:^|(?<=[.!?…]\s))[^\W\d_]++(?![/_\d]|-[^a-zа-яё])", re.M)


def typed_in_chat(text: str, scenario: Scenario, keep: Collection[str], small: bool) -> str:
    """`text` as this person types in a chat: the careful as in a letter, others without capitals
    at the start of sentences, without the last full stop of each line, or without both.

    `small` says that the text was begun without capitals already and goes on so. Words in `keep` (names), abbreviations and the English
    "I" stay as they are.
    """
    temper = scenario.temper
    loose = (temper.typos > 0) + (temper.patience == 0) + (temper.verbosity == 0)
    number = stable_number(scenario.key, "chat")
    if small or (loose and number % 4 < 1 + loose):
        text = _SENTENCE_START.sub(lambda match: _small(match[0], keep), text)
    if loose and number // 4 % 4 < 1 + loose:
        text = re.sub(r"(?<![.…])\.$", "", text, flags=re.M)
    return text


def _small(word: str, keep: Collection[str]) -> str:
    kept = word in keep or word == "I" or word[1:] != word[1:].lower()
    return word if kept else word[0].lower() + word[1:]
