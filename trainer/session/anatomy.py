"""An opening taken apart, so that what the engine adds lands where a person would put it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trainer.domain.language import Language
from trainer.domain.scenario import Person
from trainer.session.words import SIGN_OFFS

_LONGEST_SIGN_OFF: Final = 90
_LONGEST_SUBJECT: Final = 90
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+")
_WORDS: Final[Mapping[Language, str]] = {
    "ru": r"ал+[оеё]|здравствуйте|добр(?:ый|ого) (?:день|вечер|дня)|доброе утро|привет(?:ствую)?"
    r"|уважаем\w+ \w+",
    "en": r"(?:hello|hi)(?: there)?|hey|good (?:day|morning|afternoon|evening)|dear \w+(?: \w+)?",
}
_ASKING: Final[Mapping[Language, str]] = {
    "ru": r"(?:это )?(?:тех)?(?:поддержк|служб)\w*(?: поддержки| оператора)?",
    "en": r"(?:is (?:that|this) )?(?:the )?(?:\w+ )?(?:support|help ?desk|service desk)",
}
"""What a greeting is made of, and the question who is there that may follow it."""


def _greeting_pattern(language: Language) -> re.Pattern[str]:
    word, asking = _WORDS[language], _ASKING[language]
    return re.compile(rf"(?:(?:{word})(?:[,.!…]+\s+|(?=\s)\s))+(?:{asking}\?\s+)?", re.I)


_GREETINGS: Final[Mapping[Language, re.Pattern[str]]] = {
    "ru": _greeting_pattern("ru"),
    "en": _greeting_pattern("en"),
}


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The parts of an opening in their order; those it does not have are empty.

    `subject` is a letter's first sentence, `greeting` ends as it was written (perhaps with a
    comma), `body` is never empty, `signed` is how a letter ends.
    """

    subject: str
    greeting: str
    body: str
    signed: str


def as_sentence(text: str) -> str:
    """`text` with an end that others can follow; nothing stays nothing."""
    bare = text.rstrip(", ")
    return bare if bare[-1:] in (*'.!?…»"', "") else f"{bare}."


def capitalised(text: str) -> str:
    """`text` with a capital at its start."""
    return text[:1].upper() + text[1:]


def taken_apart(opening: str, language: Language, letter: bool, person: Person) -> Anatomy:
    """The anatomy of a filled-in opening; `letter` for e-mail, which may have a subject and a
    sign-off."""
    subject = signed = ""
    if letter:
        opening, signed = _without_sign_off(opening, language, person)
        subject, opening = _without_subject(opening, language)
    greeting, body = _without_greeting(opening, language)
    return Anatomy(subject, greeting, body, signed)


def _without_greeting(opening: str, language: Language) -> tuple[str, str]:
    match = _GREETINGS[language].match(opening)
    if match is None or match.end() == len(opening):
        return "", opening
    return match[0].rstrip(), opening[match.end() :]


def _without_subject(letter: str, language: Language) -> tuple[str, str]:
    if _GREETINGS[language].match(letter):
        return "", letter
    parts = _SENTENCE_END.split(letter, maxsplit=1)
    if len(parts) < 2 or len(parts[0]) > _LONGEST_SUBJECT:
        return "", letter
    return parts[0], parts[1]


def _without_sign_off(letter: str, language: Language, person: Person) -> tuple[str, str]:
    """A letter and how it is signed: its last lines, from the first courtesy or the name on."""
    name = f"{person.full_name}, {person.department}"
    for match in _SENTENCE_END.finditer(letter):
        rest = letter[match.end() :]
        signature = rest.startswith(name) and len(rest) < len(name) + 2
        if signature or (rest.startswith(SIGN_OFFS[language]) and len(rest) < _LONGEST_SIGN_OFF):
            return letter[: match.start()], rest
    return letter, ""
