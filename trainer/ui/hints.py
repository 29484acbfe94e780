"""Hints of a mentor in the trainee's workspace: closed until the trainee wants them."""

from __future__ import annotations

import streamlit as st

from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.safe import fill, plain, show


def show_hints(context: Context, attempt_id: str) -> None:
    """An expander for each hint; that it was opened is remembered."""
    if context.actor.has("candidate"):
        return  # nobody whispers in a screening
    words, live = context.words, context.services.mentoring.live
    for hint in live.hints(context.actor, attempt_id):
        key = f"hint_{hint.id}"

        def opened(hint_id: str = hint.id, key: str = key) -> None:
            if st.session_state.get(key):
                live.open_hint(context.actor, attempt_id, hint_id)

        box = st.expander(
            plain(words("hints.left", name=hint.by), one_line=True),
            key=key,
            icon=":material/tips_and_updates:",
            on_change=callback(words, opened),
        )
        with box:
            # An expander of an earlier drawing may be open while its text was never asked for.
            text = hint.text or (
                live.open_hint(context.actor, attempt_id, hint.id).text if box.open else ""
            )
            show(fill("<p>{text}</p>", text=text))
