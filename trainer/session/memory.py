"""How people remember: rough times, and facts told wrongly first and put right at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trainer.domain.language import Language
from trainer.domain.scenario import Scenario
from trainer.domain.spans import span_text
from trainer.session.values import arrival_minute, stable_number
from trainer.session.voice import Voice
from trainer.session.words import REMARKS

_SLIPPERY: Final = ("since", "host", "contact", "deadline")
"""Facts that get mixed up; each person mixes up one of them."""
_HALF: Final = 30
_HOURS: Final[Mapping[Language, str]] = {
    "ru": "двенадцати часу двух трёх четырёх пяти шести семи восьми девяти десяти одиннадцати",
    "en": "twelve one two three four five six seven eight nine ten eleven",
}
_HALVES: Final[Mapping[Language, str]] = {
    "ru": "первого второго третьего четвёртого пятого шестого седьмого восьмого девятого десятого"
    " одиннадцатого двенадцатого",
    "en": _HOURS["en"],
}
"""From twelve o'clock on."""


def half_hour_words(minute_of_day: int, language: Language) -> str:
    """A full or half hour in words, for "since …": «с десяти», «с половины десятого», "half past
    nine"; other minutes are cut off to the half hour below."""
    hour, half = minute_of_day // 60 % 12, minute_of_day % 60 >= _HALF
    word = (_HALVES if half else _HOURS)[language].split()[hour]
    full, past = {"ru": ("с", "с половины"), "en": ("", "half past")}[language]
    return f"{past if half else full} {word}".lstrip()


def rough_since(scenario: Scenario, language: Language) -> str:
    """When the trouble began as somebody says it who did not look at the clock: to the nearest half
    hour that is not yet to come."""
    since = _minute(scenario)
    nearest = (since + _HALF // 2) // _HALF * _HALF
    if nearest > since + (arrival_minute(scenario) - since) % (24 * 60):
        nearest -= _HALF
    return half_hour_words(nearest, language)


def misremembered(voice: Voice, reads: str, name: str) -> str:
    """The caller's answer to a question for a fact, with a slip and the true value after it; empty
    where this person answers this question at the first go. A letter is read before it is sent."""
    scenario = voice.scenario
    fact = reads.removeprefix("fact.")
    own = _SLIPPERY[stable_number(scenario.key, "slip") % len(_SLIPPERY)]
    if fact == reads or fact != own or scenario.channel == "email" or not _slips(scenario):
        return ""
    kind, wrong = _wrong(scenario, voice.language, fact)
    if not wrong:
        return ""
    templates = REMARKS[voice.language].slips[kind]
    return voice.say(tuple(text.replace("{wrong}", wrong) for text in templates), f"{name}.slip")


def _slips(scenario: Scenario) -> bool:
    """Whom it happens to: people of little literacy, in haste or with much to say."""
    temper = scenario.temper
    at_first_line = scenario.key.line == 1
    return at_first_line and (temper.literacy == 0 or temper.patience == 0 or temper.verbosity > 1)


def _wrong(scenario: Scenario, language: Language, fact: str) -> tuple[str, str]:
    """The kind of slip and what is said by mistake; an empty mistake where nothing fits."""
    person = scenario.people[language]
    if fact == "since":
        since = _minute(scenario)
        waited = (arrival_minute(scenario) - since) % (24 * 60)
        later = since // _HALF * _HALF + _HALF
        if later - since <= waited:
            return "since_earlier", half_hour_words(later, language)
        return "since_later", half_hour_words((since - 10) // _HALF * _HALF, language)
    if fact == "host":
        return "host", _other_last_digit(person.host)
    if fact == "contact":
        return "contact", _other_last_digit(person.phone)
    if fact == "deadline" and scenario.deadline_minutes is not None:
        return "deadline", span_text(scenario.deadline_minutes + 10, language)
    return fact, ""


def _other_last_digit(text: str) -> str:
    if not text[-1:].isdigit():
        return ""
    return text[:-1] + str((int(text[-1]) + 3) % 10)


def _minute(scenario: Scenario) -> int:
    hours, _, minutes = scenario.since.partition(":")
    return int(hours) * 60 + int(minutes)
