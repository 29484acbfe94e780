"""Asking for a password is a critical error: found where it is one, and only there."""

from __future__ import annotations

import pytest

from tests.language.fixture_pack import ALL, read_cases, understander
from trainer.domain.language import LANGUAGES, Language

PAIRS = {language: read_cases(f"password_pairs.{language}.yaml") for language in LANGUAGES}
CASES = [
    (language, text, kind == "asks")
    for language, kinds in PAIRS.items()
    for kind, texts in kinds.items()
    for text in texts
]


@pytest.mark.parametrize(("language", "text", "asks"), CASES)
def test_password_is_asked_for_or_not(language: Language, text: str, asks: bool) -> None:
    speech = understander().understand(text, language, ALL).speech()
    assert ("ask_password" in speech) is asks


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_least_forty_pairs(language: Language) -> None:
    assert min(len(texts) for texts in PAIRS[language].values()) >= 40


def test_evidence_is_the_asking_words() -> None:
    text = "Добрый день! Сейчас всё решим. Назовите ваш пароль, и я зайду."
    acts = understander().understand(text, "ru", ALL).acts
    (act,) = [act for act in acts if act.id == "ask_password"]
    assert text[act.start : act.end] == "Назовите ваш пароль"


def test_typing_errors_do_not_hide_it() -> None:
    assert "ask_password" in understander().understand("tell me your pasword", "en", ALL).speech()
    assert "ask_password" in understander().understand("Назовите ваш пороль", "ru", ALL).speech()


def test_invisible_characters_do_not_hide_it() -> None:
    text = "Tell me your pass\u200bword"
    assert "ask_password" in understander().understand(text, "en", ALL).speech()
