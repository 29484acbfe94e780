"""Searching for words on the phone."""

from __future__ import annotations

import re
from typing import Final

from trainer.domain.language import Language
from trainer.domain.scenario import Scenario
from trainer.session.values import stable_number
from trainer.session.words import REMARKS

_HESITATES_IN_OPENING: Final = 3
_HESITATES_IN_ANSWER: Final = 9
"""One opening or answer in so many, of those who hesitate at all."""
_HESITANT: Final = re.compile(
    r"(?:э|ну|ой|м-м|так|сейчас|в общем|погодите|oh|um|er|well|so|hm|right|hang|one|let me)\b", re.I
)


def hesitates(scenario: Scenario) -> bool:
    """Whether this caller searches for words: on the phone only, the talkative and the worried."""
    temper = scenario.temper
    spoken = scenario.key.line == 1 and scenario.channel == "phone"
    return spoken and (temper.verbosity > 1 or temper.mood == "worried")


def hesitating(
    text: str, scenario: Scenario, language: Language, *key: object, opening: bool = False
) -> str:
    """`text` with a filler before it, seldom, and never before one it begins with itself."""
    one_in = _HESITATES_IN_OPENING if opening else _HESITATES_IN_ANSWER
    number = stable_number(scenario.key, "filler", *key)
    if not hesitates(scenario) or number % one_in or _HESITANT.match(text):
        return text
    fillers = REMARKS[language].fillers
    return f"{fillers[number // one_in % len(fillers)]} {text}"
