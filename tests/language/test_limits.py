"""What is taken out of a message, and what stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trainer.language.limits import MESSAGE_LIMIT, clean_text


def test_limit_is_two_thousand() -> None:
    assert MESSAGE_LIMIT == 2000


def test_control_characters_and_overrides_go() -> None:
    assert clean_text("a\x00b\x1b[31mc\u202ed\u2066e\x7f") == "ab[31mcde"


def test_emoji_right_to_left_and_line_ends_stay() -> None:
    text = "Спасибо 👩‍💻!\nשלום مرحبا\tok"
    assert clean_text(text) == text


def test_line_ends_become_one_kind() -> None:
    assert clean_text("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


@given(st.text(alphabet=st.characters(), max_size=200))
def test_cleaning_again_changes_nothing_and_can_be_stored(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    once.encode("utf-8")
