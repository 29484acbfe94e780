"""Tabs of which only the open one is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st


def show_tabs(key: str, tabs: Mapping[str, Callable[[], object]]) -> None:
    """A tab for each title, and what draws it."""
    made = st.tabs(list(tabs), key=key, on_change="rerun")
    for tab, draw in zip(made, tabs.values(), strict=True):
        if tab.open:
            with tab:
                draw()
