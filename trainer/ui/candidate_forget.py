"""Deleting a candidate: from the report, or by name where somebody writes and asks for it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from trainer.errors import InvalidInput
from trainer.services.screening.checks import EMAIL_LIMIT
from trainer.services.screening.records import Campaign
from trainer.services.screening.reporting import CandidateReport
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.people_said import say
from trainer.ui.safe import plain
from trainer.ui.screening_pieces import go_to

_FORGOTTEN: Final = "candidate_forgotten"


def leave_forgotten(context: Context) -> None:
    """Back to the campaign where the candidate of this page has just been deleted."""
    if campaign_id := st.session_state.pop(_FORGOTTEN, ""):
        go_to(context, "campaigns", campaign=str(campaign_id))


def show_candidate_forget(context: Context, report: CandidateReport) -> None:
    """A closed box: the pseudonym has to be typed, because there is no way back."""
    words = context.words

    def forget() -> None:
        typed = str(st.session_state.get("forget_code") or "").strip().upper()
        if typed != report.code:
            raise InvalidInput("the pseudonym does not match", field="confirm_code")
        context.services.screening.leaving.delete(context.actor, report.id)
        st.session_state[_FORGOTTEN] = report.campaign.id
        say(words("report.forgotten"))

    with st.expander(words("report.forget"), icon=":material/delete_forever:"):
        st.write(words("report.forget_text"))
        st.text_input(
            plain(words("report.forget_confirm", code=report.code), one_line=True),
            key="forget_code",
            max_chars=20,
        )
        st.button(words("report.forget_button"), key="forget", on_click=callback(words, forget))


def show_leave_by_name(context: Context, campaign: Campaign) -> None:
    """Taking an invitation back or deleting everything, by the name that the person gives."""
    words, screening = context.words, context.services.screening

    def who() -> str:
        return str(st.session_state.get("leave_who") or "")

    def withdraw() -> None:
        screening.inviting.withdraw_named(context.actor, campaign.id, who())
        st.session_state["leave_who"] = ""
        say(words("invite.withdrawn"))

    def forget() -> None:
        screening.leaving.delete_named(context.actor, campaign.id, who())
        st.session_state["leave_who"] = ""
        say(words("report.forgotten"))

    st.caption(words("invite.leave_text"))
    st.text_input(words("invite.who"), key="leave_who", max_chars=EMAIL_LIMIT)
    with st.container(horizontal=True):
        if campaign.closed_at is None:
            st.button(
                words("invite.withdraw"), key="leave_withdraw", on_click=callback(words, withdraw)
            )
        with st.popover(words("report.forget"), icon=":material/delete_forever:"):
            st.write(words("report.forget_text"))
            st.button(
                words("report.forget_button"), key="leave_forget", on_click=callback(words, forget)
            )
