"""The look: a few colours as CSS variables, and the shapes of our own static markup.

The colours repeat `.streamlit/config.toml`, which CSS cannot read.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final

import streamlit as st

from trainer.ui.context import dark

_SHEET: Final = Path(__file__).with_name("style.css")

_LIGHT: Final = {
    "ink": "#1d2533",
    "soft": "#5c6470",
    "paper": "#fbfaf7",
    "card": "#ffffff",
    "sunk": "#f0eee8",
    "rule": "#dfdbd1",
    "brand": "#0b6e6e",
    "brand-soft": "#e2f0ef",
    "good": "#1d7044",
    "good-soft": "#e5f3ea",
    "fair": "#8a6400",
    "fair-soft": "#faf3d9",
    "poor": "#a94f10",
    "poor-soft": "#fcefe3",
    "bad": "#b3303c",
    "bad-soft": "#fbeaea",
    "note": "#5b4bb3",
    "note-soft": "#eeebfa",
    "console": "#182233",
    "console-ink": "#dfe6f2",
    "shadow": "0 1px 2px rgba(29,37,51,.05), 0 4px 16px rgba(29,37,51,.05)",
}
_DARK: Final = {
    "ink": "#e8ebf1",
    "soft": "#a5aebd",
    "paper": "#101827",
    "card": "#172133",
    "sunk": "#1e293d",
    "rule": "#2f3b52",
    "brand": "#45b8b0",
    "brand-soft": "#15343a",
    "good": "#74c796",
    "good-soft": "#173024",
    "fair": "#e3c463",
    "fair-soft": "#332c17",
    "poor": "#eda36a",
    "poor-soft": "#37261a",
    "bad": "#f08a90",
    "bad-soft": "#3a1d26",
    "note": "#b3a6f5",
    "note-soft": "#272347",
    "console": "#0a101c",
    "console-ink": "#d5deec",
    "shadow": "none",
}


def colours() -> dict[str, str]:
    """The palette of the reader's theme, by name."""
    return _DARK if dark() else _LIGHT


def show_style() -> None:
    """Put the sheet on the page; no user text ever goes in here."""
    st.html(_sheet(dark()))


@functools.cache
def _sheet(is_dark: bool) -> str:
    palette = _DARK if is_dark else _LIGHT
    names = ";".join(f"--tl-{name}:{value}" for name, value in palette.items())
    return f"<style>:root{{{names}}}\n{_SHEET.read_text(encoding='utf-8')}</style>"
