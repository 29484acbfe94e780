"""Where the reader is signed in, and ending what they left open elsewhere."""

from __future__ import annotations

from typing import Final

import streamlit as st

from trainer.services.accounts.ports import SignInRecord
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.mentor_pieces import when
from trainer.ui.pieces import chip
from trainer.ui.safe import Html, fill, show
from trainer.ui.signed_in import own_session
from trainer.ui.strings import Words

_BROWSERS: Final = (
    ("YaBrowser", "Yandex Browser"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""What a browser calls itself, the one that others pretend to be last."""
_SYSTEMS: Final = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def show_own_sessions(context: Context) -> None:
    """A row for each; the one that is asked from cannot be ended here, there is signing out."""
    words, here = context.words, own_session()
    found = context.services.team.sessions.of_person(context.actor, context.profile.id)
    st.subheader(words("sessions.title"), anchor=False)
    st.write(words("sessions.text"))
    for one in found:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            show(_row(words, one, here=one.token_hash == here))
            if one.token_hash != here:
                st.button(
                    words("sessions.end"),
                    key=f"session_{one.token_hash[:12]}",
                    on_click=callback(words, _end),
                    args=(context, (one.token_hash,)),
                )
    others = tuple(one.token_hash for one in found if one.token_hash != here)
    if len(others) > 1:
        st.button(
            words("sessions.end_others"),
            key="sessions_end_others",
            icon=":material/logout:",
            on_click=callback(words, _end),
            args=(context, others),
        )


def _end(context: Context, sessions: tuple[str, ...]) -> None:
    actor = context.actor
    for session in sessions:
        context.services.team.sessions.revoke(actor, actor.id, session)


def _row(words: Words, one: SignInRecord, *, here: bool) -> Html:
    return fill(
        '<div><b>{browser}</b> {here}<div class="tl-meta">{times}</div></div>',
        browser=browser_name(one.user_agent) or words("sessions.unknown"),
        here=chip(words("sessions.here"), "good") if here else Html(),
        times=words("sessions.times", since=when(one.created_at), seen=when(one.last_seen_at)),
    )


def browser_name(agent: str) -> str:
    """Browser and system in a few words, from what the browser says of itself; empty where it says
    nothing that is known."""
    browser = next((name for mark, name in _BROWSERS if f"{mark}/" in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return ", ".join(part for part in (browser, system) if part)
