"""The first line of every page: no page shows anything unless the entry point runs it."""

from __future__ import annotations

import streamlit as st

from trainer.ui.context import Context, current
from trainer.ui.strings import words


def guard(page: str) -> Context:
    """The page's context; stops the run where the entry point and its checks were passed by.

    `page` names the page for the log and for the reader's window title.
    """
    context = current()
    if context is None:
        for language in ("ru", "en"):
            st.write(words(language)("guard.closed"))
        st.html('<a href="/" target="_self">Threeline</a>')
        st.stop()
    st.session_state["page"] = page
    return context
