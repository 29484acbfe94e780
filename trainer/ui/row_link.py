"""A row of a list, and beside it the way to what it is about."""

from __future__ import annotations

import streamlit as st

from trainer.ui.context import Context
from trainer.ui.links import link
from trainer.ui.safe import Html, fill, plain, show


def show_row(
    context: Context,
    row: Html,
    page: str,
    label: str,
    attempt_id: str,
    icon: str = ":material/rate_review:",
) -> None:
    """`row` is a "tl-row"; the link leads to the attempt on `page`, and `label` is one of our strings."""
    text, way = st.columns([5, 1.2], vertical_alignment="center")
    with text:
        show(fill('<div class="tl-rows">{row}</div>', row=row))
    with way:
        link(context, page, plain(label), attempt_id, icon=icon)
