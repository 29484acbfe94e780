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

_SECRET: Final[dict[Language, re.Pattern[str]]] = {
    "ru": re.compile(
        r"парол|\bпин-?код|\bпин\b|\bcvv\b|\b(?:одноразов\w+|кодов\w+ слов|секретн\w+|проверочн\w+) "
        r"|\bкод\w*\b.*\b(?:смс|sms|сообщени|приложени|телефон|пришл|пришед|подтвержд|банк|аутентифик|токен)"
        r"|(?:смс|sms|сообщени|приложени|подтвержд|пришл|пришед)\w*.*\b(?:код|цифр)"
        r"|\bцифр\w*\b.*\b(?:смс|sms|сообщени|приложени|пришл|пришед)"
    ),
    "en": re.compile(
        r"passw|passp|passcode|\bpin\b|\bcvv\b|\botp\b|\bone-time\b|\bsecret word\b"
        r"|\bcode\b.*\b(?:text|sms|message|app|phone|authenticator|bank|just got|received|sent)\b"
        r"|\b(?:confirmation|verification|security|sms|authenticator|login) code\b"
        r"|\bdigits\b.*\b(?:text|sms|message|app)\b"
    ),
}
# What is done with a password by its owner, or said of passwords in general, asks for none.
_OWN_USE: Final[dict[Language, re.Pattern[str]]] = {
    "ru": re.compile(
        r"\b(?:никогда|никому|не (?:говор|сообщ|назыв|пиш|диктуй|нужен|нужно|надо|спраш|прош)\w*|смен\w+|измен\w+|сброс\w+|сбрас\w+|задай\w+|придумай\w+|помните|в памяти|сомнева\w*|забыл\w*"
        r"|новый пароль|вышл\w+|отправл\w+ вам|пришлю|введите (?:его|пароль|пин|новый|старый|код) (?!сюда|в чат|мне)|вводите|вбейте|наберите|когда|истек|истёк|правильн\w+|принима\w+|подходит|просит|требует|спрашивает)\b"
    ),
    "en": re.compile(
        r"\b(?:never|nobody|don't|do not|won't|not|chang\w+|reset\w*|set(?:ting)? up|choose|remember|forgot\w*|know|new password|(?:i'll|i will|i'm) (?:send|text|give|generat|issu)\w*"
        r"|enter (?:it|the|your|a) (?!.*\b(?:here|chat)\b)|when|expire\w*|expir\w*|accept\w*|correct|work\w*|ask\w*|prompt\w*|mistyp\w*|caps)\b"
    ),
}

_TELLING: Final[dict[Language, re.Pattern[str]]] = {
    "ru": re.compile(
        r"\b(?:скажите|скажете|скажи|сказать|назов\w+|назвать|продикт\w+|диктуйте|сообщите|сообщить|пришлите|прислать|киньте|скиньте"
        r"|напишите|написать|запишите|дайте|дать|поделит\w+|поделиться|укажите|указать|зачитайте|прочитайте|прочтите|произнесите|говорите"
        r"|понадобится|понадобятся|нужен мне|мне нужен|мне нужны|введите сюда|в чат|мне на почту|какой|что за|как[ао][ея])\b"
    ),
    "en": re.compile(
        r"\b(?:tell|say|give me|give us|send me|send us|send it|dictate|spell|share|drop|read (?:me|out|it)|write|hand over|provide|let me have"
        r"|e-?mail (?:it|me|us)|reply|text me|message me|(?:here|into|in) (?:the|this) chat|type .* (?:here|chat)|what(?:'s| is| are)|which|(?:i|i'll|i will|we) (?:only |just )?need)\b"
    ),
}


def may_ask_secret(sentence: str, language: Language) -> bool:
    """Whether the normalised sentence names a password, a PIN or a one-time code, and does not
    speak of its owner's own use of it: only then can it be likeness that accuses."""
    named = _SECRET[language].search(sentence)
    told = _TELLING[language].search(sentence)
    return bool(named) and bool(told) and not _OWN_USE[language].search(sentence)


def names_secret(text: str, language: Language) -> bool:
    """Whether the normalised text names a password, a PIN or a one-time code."""
    return bool(_SECRET[language].search(text))


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
