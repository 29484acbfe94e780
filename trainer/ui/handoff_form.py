"""Ending a ticket: resolve, escalate with a note, return, or give up."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from trainer.domain.moves import Abandon, Escalate, KeepDraft, Move, Resolve, ReturnTicket
from trainer.domain.ticket import NOTE_TEXTS, TEXT_LIMIT, HandoffNote
from trainer.services.views import AttemptView
from trainer.ui.ask import on_click
from trainer.ui.context import Context
from trainer.ui.safe import plain


def show_finish(context: Context, view: AttemptView) -> None:
    """One way out at a time, so that the forms stay short."""
    words = context.words
    ways = ["resolve", "escalate", *(["return"] if view.line > 1 else []), "abandon"]
    way = st.segmented_control(
        words("finish.how"),
        ways,
        default="resolve",
        format_func=lambda one: words(f"finish.{one}"),
        key=f"way_{view.attempt_id}",
        persist_state="session",
        label_visibility="collapsed",
        required=True,
    )
    if way == "escalate":
        _escalate(context, view)
    elif way == "return":
        _return(context, view)
    elif way == "abandon":
        st.write(words("finish.abandon_text"))
        _end(context, view, "abandon", Abandon)
    else:
        _resolve(context, view)


def _key(view: AttemptView, name: str) -> str:
    return f"finish_{name}_{view.attempt_id}"


def _read(view: AttemptView, name: str) -> str:
    return str(st.session_state.get(_key(view, name)) or "").strip()


def _end(context: Context, view: AttemptView, way: str, move: Callable[[], Move | None]) -> None:
    st.button(
        context.words(f"finish.{way}_do"),
        key=_key(view, f"{way}_do"),
        type="secondary" if way == "abandon" else "primary",
        on_click=on_click(context, view, way, move),
        width="stretch",
    )


def _area(context: Context, view: AttemptView, name: str, limit: int, height: int = 80) -> None:
    """A text that is kept as soon as it is left: it outlives another page, a refresh, the server."""
    key, kept = _key(view, name), view.drafts.get(name, "")
    st.text_area(
        context.words(f"finish.{name}"),
        kept,
        key=key,
        max_chars=limit,
        height=height,
        placeholder=context.words.get(f"finish.{name}_example", ""),
        persist_state="session",
        on_change=on_click(context, view, key, lambda: _draft(view, name, kept)),
    )


def _draft(view: AttemptView, name: str, kept: str) -> KeepDraft | None:
    written = _read(view, name)
    return None if written == kept else KeepDraft(((name, written),))


def _resolve(context: Context, view: AttemptView) -> None:
    st.caption(context.words("finish.resolve_text"))
    _area(context, view, "words", view.message_limit, 100)
    _end(context, view, "resolve", lambda: Resolve(_read(view, "words")))


def _escalate(context: Context, view: AttemptView) -> None:
    words = context.words
    st.caption(words("finish.escalate_text"))
    labels = {
        (line, team.value): f"{words('line', n=line)} · {team.label}"
        for line, team in view.addresses
    }
    st.selectbox(
        words("finish.address"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        placeholder=words("finish.address_choose"),
        key=_key(view, "address"),
        persist_state="session",
    )
    for name in NOTE_TEXTS:
        _area(context, view, name, TEXT_LIMIT)
    if view.findings:
        st.markdown(f"**{words('finish.findings')}**")
        for place, finding in enumerate(view.findings):
            source = words(f"source.{finding.source}")
            st.checkbox(
                f"{plain(finding.text, one_line=True)} :gray[· {source}]",
                key=_key(view, f"finding{place}"),
                persist_state="session",
            )
    else:
        st.caption(words("finish.no_findings"))

    def handoff() -> Move | None:
        address = st.session_state.get(_key(view, "address"))
        if address is None:
            st.session_state["notice"] = words("finish.address_missing")
            return None
        attached = tuple(
            (finding.tool, finding.outcome)
            for place, finding in enumerate(view.findings)
            if st.session_state.get(_key(view, f"finding{place}"))
        )
        texts = {name: _read(view, name) for name in NOTE_TEXTS}
        return Escalate(address[0], address[1], HandoffNote(**texts, findings=attached, told=()))

    _end(context, view, "escalate", handoff)


def _return(context: Context, view: AttemptView) -> None:
    words = context.words
    st.caption(words("finish.return_text"))
    labels = {choice.value: choice.label for choice in view.returnable}
    st.multiselect(
        words("finish.missing"),
        list(labels),
        format_func=labels.__getitem__,
        placeholder=words("finish.missing_choose"),
        key=_key(view, "missing"),
        persist_state="session",
    )
    _area(context, view, "return_words", TEXT_LIMIT)

    def send_back() -> Move | None:
        missing = tuple(st.session_state.get(_key(view, "missing")) or ())
        if not missing:
            st.session_state["notice"] = words("finish.missing_none")
            return None
        return ReturnTicket(missing, _read(view, "return_words"))

    _end(context, view, "return", send_back)
