"""How a page asks the services for a move: fresh number, one key per rendered control."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable
from typing import Final

import streamlit as st

from trainer.domain.moves import Move
from trainer.services.views import AttemptView
from trainer.ui.boundary import callback
from trainer.ui.context import Context

_PAUSE: Final = 0.6
"""Seconds in which the same control does nothing again: a double click that outlived a redraw."""


_turns: Final = tuple(threading.Lock() for _ in range(64))
"""Two clicks run in two threads; those of one attempt take turns, so that none is lost."""


def _turn(attempt_id: str) -> threading.Lock:
    return _turns[hash(attempt_id) % len(_turns)]


def request_key(view: AttemptView, control: str) -> str:
    """The idempotency key of a control as drawn now: both halves of a double click share it."""
    name = f"{view.attempt_id}/{view.moves_made}/{control}"
    return uuid.uuid5(uuid.NAMESPACE_OID, name).hex


def play(context: Context, view: AttemptView, move: Move, control: str) -> AttemptView:
    """Make a move now.

    The number is read afresh, because leaving a field and pressing a button arrive as two clicks
    of one drawn page; the request key still tells a repeated click from a second one.
    """
    practice, actor = context.services.practice, context.actor
    with _turn(view.attempt_id):
        number = practice.moves_made(actor, view.attempt_id) + 1
        return practice.move(actor, view.attempt_id, move, number, request_key(view, control))


def talk(context: Context, view: AttemptView, text: str) -> AttemptView:
    """Say something to the person on the other side."""
    practice, actor = context.services.practice, context.actor
    with _turn(view.attempt_id):
        number = practice.moves_made(actor, view.attempt_id) + 1
        return practice.say(actor, view.attempt_id, text, number, request_key(view, "say"))


def on_click(
    context: Context, view: AttemptView, control: str, move: Callable[[], Move | None]
) -> Callable[[], None]:
    """A callback that makes the move that `move` reads from the page; None does nothing."""

    def act() -> None:
        if _again(control):
            return
        made = move()
        if made is not None:
            play(context, view, made, control)

    return callback(context.words, act)


def _again(control: str) -> bool:
    last: tuple[str, float] | None = st.session_state.get("last_click")
    now = time.monotonic()
    st.session_state["last_click"] = (control, now)
    return last is not None and last[0] == control and now - last[1] < _PAUSE
