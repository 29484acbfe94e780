"""Talking on the phone by voice: the browser reads the caller's lines and takes dictation.

Both are off until switched on, for the person and the session. The browser does all of it; where
it cannot, the switch says so, and the conversation goes on in writing as everywhere else.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Final

import streamlit as st

from trainer.domain.events import Event
from trainer.domain.language import Language
from trainer.services.views import AttemptView
from trainer.ui.ask import talk
from trainer.ui.boundary import callback
from trainer.ui.context import Context

_LOCALES: Final[dict[Language, str]] = {"ru": "ru-RU", "en": "en-GB"}
_SPOKEN: Final = ("opening", "heard", "unclear", "escalated", "resolved")
_WORDS: Final = (
    "label",
    "read",
    "repeat",
    "stop",
    "dictate",
    "listen",
    "finish",
    "note",
    "listening",
    "taken_down",
    "no_reading",
    "no_dictation",
    "no_voice",
    "read_failed",
    "refused",
    "silence",
    "failed",
)


def _part(suffix: str) -> str:
    return Path(__file__).with_suffix(suffix).read_text(encoding="utf-8")


# Text of people and packs reaches it as data only, never as a part of these three.
_controls: Final = st.components.v2.component(
    "threeline_voice", html=_part(".html"), css=_part(".css"), js=_part(".js")
)


def show_voice(context: Context, view: AttemptView) -> None:
    """The switches and, with dictation on, the field to check; nothing unless it is a phone call."""
    if view.channel != "phone":
        return
    # Streamlit refuses a component whose key holds two underscores in a row; random ids may.
    key = f"voice-{view.attempt_id.replace('_', '-')}"
    field = f"dictated_{view.attempt_id}"
    dictation = _chosen(context, "dictation")

    def take_down() -> None:
        heard = str(_result(key, "heard") or "").strip()
        before = str(st.session_state.get(field) or "").rstrip()
        st.session_state[field] = f"{before} {heard}".strip()

    _controls(
        key=key,
        data={
            "attempt": view.attempt_id,
            "language": _LOCALES[view.language],
            "page_language": context.language,
            "lines": caller_lines(view.events),
            "reading": _chosen(context, "reading"),
            "dictation": dictation,
            "words": {word: context.words(f"voice.{word}") for word in _WORDS},
        },
        on_reading_change=callback(context.words, partial(_choose, context, key, "reading")),
        on_dictation_change=callback(context.words, partial(_choose, context, key, "dictation")),
        on_heard_change=callback(context.words, take_down),
    )
    if dictation:
        _dictated(context, view, field)


def caller_lines(events: tuple[Event, ...]) -> list[dict[str, Any]]:
    """What the caller has said, in order: `number` is a line's place among all events."""
    return [
        {"number": place, "turn": event.turn, "text": event.text}
        for place, event in enumerate(events)
        if event.actor == "caller" and event.kind in _SPOKEN and event.text
    ]


def _dictated(context: Context, view: AttemptView, field: str) -> None:
    words = context.words

    def send() -> None:
        text = str(st.session_state.get(field) or "").strip()
        if text:
            talk(context, view, text)
            st.session_state[field] = ""  # a text that could not be sent stays

    st.text_area(
        words("voice.field"),
        key=field,
        max_chars=view.message_limit,
        help=words("voice.field_help"),
        height=96,
    )
    st.button(
        words("voice.say"),
        key=f"say_dictated_{view.attempt_id}",
        icon=":material/call:",
        on_click=callback(words, send),
    )


def _chosen(context: Context, what: str) -> bool:
    return bool(st.session_state.get(f"voice_{what}_{context.profile.id}", False))


def _choose(context: Context, key: str, what: str) -> None:
    # A key of our own: the component's state goes with the component, the choice is for every call.
    st.session_state[f"voice_{what}_{context.profile.id}"] = bool(_result(key, what))


def _result(key: str, what: str) -> object:
    result = st.session_state.get(key)
    return result.get(what) if result else None
