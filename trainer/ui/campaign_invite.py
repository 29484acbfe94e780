"""Inviting: one person, a list, a new link. Links are shown once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

from trainer.errors import CandidatesRefused, InvalidInput
from trainer.services.screening.candidates_csv import (
    CHARACTERS,
    links_csv,
)
from trainer.services.screening.checks import EMAIL_LIMIT, NAME_LIMIT
from trainer.services.screening.inviting import Invited
from trainer.services.screening.records import Campaign
from trainer.ui.account import NAMES
from trainer.ui.boundary import callback, error_text
from trainer.ui.candidate_forget import show_leave_by_name
from trainer.ui.context import Context
from trainer.ui.safe import fill, join, plain, show
from trainer.ui.screening_pieces import moment

_MADE: Final = "invited_now"
_PROBLEMS: Final = "invite_problems"
_SHOWN: Final = 10
_EXAMPLE: Final = (
    "name,email,language,extra_time\n"
    "Анна Белова,a.belova@example.com,ru,0\n"
    "Oliver Hayes,o.hayes@example.com,en,25\n"
)


def show_invite(context: Context, campaign: Campaign) -> None:
    """Fresh links first, because they are shown this once."""
    words = context.words
    _links(context)
    if campaign.closed_at is not None:
        st.caption(words("invite.closed"))
        show_leave_by_name(context, campaign)
        return
    one, many, again, leave = st.tabs(
        [words(f"invite.{name}") for name in ("one", "many", "again", "leave")], key="invite_tabs"
    )
    with one:
        _one(context, campaign)
    with many:
        _many(context, campaign)
    with again:
        _again(context, campaign)
    with leave:
        show_leave_by_name(context, campaign)


def _links(context: Context) -> None:
    words = context.words
    made: Sequence[Invited] = st.session_state.pop(_MADE, ())
    if not made:
        return
    rows = [(one.name, one.email, link_of(one.token), one.expires_at) for one in made]
    st.success(words.count("invite.made", len(rows)), icon=":material/key:")
    st.caption(words("invite.once"))
    for name, _, link, expires_at in rows[:_SHOWN]:
        show(
            fill(
                "<b>{name}</b> <span class='tl-soft'>{until}</span>",
                name=name,
                until=words("invite.until", at=moment(expires_at)),
            )
        )
        st.code(link, language=None, wrap_lines=True)
    st.download_button(
        words("invite.download"),
        links_csv(rows).encode("utf-8-sig"),
        "invitations.csv",
        "text/csv",
        key="links_csv",
        icon=":material/download:",
        on_click="ignore",
    )


def link_of(token: str) -> str:
    """The candidate's link at the address under which the recruiter sees this page."""
    here = urlsplit(str(st.context.url or ""))
    root = f"{here.scheme}://{here.netloc}" if here.netloc else ""
    return f"{root}/auth/screening?token={token}"


def _one(context: Context, campaign: Campaign) -> None:
    words, inviting = context.words, context.services.screening.inviting

    def invite() -> None:
        made = inviting.invite(
            context.actor,
            campaign.id,
            str(st.session_state.get("invite_name") or ""),
            str(st.session_state.get("invite_email") or ""),
            str(st.session_state.get("invite_language") or ""),
            int(st.session_state.get("invite_extra") or 0),
            int(st.session_state.get("invite_days") or 0),
        )
        st.session_state[_MADE] = (made,)

    with st.form("invite_one", clear_on_submit=True, border=False):
        left, right = st.columns(2)
        left.text_input(words("invite.name"), key="invite_name", max_chars=NAME_LIMIT)
        right.text_input(words("invite.email"), key="invite_email", max_chars=EMAIL_LIMIT)
        left.selectbox(
            words("account.language"),
            campaign.languages,
            format_func=NAMES.__getitem__,
            key="invite_language",
            help=plain(words("invite.language_help")) if len(campaign.languages) > 1 else None,
        )
        right.number_input(
            words("invite.extra"),
            value=0,
            step=5,
            key="invite_extra",
            help=plain(words("invite.extra_help")),
        )
        left.number_input(words("invite.days"), value=14, step=1, key="invite_days")
        st.form_submit_button(
            words("invite.send"), type="primary", on_click=callback(words, invite)
        )


def _many(context: Context, campaign: Campaign) -> None:
    words, inviting = context.words, context.services.screening.inviting

    def invite() -> None:
        file = st.session_state.get("invite_file")
        if file is None:
            return
        try:
            text = file.getvalue()[: 4 * CHARACTERS + 4].decode("utf-8-sig")
        except UnicodeDecodeError:
            raise InvalidInput("a file in UTF-8", field="csv", reason="screening_utf8") from None
        try:
            days = int(st.session_state.get("invite_many_days") or 0)
            made = inviting.invite_csv(context.actor, campaign.id, text, days)
        except CandidatesRefused as refused:
            st.session_state[_PROBLEMS] = refused
            return
        st.session_state[_MADE] = made

    st.caption(words("invite.many_text"))
    with st.expander(words("invite.example")):
        st.code(_EXAMPLE, language=None)
    refused = st.session_state.pop(_PROBLEMS, None)
    if refused is not None:
        _problems(context, refused)
    with st.container(key=f"tl-file-{words.language}"):
        st.file_uploader(words("invite.file"), type=["csv"], key="invite_file")
    st.number_input(words("invite.days"), value=14, step=1, key="invite_many_days")
    st.button(
        words("invite.send_many"),
        key="invite_many",
        type="primary",
        disabled=st.session_state.get("invite_file") is None,
        on_click=callback(words, invite),
    )


def _problems(context: Context, refused: CandidatesRefused) -> None:
    words = context.words
    st.error(plain(error_text(words, refused)), icon=":material/error:")
    show(
        fill(
            '<ul class="tl-list">{lines}</ul>',
            lines=join(
                fill(
                    "<li>{text}</li>",
                    text=words(
                        "invite.problem",
                        line=one.line,
                        column=words.get(f"invite.column_{one.column}", one.column),
                        why=words.get(
                            f"invite.why_{one.column}_{one.why}",
                            words.get(f"invite.why_{one.why}", one.why),
                        ),
                    ),
                )
                for one in refused.problems[: 10 * _SHOWN]
            ),
        )
    )


def _again(context: Context, campaign: Campaign) -> None:
    words, inviting = context.words, context.services.screening.inviting

    def renew() -> None:
        who = str(st.session_state.get("renew_who") or "")
        st.session_state[_MADE] = (inviting.renew(context.actor, campaign.id, who),)

    st.caption(words("invite.again_text"))
    with st.form("renew", clear_on_submit=True, border=False):
        st.text_input(words("invite.who"), key="renew_who", max_chars=EMAIL_LIMIT)
        st.form_submit_button(words("invite.renew"), on_click=callback(words, renew))
