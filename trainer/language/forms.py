"""What a clause does, whatever it is about: order, ask, announce, report, refuse.

Likeness of words cannot tell "please restart" from "do not restart"; these rules can.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from trainer.domain.language import Language
from trainer.domain.understanding import ActForm
from trainer.language.forms_en import form_en
from trainer.language.forms_ru import form_ru

Form = Literal[
    "order",  # restart it, please
    "check",  # see whether the lamp is on: an order or a question, whatever the tools have
    "question",  # is it on? tell me whether it is on
    "self",  # I will reset it; let me restart it
    "viewing",  # I will look at it; let me check it
    "together",  # let us restart it
    "past",  # I have restarted it
    "negated",  # do not restart it
    "conditional",  # if it does not help
    "passive",  # the password is reset (a report); the cable is plugged (a question, tersely)
    "statement",  # the printer hangs
    "bare",  # restart of the printer: no verb that says who does what
]
KINDS: Final = ("ask", "guide", "look", "change", "request")

# How much likelier a tool of a kind is meant in a form (added to its likeness). Nobody refuses or
# reports a question by saying its words, hence the -1.
BIAS: Final[dict[str, dict[str, float]]] = {
    "order": {"guide": 0.10, "ask": -0.08, "look": -0.06, "change": -0.06, "request": 0.0},
    "check": {"guide": 0.06, "ask": 0.02, "look": -0.04, "change": -0.10, "request": -0.02},
    "whether": {"guide": -0.10, "ask": 0.06, "look": -0.04, "change": -0.15, "request": -0.02},
    "question": {"ask": 0.12, "guide": -0.30, "look": -0.12, "change": -0.30, "request": 0.0},
    "self": {"look": 0.0, "change": 0.10, "request": 0.08, "ask": -0.20, "guide": -0.20},
    "viewing": {"look": 0.12, "change": -0.25, "request": 0.0, "ask": -0.25, "guide": -0.30},
    "together": {"guide": 0.05, "look": 0.02, "change": 0.02, "ask": -0.06, "request": 0.0},
    "past": {"change": 0.06, "look": 0.04, "request": 0.02, "ask": -1.0, "guide": -0.1},
    "negated": {"guide": 0.08, "change": 0.06, "ask": -1.0, "look": 0.0, "request": 0.0},
    "passive": {"change": 0.05, "look": -0.10, "request": 0.0, "ask": 0.0, "guide": -0.12},
    "statement": dict.fromkeys(KINDS, -0.04),
}

# "Restart it to see if it helps": what something is done for is not what is done.
WHETHER: Final[dict[Language, re.Pattern[str]]] = {
    "ru": re.compile(r"\bли\b"),
    "en": re.compile(r"\b(?:whether|if)\b"),
}
"""A check whether something is so wants to know more than to have it done."""
_UNDER_CONDITION: Final[dict[Language, re.Pattern[str]]] = {
    "ru": re.compile(r"^(?:а |и |ну )?(?:если|когда|как только)\b[^,]*, "),
    "en": re.compile(r"^(?:and |so |but )?(?:if|when|once|after|before)\b[^,]*, "),
}
_PURPOSE: Final[dict[Language, re.Pattern[str]]] = {
    "ru": re.compile(r",? чтобы\b.*"),
    "en": re.compile(
        r"(?<!going)(?<!want)(?<!need)(?<!have)(?<!like)(?<!about) (?:in order )?to (?:see|check|find out|look)\b.*"
    ),
}
_VIEWING: Final[dict[Language, re.Pattern[str]]] = {
    "ru": re.compile(
        r"\b(?:(?:по|про)?смотр(?:ю|им|еть)|провер(?:ю|им|ить|яю|яем|ять)|глян\w+|взглян\w+|откро[юе]м?"
        r"|увиж[уи]м?|изуч[уи]м?|изучаю|загля\w+|узна[юе]м?|выясн\w+|свер[яю]ю?|сравню|сравниваю"
        r"|прочита\w+|прочту|почитаю|читаю|открываю|смотрим|гляжу|погляжу|просматриваю|просмотрю"
        r"|опрашиваю|опрошу|чекну|вывожу|выведу|ищу|поищу|оцениваю|оценю|сличаю)\b"
    ),
    "en": re.compile(
        r"\b(?:check(?:ing)?|look(?:ing)?|see|seeing|view(?:ing)?|inspect(?:ing)?|find out|open(?:ing)?"
        r"|review(?:ing)?|scan(?:ning)?|plot(?:ting)?|draw(?:ing)?|measur(?:e|ing)|ping(?:ing)?"
        r"|go(?:ing)? (?:over|through)|search(?:ing)?"
        r"|read(?:ing)?|compar(?:e|ing)|examin(?:e|ing)|query(?:ing)?|verify(?:ing)?|trac(?:e|ing))\b"
    ),
}


def form_of(text: str, language: Language, asks: bool, before: Form | None) -> Form:
    """The form of a normalised clause.

    `asks` says that its sentence ends with a question mark, `before` is the form of the clause
    before it in the same sentence: "I will look and restart it" announces twice.
    """
    read = form_ru if language == "ru" else form_en
    if asks and (condition := _UNDER_CONDITION[language].match(text)):
        text = text[condition.end() :]  # a question under a condition is asked all the same
    earlier = "self" if before == "viewing" else before
    form = read(text, asks, earlier)
    if form == "self" and _VIEWING[language].search(_PURPOSE[language].sub("", text)):
        return "viewing"
    return form  # type: ignore[return-value]


def act_form(form: Form) -> ActForm:
    """How an act of a clause of this form was meant."""
    return form if form in ("negated", "past") else "plain"
