"""The ticket: every field keeps itself as soon as it is left."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from trainer.domain.moves import FillTicket
from trainer.domain.ticket import SUMMARY_LIMIT, TEXT_LIMIT
from trainer.domain.triage import IMPACTS, URGENCIES
from trainer.services.views import AttemptView, Choice
from trainer.ui.ask import on_click
from trainer.ui.context import Context
from trainer.ui.pieces import chip
from trainer.ui.safe import fill, plain, show


def show_ticket(context: Context, view: AttemptView) -> None:
    """Category, impact and urgency with the priority that follows; summary, notes, cause, cure."""
    words = context.words
    st.caption(words("ticket.saved"))
    _choice(context, view, "category", view.categories)
    left, right = st.columns(2, wrap=False)
    with left:
        _choice(context, view, "impact", [Choice(i, words(f"scale.{i}")) for i in IMPACTS])
    with right:
        _choice(context, view, "urgency", [Choice(u, words(f"urgency.{u}")) for u in URGENCIES])
    _priority(context, view)
    _text(context, view, "summary", SUMMARY_LIMIT, lines=False)
    _text(context, view, "notes", TEXT_LIMIT)
    _choice(context, view, "cause", view.causes)
    _text(context, view, "resolution", TEXT_LIMIT)


def _priority(context: Context, view: AttemptView) -> None:
    words = context.words
    if view.priority is None:
        st.caption(words("ticket.priority_open"))
        return
    show(
        fill(
            '<div class="tl-meta">{chip}<span>{text}</span></div>',
            chip=chip(words("case.priority", n=view.priority), "brand"),
            text=words(
                "ticket.priority_sla",
                respond=words.minutes(view.sla_respond or 0),
                resolve=words.minutes(view.sla_resolve or 0),
            ),
        )
    )


def _choice(context: Context, view: AttemptView, field: str, choices: Sequence[Choice]) -> None:
    words = context.words
    labels = {choice.value: choice.label for choice in choices}
    key = f"ticket_{field}_{view.attempt_id}"
    stored = getattr(view.ticket, field)
    values = list(labels)
    st.selectbox(
        words(f"ticket.{field}"),
        values,
        index=values.index(stored) if stored in labels else None,
        format_func=lambda value: labels.get(value, value),
        placeholder=words("ticket.choose"),
        key=key,
        on_change=on_click(context, view, key, lambda: _changed(key, field, stored)),
    )


def _text(
    context: Context, view: AttemptView, field: str, limit: int, *, lines: bool = True
) -> None:
    words = context.words
    key = f"ticket_{field}_{view.attempt_id}"
    stored = getattr(view.ticket, field)
    changed = on_click(context, view, key, lambda: _changed(key, field, stored))
    label, about = words(f"ticket.{field}"), plain(words(f"ticket.{field}_help"))
    if lines:
        st.text_area(label, stored, 92, limit, key, help=about, on_change=changed)
    else:
        st.text_input(label, stored, limit, key, help=about, on_change=changed)


def _changed(key: str, field: str, stored: str) -> FillTicket | None:
    value = st.session_state.get(key) or ""
    return None if value == stored else FillTicket(((field, value),))
