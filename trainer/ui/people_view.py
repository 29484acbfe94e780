"""People, for administrators: list, invitations, groups, import."""

from __future__ import annotations

import streamlit as st

from trainer.ui.context import Context
from trainer.ui.people_export import show_export
from trainer.ui.people_groups import show_groups
from trainer.ui.people_import import show_import
from trainer.ui.people_invite import show_invite
from trainer.ui.people_list import show_list
from trainer.ui.people_said import show_said
from trainer.ui.pieces import page_head
from trainer.ui.safe import show

_TABS = {
    "list": show_list,
    "invite": show_invite,
    "groups": show_groups,
    "import": show_import,
    "export": show_export,
}


def show_people(context: Context) -> None:
    """One part of the page at a time, so that a click draws only what it is about."""
    words = context.words
    show(page_head(words("people.title"), words("people.lead")))
    show_said(words)
    tab = st.segmented_control(
        words("people.title"),
        list(_TABS),
        default="list",
        format_func=lambda name: words(f"people.tab_{name}"),
        key="people_tab",
        required=True,
        label_visibility="collapsed",
    )
    _TABS[tab or "list"](context)
