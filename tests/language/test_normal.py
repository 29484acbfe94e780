"""Normalised text leads back to the original, character by character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trainer.language.normal import normalise


def test_yo_short_i_and_invisible_characters() -> None:
    normal = normalise("Ещё\u200b и\u0306од «Ё»", 100)
    assert normal.text == 'еще йод "е"'


def test_span_leads_back_to_the_original() -> None:
    text = "Ну…  перез\u00adагрузи́те ＰＣ"
    normal = normalise(text, 100)
    at = normal.text.index("pc")
    start, end = normal.original(at, at + 2)
    assert text[start:end] == "ＰＣ"


@given(st.text(max_size=300))
def test_offsets_never_leave_the_text_and_never_go_back(text: str) -> None:
    normal = normalise(text, 200)
    assert len(normal.text) == len(normal.starts) == len(normal.ends)
    assert list(normal.starts) == sorted(normal.starts)
    assert all(
        0 <= start < end <= len(text) for start, end in zip(normal.starts, normal.ends, strict=True)
    )
