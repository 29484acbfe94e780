"""The small part of the candidate's page that counts pastes and leavings, and tells the screen's size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st

from trainer.domain.people import Actor
from trainer.services.screening.sitting import Notice, Sitting
from trainer.ui.boundary import callback
from trainer.ui.strings import Words

_NOTICES: Final[tuple[Notice, ...]] = ("paste", "blur")
_MOST: Final = 1000
"""Counts at a time; more is nonsense that somebody made up."""

_watching: Final = st.components.v2.component(
    "threeline_screening_watch",
    html="<span></span>",
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)


def show_watch(sitting: Sitting, who: Callable[[], Actor], words: Words, *, counting: bool) -> None:
    """Watch while the page is open, `counting` during the form only; `who` is asked at each report."""
    key = "screening_watch"

    def result(what: str) -> object:
        found = st.session_state.get(key)
        return found.get(what) if found else None

    def screen() -> None:
        size = result("screen")
        if isinstance(size, str):
            sitting.tell_device(who(), {"screen": size})

    def seen() -> None:
        counts = result("seen")
        if not isinstance(counts, dict):
            return
        for notice in _NOTICES:
            count = counts.get(notice)
            if isinstance(count, int) and 0 < count <= _MOST:
                sitting.noticed(who(), notice, count)

    _watching(
        key=key,
        data={"counting": counting, "screen": not counting},
        on_screen_change=callback(words, screen),
        on_seen_change=callback(words, seen),
    )
