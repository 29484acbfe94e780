"""The workspace: the conversation on one side, everything to do on the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from trainer.domain.moves import PickMeaning
from trainer.services.views import AttemptView
from trainer.ui.ask import on_click, talk
from trainer.ui.boundary import callback, calm, show_notice
from trainer.ui.case_head import case_head
from trainer.ui.context import Context
from trainer.ui.handoff_form import show_finish
from trainer.ui.hints import show_hints
from trainer.ui.knowledge import show_knowledge
from trainer.ui.links import go
from trainer.ui.palette import show_palette
from trainer.ui.safe import plain, show
from trainer.ui.tabs import show_tabs
from trainer.ui.ticket_form import show_ticket
from trainer.ui.transcript import show_transcript
from trainer.ui.voice import show_voice

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

_TALK_HEIGHT = 520


def show_workspace(context: Context, attempt_id: str) -> None:
    """The ticket in hand; an ended one leads on to its debrief.

    A sentence redraws the conversation and the head alone; of the tabs only the open one is drawn.
    """
    words = context.words
    view = context.services.practice.view(context.actor, attempt_id)
    if view.status != "open":
        go(context, "debrief", attempt_id)
    head = st.empty()
    left, right = st.columns([1.25, 1], gap="medium")
    with left:
        _talking(context, attempt_id, head)
    with right:
        show_tabs(
            _tabs_key(attempt_id),
            {words(f"tab.{name}"): partial(tab, context, view) for name, tab in _TABS.items()},
        )


_TABS: Final[dict[str, Callable[[Context, AttemptView], None]]] = {
    "actions": show_palette,
    "ticket": show_ticket,
    "knowledge": show_knowledge,
    "finish": show_finish,
}


def _tabs_key(attempt_id: str) -> str:
    return f"tabs_{attempt_id}"


@st.fragment
def _talking(context: Context, attempt_id: str, head: DeltaGenerator) -> None:
    with calm(context.words):
        show_notice()
        view = context.services.practice.view(context.actor, attempt_id)
        # What was just heard can be attached to a hand-off: that tab must know of it.
        seen = st.session_state.get(f"drawn_{attempt_id}")
        st.session_state[f"drawn_{attempt_id}"] = view.moves_made
        finishing = st.session_state.get(_tabs_key(attempt_id)) == context.words("tab.finish")
        if view.status != "open" or (finishing and seen not in (None, view.moves_made)):
            st.rerun()
        with head:
            show(case_head(context.words, view))
        _conversation(context, view)


def _conversation(context: Context, view: AttemptView) -> None:
    words = context.words
    with st.container(height=_TALK_HEIGHT, border=True, autoscroll=True, key="tl-talkbox"):
        show_transcript(words, view)
    show_hints(context, view.attempt_id)
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
    if context.services.compares_words_only:
        st.caption(words("say.words_only"))
    show_voice(context, view)


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
