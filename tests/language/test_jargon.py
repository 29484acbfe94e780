"""Jargon is found in all its forms, with plain words for it."""

from __future__ import annotations

import pytest

from trainer.language.jargon import jargon_in


@pytest.mark.parametrize(
    ("text", "language", "terms"),
    [
        ("Пропингуйте шлюз и посмотрите логи", "ru", ["пропинговать", "шлюз", "логи"]),
        ("Сбросим DHCP-аренду роутера", "ru", ["DHCP", "роутер"]),
        ("Flush the DNS cache of both routers", "en", ["DNS", "cache", "router"]),
        ("What is your IP address?", "en", ["IP address"]),
    ],
)
def test_terms_are_found(text: str, language: str, terms: list[str]) -> None:
    assert [found.term for found in jargon_in(text, language)] == terms  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Откройте меню Пуск и нажмите кнопку питания, пожалуйста", "ru"),
        ("Принтер стоит в коридоре, бумага в лотке", "ru"),
        ("Please open the menu, press the button and share your screen", "en"),
    ],
)
def test_plain_words_are_not_jargon(text: str, language: str) -> None:
    assert jargon_in(text, language) == ()  # type: ignore[arg-type]


def test_place_and_plain_words_are_given() -> None:
    text = "Проверьте Логи сервера"
    (found,) = jargon_in(text, "ru")
    assert text[found.start : found.end] == "Логи"
    assert found.plain == "журнал событий"
