"""Speech acts are recognised in both languages, and not in sentences close to them."""

from __future__ import annotations

import pytest

from tests.language.fixture_pack import ALL, read_cases, understander
from trainer.domain.language import LANGUAGES, Language
from trainer.language.speech_acts import SPEECH_ACTS

CASES = {language: read_cases(f"speech_cases.{language}.yaml") for language in LANGUAGES}
ROWS = [
    (language, act, text, kind == "does")
    for language, acts in CASES.items()
    for act, kinds in acts.items()
    for kind, texts in kinds.items()
    for text in texts
]


@pytest.mark.parametrize(("language", "act", "text", "does"), ROWS)
def test_act_is_done_or_not(language: Language, act: str, text: str, does: bool) -> None:
    assert (act in understander().understand(text, language, ALL).speech()) is does


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_has_its_cases(language: Language) -> None:
    assert set(CASES[language]) == set(SPEECH_ACTS) - {"ask_password"}
    for kinds in CASES[language].values():
        assert len(kinds["does"]) >= 8
        assert len(kinds["does_not"]) >= 4


def test_one_turn_does_several_acts_in_the_order_said() -> None:
    text = (
        "Hello, this is Anna from IT support. I understand that you can't print. When did it start?"
    )
    speech = understander().understand(text, "en", ALL).speech()
    assert speech == ("greet", "introduce", "acknowledge", "ask")


def test_words_of_an_act_are_found_in_the_original_text() -> None:
    text = "  ЗДРАВСТВУЙТЕ!!!  Пока всё."
    (act, *_) = understander().understand(text, "ru", ALL).acts
    assert (act.id, text[act.start : act.end]) == ("greet", "ЗДРАВСТВУЙТЕ")
