"""The list of people: search, pages, and what can be done with each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from trainer.domain.people import ACCOUNT_ROLES, ROLES
from trainer.services.accounts.accounts import PAGE
from trainer.services.accounts.ports import AccountLine, Group, Kind
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.mentor_pieces import offset_of, show_steps, start_at_first
from trainer.ui.people_forget import show_forget
from trainer.ui.people_said import hand_over, say
from trainer.ui.pieces import chip, empty
from trainer.ui.safe import Html, fill, join, option, show
from trainer.ui.strings import Words


def show_list(context: Context) -> None:
    """A page of the list; the search starts it anew."""
    words, accounts = context.words, context.services.team.accounts

    search = st.text_input(
        words("people.search"),
        key="people_search",
        max_chars=100,
        icon=":material/search:",
        on_change=start_at_first,
        args=("people",),
    )
    offset = offset_of("people")
    page = accounts.page(context.actor, search, offset)
    if not page.lines:
        show(empty(words("people.none"), words("people.none_text")))
        return
    st.caption(words.count("people.found", page.total))
    groups = context.services.team.groups.all(context.actor)
    for line in page.lines:
        _show_person(context, line, groups)
    show_steps(words, "people", len(page.lines), page.total, PAGE)


def _show_person(context: Context, line: AccountLine, groups: Sequence[Group]) -> None:
    account = line.account
    with st.container(border=True, key=f"person_{account.person}"):
        show(_head(context.words, line))
        label = context.words("people.open")
        opened = st.toggle(label, key=f"open_{account.person}")
        if opened:
            _show_roles(context, line)
            if groups:
                _show_places(context, line, groups)
            _show_deeds(context, line)
            show_forget(context, line)


def _head(words: Words, line: AccountLine) -> Html:
    account = line.account
    chips = [chip(words(f"role.{role}"), "brand") for role in ROLES if role in account.roles]
    if account.disabled:
        chips.append(chip(words("people.disabled"), "bad"))
    elif not account.has_password:
        chips.append(chip(words("people.no_password"), "fair"))
    seen = line.last_seen_at
    facts = [account.login, account.email or ""]
    facts += [
        place.group_name
        if place.kind == "member"
        else words("people.looks_after", group=place.group_name)
        for place in line.groups
    ]
    facts.append(words("people.seen", when=f"{seen:%d.%m.%Y}") if seen else words("people.never"))
    return fill(
        '<div class="tl-person"><b>{name}</b> {chips}<div class="tl-meta">{facts}</div></div>',
        name=account.name,
        chips=join(chips, " "),
        facts=" · ".join(fact for fact in facts if fact),
    )


def _show_roles(context: Context, line: AccountLine) -> None:
    words, account = context.words, line.account
    key = f"roles_{account.person}"

    def save() -> None:
        chosen = st.session_state.get(key) or []
        context.services.team.accounts.set_roles(context.actor, account.person, chosen)
        say(words("people.saved", name=account.name))

    st.pills(
        words("people.roles"),
        [role for role in ROLES if role in ACCOUNT_ROLES or role in account.roles],
        default=[role for role in ROLES if role in account.roles],
        format_func=lambda role: words(f"role.{role}"),
        selection_mode="multi",
        key=key,
    )
    _deed(words, "people.save_roles", f"save_{key}", save)


def _show_places(context: Context, line: AccountLine, groups: Sequence[Group]) -> None:
    words, account = context.words, line.account
    names = {group.id: group.name for group in groups}
    kinds: tuple[tuple[Kind, str], ...] = (("member", "people.groups"),)
    if "mentor" in account.roles:
        kinds += (("mentor", "people.after"),)
    for kind, label in kinds:
        st.multiselect(
            words(label),
            list(names),
            default=[place.group_id for place in line.groups if place.kind == kind],
            format_func=lambda group: option(names[group]),
            key=f"{kind}_{account.person}",
            placeholder="",
        )

    def save() -> None:
        service = context.services.team.groups
        for kind, _ in kinds:
            wished = set(st.session_state.get(f"{kind}_{account.person}") or ())
            before = {place.group_id for place in line.groups if place.kind == kind}
            for group in wished - before:
                service.put(context.actor, group, account.person, kind)
            for group in before - wished:
                service.take(context.actor, group, account.person, kind)
        say(words("people.saved", name=account.name))

    _deed(words, "people.save_groups", f"save_groups_{account.person}", save)


def _show_deeds(context: Context, line: AccountLine) -> None:
    words, account, team = context.words, line.account, context.services.team

    def link() -> None:
        made = team.invitations.renew_password(context.actor, account.person)
        hand_over(words("people.link_ready", name=account.name), made.token)

    def revoke() -> None:
        say(
            words.count(
                "people.revoke_done", team.sessions.revoke_all(context.actor, account.person)
            )
        )

    def disable() -> None:
        team.accounts.disable(context.actor, account.person)
        say(words("people.saved", name=account.name))

    def enable() -> None:
        team.accounts.enable(context.actor, account.person)
        say(words("people.saved", name=account.name))

    with st.container(horizontal=True):
        if account.disabled:
            _deed(words, "people.enable", f"enable_{account.person}", enable)
            return
        _deed(words, "people.link", f"link_{account.person}", link)
        _deed(words, "people.revoke", f"revoke_{account.person}", revoke)
        _deed(
            words,
            "people.disable",
            f"disable_{account.person}",
            disable,
            words("people.disable_hint"),
        )


def _deed(
    words: Words, label: str, key: str, action: Callable[[], None], hint: str | None = None
) -> None:
    st.button(words(label), key=key, on_click=callback(words, action), help=hint)
