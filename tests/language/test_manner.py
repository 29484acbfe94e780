"""How something is said: slips, measures, tone."""

from __future__ import annotations

import pytest

from tests.language import shipped
from trainer.domain.language import LANGUAGES, Language


def slips(text: str, language: Language) -> list[tuple[str, str, str]]:
    acts, _ = shipped.understander("office").manner(text, language)
    return [(act.id, text[act.start : act.end], act.detail) for act in acts]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Перезагрузите компютер", ("misspelt", "компютер", "компьютер")),
        ("en", "Please restart your computr", ("misspelt", "computr", "computer")),
        ("ru", "Придумайте новая пароль", ("disagrees", "новая пароль", "")),
        ("ru", "Подождите 5 минута", ("disagrees", "Подождите 5 минута", "")),
        ("en", "It takes 1 minutes", ("disagrees", "1 minutes", "")),
        ("en", "It takes a hour", ("disagrees", "a hour", "")),
    ],
)
def test_a_slip_is_named(language: Language, text: str, expected: tuple[str, str, str]) -> None:
    assert expected in slips(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Здравствуйте, Мария Петровна! Сейчас посмотрю вашу учётную запись."),
        ("ru", "Ок, щас гляну, минутку"),
        ("ru", "Перезвоню вам в течение часа, хорошего дня"),
        ("en", "Hello Mr Featherstonehaugh, I'll check your account in a minute."),
        ("en", "ok, gonna check ur account, thx"),
        ("en", "The bell rang, the barge sank, the quill broke."),
    ],
)
def test_what_is_right_is_left_alone(language: Language, text: str) -> None:
    assert slips(text, language) == []


def test_measures_are_taken() -> None:
    _, taken = shipped.understander("office").manner("Hello there. Please wait!\n\nThanks.", "en")
    measured = dict(taken)
    assert measured["words"] == 5
    assert measured["sentences"] == 3
    assert measured["longest"] == 2
    assert measured["paragraphs"] == 2
    assert measured["syllables"] >= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_tone_tells_polite_from_rude(language: Language) -> None:
    polite, rude = {
        "en": (
            "Could you please check the cable? Thank you so much!",
            "Why did you break it again?!",
        ),
        "ru": ("Будьте добры, проверьте кабель, спасибо большое!", "Зачем вы опять это сломали?!"),
    }[language]
    understander = shipped.understander("office")
    tone = [
        dict(understander.manner(text, language)[1]).get("politeness") for text in (polite, rude)
    ]
    if tone == [None, None]:
        pytest.skip("no sentence encoder is installed")
    assert tone[0] is not None
    assert tone[1] is not None
    assert tone[0] > tone[1] + 0.5


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["", "😀😀", "\u200b", "?!", "a" * 5000])
def test_nothing_to_measure_is_measured_too(language: Language, text: str) -> None:
    acts, taken = shipped.understander("office").manner(text, language)
    assert all(act.end <= len(text) for act in acts)
    assert dict(taken)["words"] >= 0
