"""Inviting one person, and the invitations that are open."""

from __future__ import annotations

import streamlit as st

from trainer.domain.people import ACCOUNT_ROLES, ROLES
from trainer.services.accounts.invitations import DAYS, PAGE
from trainer.services.accounts.ports import Invitation
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.mentor_pieces import offset_of, show_steps
from trainer.ui.people_said import hand_over, say
from trainer.ui.pieces import chip
from trainer.ui.safe import fill, join, option, show


def show_invite(context: Context) -> None:
    """A form that makes a link, then the links that nobody has used yet."""
    words, team = context.words, context.services.team
    names = {group.id: group.name for group in team.groups.all(context.actor)}

    def make() -> None:
        made = team.invitations.invite(
            context.actor,
            st.session_state.get("invite_roles") or [],
            group_id=st.session_state.get("invite_group") or None,
            email=str(st.session_state.get("invite_email") or ""),
            days=int(st.session_state.get("invite_days") or 0),
        )
        hand_over(words("people.invite_ready"), made.token)

    st.caption(words("people.invite_lead"))
    with st.form("invite", border=True):
        st.pills(
            words("people.roles"),
            ACCOUNT_ROLES,
            default=["newcomer"],
            format_func=lambda role: words(f"role.{role}"),
            selection_mode="multi",
            key="invite_roles",
        )
        group, days = st.columns(2)
        group.selectbox(
            words("people.invite_group"),
            ["", *names],
            format_func=lambda one: option(names[one]) if one else words("people.invite_no_group"),
            key="invite_group",
        )
        days.selectbox(
            words("people.invite_days"),
            DAYS,
            index=DAYS.index(7),
            format_func=lambda number: words.count("people.days", number),
            key="invite_days",
        )
        st.text_input(
            words("people.invite_email"),
            key="invite_email",
            max_chars=254,
            help=words("people.invite_email_hint"),
        )
        st.form_submit_button(
            words("people.invite_make"), type="primary", on_click=callback(words, make)
        )
    st.subheader(words("people.invite_open"), anchor=False)
    found, total = team.invitations.all_open(context.actor, offset_of("invitations"))
    if not total:
        st.caption(words("people.invite_none"))
    for invitation in found:
        _show_open(context, invitation, names)
    show_steps(words, "invitations", len(found), total, PAGE)


def _show_open(context: Context, invitation: Invitation, groups: dict[str, str]) -> None:
    words = context.words

    def withdraw() -> None:
        context.services.team.invitations.withdraw(context.actor, invitation.id)
        say(words("people.withdrawn"))

    facts = [
        words("people.invite_until", when=f"{invitation.expires_at:%d.%m.%Y %H:%M} UTC"),
        groups.get(invitation.group_id or "", ""),
        invitation.email or invitation.login,
    ]
    chips = [chip(words(f"role.{role}"), "brand") for role in ROLES if role in invitation.roles]
    if invitation.purpose == "password":
        chips = [chip(words("people.link"), "fair")]
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", key=f"invite_{invitation.id}"
    ):
        show(
            fill(
                '<div class="tl-person">{chips}<div class="tl-meta">{facts}</div></div>',
                chips=join(chips, " "),
                facts=" · ".join(fact for fact in facts if fact),
            )
        )
        st.button(
            words("people.invite_withdraw"),
            key=f"withdraw_{invitation.id}",
            on_click=callback(words, withdraw),
        )
