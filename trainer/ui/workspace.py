"""The workspace: the conversation on one side, everything to do on the other."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from trainer.domain.moves import PickMeaning
from trainer.services.views import AttemptView
from trainer.ui.ask import on_click, talk
from trainer.ui.boundary import callback
from trainer.ui.case_head import case_head
from trainer.ui.context import Context
from trainer.ui.handoff_form import show_finish
from trainer.ui.knowledge import show_knowledge
from trainer.ui.links import go
from trainer.ui.palette import show_palette
from trainer.ui.safe import plain, show
from trainer.ui.ticket_form import show_ticket
from trainer.ui.transcript import show_transcript

_TALK_HEIGHT = 520


def show_workspace(context: Context, attempt_id: str) -> None:
    """The ticket in hand; an ended one leads on to its debrief."""
    words = context.words
    view = context.services.practice.view(context.profile.id, attempt_id)
    if view.status != "open":
        go(context, "debrief", attempt_id)
    show(case_head(words, view))
    left, right = st.columns([1.25, 1], gap="medium")
    with left:
        _conversation(context, view)
    with right:
        tabs = st.tabs(
            [words(f"tab.{name}") for name in ("actions", "ticket", "knowledge", "finish")],
            key=f"tabs_{attempt_id}",
        )
        with tabs[0]:
            show_palette(context, view)
        with tabs[1]:
            show_ticket(context, view)
        with tabs[2]:
            show_knowledge(context, view)
        with tabs[3]:
            show_finish(context, view)


def _conversation(context: Context, view: AttemptView) -> None:
    words = context.words
    with st.container(height=_TALK_HEIGHT, border=True, autoscroll=True, key="tl-talkbox"):
        show_transcript(words, view)
    if view.offers:
        _offers(context, view)
    _draft(context)
    whom = "colleague" if view.line > 1 else view.channel
    st.chat_input(
        words(f"say.{whom}", name=plain(view.first_name)),
        key=f"say_{view.attempt_id}",
        max_chars=view.message_limit,
        on_submit=_sender(context, view),
    )
    st.caption(words("say.hint", limit=view.message_limit))


def _sender(context: Context, view: AttemptView) -> Callable[[], None]:
    def say() -> None:
        text = str(st.session_state.get(f"say_{view.attempt_id}") or "").strip()
        if text:
            st.session_state["draft"] = text
            talk(context, view, text)
            del st.session_state["draft"]

    return callback(context.words, say)


def _draft(context: Context) -> None:
    """Words that could not be sent are shown so that nothing typed is lost."""
    draft = st.session_state.pop("draft", "")
    if draft:
        st.caption(context.words("say.not_sent"))
        st.code(draft, language=None, wrap_lines=True)


def _offers(context: Context, view: AttemptView) -> None:
    words = context.words
    with st.container(key="tl-offers"):
        st.markdown(f"**{words('offers.title')}** {words('offers.free')}")
        with st.container(horizontal=True):
            for offer in view.offers:
                _offer(context, view, plain(offer.label, one_line=True), offer.value)
            _offer(context, view, words("offers.none"), "")


def _offer(context: Context, view: AttemptView, label: str, tool: str) -> None:
    control = f"offer_{tool or 'none'}"
    st.button(
        label,
        key=control,
        type="secondary" if tool else "tertiary",
        on_click=on_click(context, view, control, lambda: PickMeaning(view.offers_turn, tool)),
    )
