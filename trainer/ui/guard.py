"""The first line of every page: no page shows anything unless the entry point runs it."""

from __future__ import annotations

import streamlit as st

from trainer.ui.context import Context, current
from trainer.ui.page_table import page_named
from trainer.ui.pieces import empty
from trainer.ui.safe import show
from trainer.ui.strings import words


def guard(page: str) -> Context:
    """The page's context; stops the run where the entry point and its checks were passed by, and
    with a calm word where the page is not for this person.

    `page` is its name in `trainer.ui.page_table`.
    """
    context = current()
    if context is None:
        for language in ("ru", "en"):
            st.write(words(language)("guard.closed"))
        st.html('<a href="/" target="_self">Threeline</a>')
        st.stop()
    if not page_named(page).open_to(context.actor, local=context.local):
        show(empty(context.words("guard.not_yours"), context.words("guard.not_yours_text")))
        st.stop()
    st.session_state["page"] = page
    return context
