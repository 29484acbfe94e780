"""Whatever is typed, understanding ends soon and without an error."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.language.fixture_pack import ALL, TOOLS, understander
from trainer.domain.language import LANGUAGES, Language
from trainer.language.jargon import jargon_in

PHRASES = [text for spec in TOOLS.values() for text in (*spec["ru"], *spec["en"])]
ODD = [
    "не ",
    "и ",
    ", ",
    "if ",
    "если ",
    "?",
    "пароль",
    "tell me your ",
    "\u202e",
    "😀",
    '"',
    "\n",
    "it ",
]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=10_000), st.sampled_from(LANGUAGES))
def test_arbitrary_text(text: str, language: Language) -> None:
    _check(text, language)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PHRASES + ODD * 8), max_size=60), st.sampled_from(LANGUAGES))
def test_words_of_the_field_in_any_order(parts: list[str], language: Language) -> None:
    _check("".join(parts), language)


HARD = {
    "repeated fillers": "назовите имя пользователя логин и " * 60,
    "repeated give": "give me your login and " * 90 + "password",
    "repeated negation": "do not need to need to " * 90,
    "commas": "а, " * 3000,
    "marks": "и" + "\u0306" * 9999,
    "ligatures": "\ufdfa" * 10_000,
    "one long word": "x" * 10_000,
    "spaces": " " * 10_000,
    "promises": "i will call in 5 minutes " * 400,
    "quotes": '"пароль" ' * 1000,
    "surrogates": "\ud800" * 500,
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_takes_bounded_time(text: str, language: Language) -> None:
    started = time.process_time()
    _check(text, language)
    assert time.process_time() - started < 2.0


def _check(text: str, language: Language) -> None:
    understood = understander().understand(text, language, ALL)
    jargon_in(text, language)
    assert set(understood.tools()) <= ALL
    assert set(understood.offers) <= ALL
    assert len(understood.offers) <= 3
    for act in understood.acts:
        assert 0 <= act.start < act.end <= len(text)
        assert 0.0 <= act.certainty <= 1.0
