"""Does a sentence ask for the password itself? A critical error, so this errs towards "no".

The word "password" is not enough: "never tell me your password", "change your password", "tell me
when you changed your password" are right things to say. So the order of words is matched: a verb
of telling in a place where it is a request, then nothing but fillers, then the password, then an
ending that leaves the password the thing asked for.
"""

from __future__ import annotations

import re
from typing import Final

from trainer.domain.language import Language
from trainer.language.password_patterns import (
    EN_LEADS,
    EN_NEGATION,
    EN_PATTERNS,
    EN_TAIL,
    RU_BAD_TAIL,
    RU_PATTERNS,
    RU_REPORT,
    WHOLE,
)
from trainer.language.words import grammar, words_of

_QUOTED: Final = re.compile(r'"[^"]*"')
# "Do I need your password? No!" asks for nothing.
_RHETORICAL: Final = re.compile(r"(?:мне|нам) |(?:i|we) (?:need|require|want)")
_TAIL_END: Final = re.compile(r"[,.;:!?()]| - |\b(?:чтобы|который|которым|и я|и мы|а я|я|тогда)\b")


def asks_password(sentence: str, language: Language, asks: bool) -> tuple[int, int] | None:
    """Where the normalised `sentence` asks for a password, or None.

    `asks` says that it ends with a question mark. What stands in quotes is somebody else's words.
    """
    if "парол" not in sentence and "passw" not in sentence and "passp" not in sentence:
        return None
    plain = _QUOTED.sub(lambda match: "_" * len(match.group()), sentence)
    if asks and (whole := WHOLE[language].fullmatch(plain)):
        return whole.span()
    return _russian(plain, asks) if language == "ru" else _english(plain, asks)


def _russian(text: str, asks: bool) -> tuple[int, int] | None:
    if RU_REPORT.search(text):
        return None
    for pattern, needs_mark in RU_PATTERNS:
        if needs_mark and not asks:
            continue
        for match in pattern.finditer(text):
            if asks and _RHETORICAL.match(match.group()) and match.end() == len(text):
                continue
            if _leaves_password(text[match.end() :]):
                return match.span()
    return None


def _leaves_password(rest: str) -> bool:
    """Whether what follows the Russian word leaves it the object: no verb, no "не", no "ли"."""
    end = _TAIL_END.search(rest)
    tail = rest[: end.start()] if end else rest
    if RU_BAD_TAIL.search(tail):
        return False
    return not any(
        found.finite or found.past or found.infinitive for found in map(grammar, words_of(tail))
    )


def _english(text: str, asks: bool) -> tuple[int, int] | None:
    for pattern, needs_mark, needs_lead in EN_PATTERNS:
        if needs_mark and not asks:
            continue
        for match in pattern.finditer(text):
            before = text[: match.start()]
            if asks and _RHETORICAL.match(match.group()) and match.end() == len(text):
                continue
            if needs_lead and not EN_LEADS.search(before):
                continue
            if EN_NEGATION.search(before) or not EN_TAIL.match(text[match.end() :]):
                continue
            return match.span()
    return None
