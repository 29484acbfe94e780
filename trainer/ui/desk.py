"""Which desk to practise at, where several packs are installed."""

from __future__ import annotations

from typing import Final

import streamlit as st

from trainer.ui.boundary import callback
from trainer.ui.context import Context

_CHOSEN: Final = "desk"
"""Kept apart from the widget: a widget's value is gone once its page is left."""


def choose_desk(context: Context) -> str:
    """The id of the pack to draw tickets from: chosen in this session, else practised last."""
    words, services = context.words, context.services
    desks = dict(services.handbook.packs(context.language))
    usual = services.practice.usual_pack(context.actor)
    current = str(st.session_state.get(_CHOSEN, usual))
    if current not in desks:
        current = usual
    if len(desks) < 2:
        return current

    def choose() -> None:
        st.session_state[_CHOSEN] = st.session_state.get("desk_switch") or current

    chosen = st.pills(
        words("queue.desk"),
        list(desks),
        default=current,
        format_func=desks.__getitem__,
        key="desk_switch",
        on_change=callback(words, choose),
        required=True,
    )
    return chosen or current
