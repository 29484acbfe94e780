"""Live: who is at work now, and one call watched with a word whispered into it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from trainer.services.mentoring.live import HINT_LIMIT, PAGE
from trainer.services.mentoring.records import OpenAttempt
from trainer.services.mentoring.views import Watched
from trainer.ui.boundary import callback, calm
from trainer.ui.context import Context
from trainer.ui.links import link
from trainer.ui.mentor_pieces import (
    as_heard_by,
    offset_of,
    search_field,
    show_steps,
    when,
)
from trainer.ui.pieces import chip, empty, page_head
from trainer.ui.row_link import show_row
from trainer.ui.safe import Html, fill, join, plain, show
from trainer.ui.strings import Words
from trainer.ui.transcript import show_transcript

_KEY: Final = "live"
_SECONDS: Final = 5
"""Between two looks at a running call."""
_HEIGHT: Final = 560


def show_live(context: Context) -> None:
    """Attempts in progress, the one with the latest move first."""
    words = context.words
    show(page_head(words("live.title"), words("live.lead")))
    search = search_field(words, _KEY)
    total, rows = context.services.mentoring.live.open_attempts(
        context.actor, search, offset_of(_KEY)
    )
    if not rows:
        show(empty(words("live.nobody"), words("live.nobody_text")))
    for row in rows:
        label, icon = words("live.watch"), ":material/visibility:"
        show_row(context, _row(words, row), "live", label, row.attempt_id, icon)
    show_steps(words, _KEY, len(rows), total, PAGE)


def _row(words: Words, row: OpenAttempt) -> Html:
    last = row.last_at or row.started_at
    return fill(
        '<div class="tl-row tl-row-plain"><div><b>{name}</b><div class="tl-meta">{line} · {moves}'
        '</div></div><div class="tl-meta">{last}</div></div>',
        name=row.name,
        line=words("line", n=row.line),
        moves=words.count("live.moves", row.moves),
        last=words("live.last", when=when(last)),
    )


def show_watched(context: Context, attempt_id: str) -> None:
    """The call so far, drawn anew every few seconds, and the hints beside it."""
    words, live = context.words, context.services.mentoring.live
    link(context, "live", plain(words("live.back")), icon=":material/arrow_back:")
    watched = live.watch(context.actor, attempt_id)
    show(page_head(watched.name, watched.view.subject))
    left, right = st.columns([1.4, 1], gap="medium")
    with left:
        _call(context, attempt_id)
    with right:
        _hints(context, attempt_id, watched)


@st.fragment(run_every=_SECONDS)
def _call(context: Context, attempt_id: str) -> None:
    words = context.words
    with calm(words):
        watched = context.services.mentoring.live.watch(context.actor, attempt_id)
        status = chip(words(f"status.{watched.view.status}"), "brand")
        show(fill('<div class="tl-meta">{status}</div>', status=status))
        with st.container(height=_HEIGHT, border=True, autoscroll=True, key="tl-watchbox"):
            show_transcript(as_heard_by(words, watched.name), watched.view)


def _hints(context: Context, attempt_id: str, watched: Watched) -> None:
    words = context.words
    key = f"whisper_{attempt_id}"

    def send() -> None:
        text = str(st.session_state.get(key) or "")
        context.services.mentoring.live.whisper(context.actor, attempt_id, text)
        st.session_state[key] = ""

    st.subheader(words("live.hints"), anchor=False)
    st.caption(words("live.hints_text"))
    if watched.view.status == "open":
        st.text_area(words("live.hint"), key=key, max_chars=HINT_LIMIT, height=110)
        st.button(
            words("live.whisper"),
            key=f"{key}_send",
            type="primary",
            icon=":material/send:",
            on_click=callback(words, send),
        )
    else:
        st.caption(words("live.ended"))
    _whispered(context, attempt_id)


@st.fragment(run_every=_SECONDS)
def _whispered(context: Context, attempt_id: str) -> None:
    """The hints so far; whether each was opened shows by itself."""
    words = context.words
    with calm(words):
        watched = context.services.mentoring.live.watch(context.actor, attempt_id)
        show(_cards(words, watched))


def _cards(words: Words, watched: Watched) -> Html:
    return fill(
        "<div>{cards}</div>",
        cards=join(
            fill(
                '<div class="tl-card tl-hint"><div class="tl-meta">{state} <span>{when}</span></div>'
                "<p>{text}</p></div>",
                state=chip(
                    words("live.opened" if one.opened_at else "live.closed"),
                    "good" if one.opened_at else "",
                ),
                when=when(one.made_at),
                text=one.text,
            )
            for one in reversed(watched.whispers)
        ),
    )
