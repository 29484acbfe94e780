"""The few words that belong to the engine and not to a pack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trainer.domain.language import Language
from trainer.session.remarks import Remarks
from trainer.session.remarks_en import EN
from trainer.session.remarks_ru import RU

REMARKS: Final[Mapping[Language, Remarks]] = {"ru": RU, "en": EN}

NO_DEADLINE: Final[Mapping[Language, str]] = {
    "ru": "Точного срока нет, но хотелось бы поскорее.",
    "en": "There is no fixed time, but sooner is better.",
}
NO_DEADLINE_RELAYED: Final[Mapping[Language, str]] = {
    "ru": "Срока не назвали.",
    "en": "They named no deadline.",
}
NO_DEADLINE_NOTE: Final[Mapping[Language, str]] = {
    "ru": "Срок не назван",
    "en": "No deadline given",
}
DEADLINE_NOTE: Final[Mapping[Language, str]] = {
    "ru": "Человеку нужно через {deadline_in}.",
    "en": "They need it in {deadline_in}.",
}
SIGN_OFFS: Final[Mapping[Language, tuple[str, ...]]] = {
    "ru": (
        "С уважением",
        "Спасибо",
        "Заранее",
        "Благодарю",
        "Жду ответ",
        "Жду ваш",
        "Жду помощ",
        "Буду благодар",
        "Буду признат",
        "Буду рад",
    ),
    "en": (
        "Best",
        "Kind",
        "Regards",
        "Thanks",
        "Thank you",
        "Many thanks",
        "With best",
        "With kind",
        "With thanks",
        "Cheers",
        "Yours",
        "I look forward",
        "I would be grateful",
    ),
}
"""How the last lines of a letter begin; what the engine adds goes before them."""
ONE_AT_A_TIME: Final[Mapping[Language, tuple[str, ...]]] = {
    "ru": (
        "Погодите, не всё сразу. Давайте по порядку.",
        "Так, остановитесь: столько сразу я не удержу.",
    ),
    "en": ("Hang on, one thing at a time, please.", "Wait, that's too much at once for me."),
}
NONE_OF_THESE: Final[Mapping[Language, str]] = {"ru": "Ничего из этого", "en": "None of these"}

NOT_MY_PASSWORD: Final[Mapping[Language, tuple[str, ...]]] = {
    "ru": ("Пароль? Я его не [[спрашивал|спрашивала]].", "Пароля у меня нет."),
    "en": ("The password? I never asked for it.", "I have no password of theirs."),
}
"""A colleague's answer to a question that only the caller could answer, and must not be asked."""

WHO: Final[Mapping[Language, tuple[str, ...]]] = {
    "ru": ("{full_name}, {department}.", "Это {full_name}, {department}."),
    "en": ("{full_name}, {department}.", "This is {full_name}, {department}."),
}
WHO_RELAYED: Final[Mapping[Language, tuple[str, ...]]] = {
    "ru": ("Заявка от человека: {full_name}, {department}.",),
    "en": ("The ticket is from {full_name}, {department}.",),
}
"""Answers to who somebody is; saying a name proves nothing, so no duty is met by it."""

FIELDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "ru": {
        "category": "Категория",
        "impact": "Влияние",
        "urgency": "Срочность",
        "summary": "Суть",
        "notes": "Заметки",
        "cause": "Причина",
        "resolution": "Решение",
    },
    "en": {
        "category": "Category",
        "impact": "Impact",
        "urgency": "Urgency",
        "summary": "Summary",
        "notes": "Notes",
        "cause": "Cause",
        "resolution": "Resolution",
    },
}
SCALE: Final[Mapping[Language, Mapping[str, str]]] = {
    "ru": {"low": "низкое", "medium": "среднее", "high": "высокое"},
    "en": {"low": "low", "medium": "medium", "high": "high"},
}
"""Values of impact; Russian urgency is feminine, see URGENCY."""
URGENCY: Final[Mapping[Language, Mapping[str, str]]] = {
    "ru": {"low": "низкая", "medium": "средняя", "high": "высокая"},
    "en": SCALE["en"],
}
