"""The turn of a call that a link names: marked, and brought into view."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

import streamlit as st

from trainer.ui.safe import Html, fill
from trainer.ui.strings import Words

_bring: Final = st.components.v2.component(
    "threeline_review_turn",
    html="<span></span>",
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)


def turn_in_address(known: Collection[int]) -> int | None:
    """The turn that the address names, if the call has it."""
    named = st.query_params.get("turn", "")
    return next((turn for turn in known if str(turn) == named), None)


def at_turn(words: Words, turn: int, label: Html) -> Html:
    """The turn's label with a mark."""
    return fill(
        '<div class="tl-at-turn"><b>{text}</b>{label}</div>',
        text=words("review.at_turn", n=turn),
        label=label,
    )


def bring_into_view(attempt_id: str, turn: int) -> None:
    """Scroll the call to its mark, once for each link."""
    _bring(key="review_turn", data={"of": f"{attempt_id} {turn}"})
