"""Groups: making and renaming them, and who is in."""

from __future__ import annotations

from typing import Final

import streamlit as st

from trainer.services.accounts.forms import GROUP_LIMIT
from trainer.services.accounts.ports import Group
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.mentor_pieces import offset_of, show_steps
from trainer.ui.people_said import say
from trainer.ui.safe import fill, join, plain, show

_PAGE: Final = 25


def show_groups(context: Context) -> None:
    """A form for a new one, then all groups by name."""
    words, groups = context.words, context.services.team.groups

    def make() -> None:
        made = groups.create(context.actor, str(st.session_state.get("group_name") or ""))
        say(words("people.saved", name=made.name))

    with st.form("group", border=True, clear_on_submit=True):
        st.text_input(words("people.group_name"), key="group_name", max_chars=GROUP_LIMIT)
        st.form_submit_button(
            words("people.group_make"), type="primary", on_click=callback(words, make)
        )
    found = groups.all(context.actor)
    if not found:
        st.caption(words("people.no_groups"))
    shown = found[offset_of("groups") :][:_PAGE]
    for group in shown:
        _show_group(context, group)
    show_steps(words, "groups", len(shown), len(found), _PAGE)


def _show_group(context: Context, group: Group) -> None:
    words, groups = context.words, context.services.team.groups
    key = f"rename_{group.id}"

    def rename() -> None:
        groups.rename(context.actor, group.id, str(st.session_state.get(key) or ""))
        say(words("people.saved", name=str(st.session_state.get(key) or "")))

    members = groups.people(context.actor, group.id, "member")
    mentors = groups.people(context.actor, group.id, "mentor")
    with st.expander(
        f"{plain(group.name, one_line=True)} · {words.count('people.group_count', len(members))}"
    ):
        for kind, people in (("people.after_it", mentors), ("people.in_it", members)):
            if people:
                show(
                    fill(
                        '<b>{title}</b><ul class="tl-list">{items}</ul>',
                        title=words(kind),
                        items=join(fill("<li>{name}</li>", name=one.name) for one in people),
                    )
                )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(words("people.group_name"), group.name, key=key, max_chars=GROUP_LIMIT)
            st.button(
                words("people.group_rename"), key=f"do_{key}", on_click=callback(words, rename)
            )
