"""Finished tickets, newest first."""

from __future__ import annotations

from trainer.ui.context import Context
from trainer.ui.links import link
from trainer.ui.mentor_pieces import offset_of, show_steps
from trainer.ui.pieces import empty, page_head, result_row
from trainer.ui.row_link import show_row
from trainer.ui.safe import plain, show

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
        label = words("debriefs.open")
        show_row(context, result_row(item, words), "debrief", label, item.attempt_id)
    show_steps(words, "debriefs", len(found.items), found.total, _SHOWN)
