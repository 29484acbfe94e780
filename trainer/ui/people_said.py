"""What the last click on the people page did, shown once: a word, or a link to copy."""

from __future__ import annotations

from typing import Final

import streamlit as st

from trainer.ui.safe import plain
from trainer.ui.strings import Words

_SAID: Final = "people_said"
_LINK: Final = "people_link"


def say(text: str) -> None:
    """Remember a word for the next drawing."""
    st.session_state[_SAID] = text


def hand_over(text: str, token: str) -> None:
    """Remember a link that carries `token`, to be shown once."""
    st.session_state[_LINK] = (text, token)


def show_said(words: Words) -> None:
    """Show both, once."""
    if said := st.session_state.pop(_SAID, ""):
        st.success(plain(str(said)), icon=":material/check:")
    if (link := st.session_state.pop(_LINK, None)) is not None:
        text, token = link
        st.info(plain(text), icon=":material/link:")
        st.code(link_of(token, words), language=None, wrap_lines=True)


def link_of(token: str, words: Words) -> str:
    """The address at which an invitation's token is used, as this browser knows the server."""
    return f"{_origin()}/auth/accept?i={token}&lang={words.language}"


def _origin() -> str:
    # The address as this browser knows it; what it knows is also what it can pass on.
    url = st.context.url or ""
    scheme, found, rest = url.partition("://")
    return f"{scheme}://{rest.split('/', 1)[0]}" if found else ""
