"""Free sentences reach the right tool, are asked back about, or are left alone."""

from __future__ import annotations

import pytest

from tests.language.fixture_pack import ALL, read_cases, understander
from tests.language.measure import measure
from trainer.domain.language import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_heldout_sentences_of_the_fixture(language: Language) -> None:
    found = measure(understander(), read_cases(f"heldout/fixture.{language}.yaml"), language, ALL)
    assert found.first >= 0.93
    assert found.among_three >= 0.95
    assert found.wrongly_sure <= 0.04
    assert found.strangers_sure <= 0.05


def test_a_tool_that_is_not_allowed_is_neither_done_nor_offered() -> None:
    allowed = ALL - {"guide_restart"}
    understood = understander().understand("Перезагрузите компьютер", "ru", allowed)
    assert "guide_restart" not in understood.tools()
    assert "guide_restart" not in understood.offers
    assert understood.tools() == ()


def test_no_tool_allowed_gives_none() -> None:
    understood = understander().understand("Restart the computer", "en", frozenset())
    assert understood.tools() == ()
    assert understood.offers == ()


def test_an_unclear_sentence_offers_at_most_three_nearest_first() -> None:
    understood = understander().understand("Сейчас посмотрю, что с учётной записью", "ru", ALL)
    assert "look_account" in (*understood.tools(), *understood.offers)
    assert len(understood.offers) <= 3


def test_several_tools_in_one_sentence_come_in_order() -> None:
    text = "I'll check the print queue, then I'll unlock your account and ping your computer"
    tools = understander().understand(text, "en", ALL).tools()
    assert tools == ("look_queue", "change_unlock", "look_ping")


def test_typing_errors_are_mended() -> None:
    assert understander().understand("перезгрузите компютер", "ru", ALL).tools() == (
        "guide_restart",
    )
    assert understander().understand("restrat the compuer", "en", ALL).tools() == ("guide_restart",)


@pytest.mark.parametrize("text", ["Хорошо, спасибо", "Понимаю, как это неприятно", "До свидания"])
def test_courtesy_is_not_asked_back_about(text: str) -> None:
    understood = understander().understand(text, "ru", ALL)
    assert understood.understood
    assert not understood.offers
    assert not understood.tools()


def test_the_same_words_are_always_understood_the_same() -> None:
    text = "Проверьте кабель и скажите, какая ошибка на экране"
    first = understander().understand(text, "ru", ALL)
    assert all(understander().understand(text, "ru", ALL) == first for _ in range(3))
