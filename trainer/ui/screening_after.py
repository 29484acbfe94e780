"""After the screening: the result where it is released, objecting, and what one may tell of oneself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from trainer.domain.people import Actor
from trainer.services.screening.checks import DISPUTE_LIMIT
from trainer.services.screening.desk import ScreeningDesk
from trainer.services.screening.feedback import CandidateFeedback
from trainer.services.screening.sitting import GROUPS
from trainer.services.screening.standing import SittingView
from trainer.ui.boundary import callback
from trainer.ui.evidence import show_evidence
from trainer.ui.readiness_table import readiness_lines
from trainer.ui.safe import show
from trainer.ui.screening_pieces import dispute_thread
from trainer.ui.strings import Words


def show_after(
    desk: ScreeningDesk, own: Words, who: Callable[[], Actor], view: SittingView
) -> None:
    """Everything that follows the last ticket."""
    feedback = desk.feedback.mine(who())
    _result(desk, own, who, view, feedback)
    _dispute(desk, own, who, view, feedback)
    _groups(desk, own, who, view)


def _result(
    desk: ScreeningDesk,
    own: Words,
    who: Callable[[], Actor],
    view: SittingView,
    feedback: CandidateFeedback,
) -> None:
    if not feedback.released or feedback.readiness is None:
        st.write(own("screening.feedback_later" if view.feedback else "screening.feedback_none"))
        return
    st.subheader(own("screening.result"), anchor=False)
    show(readiness_lines(own, feedback.readiness, feedback.lines))
    numbers = {one: place for place, one in enumerate(feedback.attempts, start=1)}
    chosen = st.pills(
        own("screening.review"),
        list(numbers),
        format_func=lambda one: own("screening.ticket", n=numbers[one]),
        key="review",
    )
    if chosen:
        debrief = desk.feedback.debrief(who(), chosen)
        show_evidence(own, debrief, stopped=chosen in feedback.stopped)


def _dispute(
    desk: ScreeningDesk,
    own: Words,
    who: Callable[[], Actor],
    view: SittingView,
    feedback: CandidateFeedback,
) -> None:
    if feedback.dispute_until is None and not feedback.words:
        return
    st.subheader(own("screening.dispute"), anchor=False)
    if feedback.words:
        show(dispute_thread(feedback.words, own("screening.you"), own("screening.they")))
    if feedback.dispute_until is None:
        return
    st.caption(own("screening.dispute_text", until=f"{feedback.dispute_until:%d.%m.%Y %H:%M} UTC"))

    def send() -> None:
        desk.feedback.dispute(who(), str(st.session_state.get("dispute", "")))
        st.session_state["dispute"] = ""

    st.text_area(own("screening.dispute_field"), key="dispute", max_chars=DISPUTE_LIMIT)
    st.button(own("screening.dispute_send"), key="dispute_send", on_click=callback(own, send))


def _groups(desk: ScreeningDesk, own: Words, who: Callable[[], Actor], view: SittingView) -> None:
    st.subheader(own("screening.groups"), anchor=False)
    if view.declared:
        st.caption(own("screening.groups_thanks"))
        return
    st.caption(own("screening.groups_text"))

    def tell() -> None:
        told = {name: str(st.session_state.get(f"group_{name}") or "") for name in GROUPS}
        desk.sitting.declare(who(), told)

    with st.form("groups", border=True):
        for name, values in GROUPS.items():
            st.selectbox(
                own(f"screening.group_{name}"),
                values,
                index=None,
                format_func=partial(_group, own, name),
                placeholder=own("screening.group_silent"),
                key=f"group_{name}",
            )
        st.form_submit_button(own("screening.groups_send"), on_click=callback(own, tell))


def _group(own: Words, attribute: str, group: str) -> str:
    return own(f"group.{attribute}.{group}")
