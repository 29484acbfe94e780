"""The mentor's queue: ended attempts with the reason why each one waits."""

from __future__ import annotations

from typing import Final

import streamlit as st

from trainer.services.mentoring.records import REASONS, Waiting
from trainer.services.mentoring.reviews import PAGE
from trainer.ui.context import Context
from trainer.ui.mentor_pieces import (
    offset_of,
    search_field,
    show_steps,
    start_at_first,
    when,
)
from trainer.ui.pieces import chip, empty, page_head
from trainer.ui.row_link import show_row
from trainer.ui.safe import Html, fill, join, show
from trainer.ui.strings import Words

_KEY: Final = "reviews"
REASON_TONES: Final = {
    "asked": "brand",
    "discrepancy": "fair",
    "critical": "bad",
    "sampled": "",
}


def show_reviews(context: Context) -> None:
    """The queue, the most pressing first."""
    words = context.words
    show(page_head(words("reviews.title"), words("reviews.lead")))
    search = search_field(words, _KEY)
    reason = st.pills(
        words("reviews.reasons"),
        REASONS,
        format_func=lambda one: words(f"reviews.reason_{one}"),
        key="reviews_reason",
        on_change=start_at_first,
        args=(_KEY,),
        label_visibility="collapsed",
    )
    offset = offset_of(_KEY)
    page = context.services.mentoring.reviews.queue(context.actor, reason, search, offset)
    if not page.rows:
        nothing = "reviews.nothing_found" if search or reason else "reviews.nothing"
        show(empty(words(nothing), words(f"{nothing}_text")))
    else:
        st.caption(words.count("reviews.waiting", page.total))
    for row in page.rows:
        label = words("reviews.rate" if "sampled" in row.reasons else "reviews.open")
        show_row(context, _row(words, row), "reviews", label, row.attempt_id)
    show_steps(words, _KEY, len(page.rows), page.total, PAGE)


def _row(words: Words, row: Waiting) -> Html:
    score = "–" if row.overall is None else f"{row.overall:.0f}"
    chips = [chip(words(f"reviews.reason_{one}"), REASON_TONES[one]) for one in row.reasons]
    if row.held:
        chips.append(chip(words("reviews.held"), "fair"))
    return fill(
        '<div class="tl-row"><span class="tl-row-score tl-nums">{score}</span><div><b>{name}</b>'
        '<div class="tl-meta">{line} · {status} · {when}</div></div><div class="tl-meta">{chips}'
        "</div></div>",
        score=score,
        name=row.name,
        line=words("line", n=row.line),
        status=words(f"status.{row.status}"),
        when=when(row.graded_at),
        chips=join(chips),
    )
