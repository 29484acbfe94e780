"""Finished tickets, newest first."""

from __future__ import annotations

import streamlit as st

from trainer.ui.context import Context
from trainer.ui.links import link
from trainer.ui.mentor_pieces import offset_of, show_steps
from trainer.ui.pieces import empty, page_head, result_row
from trainer.ui.safe import fill, plain, show

_SHOWN = 30


def show_debriefs(context: Context) -> None:
    """A row and a way in for each ended ticket."""
    words = context.words
    show(page_head(words("debriefs.title"), words("debriefs.lead")))
    found = context.services.practice.results(context.actor, offset_of("debriefs"), _SHOWN)
    if not found.total:
        show(empty(words("debriefs.empty"), words("debriefs.empty_text")))
        link(context, "practice", plain(words("debriefs.to_queue")), icon=":material/list:")
        return
    for item in found.items:
        row, way = st.columns([5, 1.2], vertical_alignment="center")
        with row:
            show(fill('<div class="tl-rows">{row}</div>', row=result_row(item, words)))
        with way:
            link(
                context,
                "debrief",
                plain(words("debriefs.open")),
                item.attempt_id,
                icon=":material/rate_review:",
            )
    show_steps(words, "debriefs", len(found.items), found.total, _SHOWN)
