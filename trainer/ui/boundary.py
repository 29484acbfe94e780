"""Where errors end: a clear sentence for the reader, the traceback for the log only."""

from __future__ import annotations

import functools
import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, ParamSpec

import streamlit as st

from trainer.errors import ThreelineError
from trainer.ui.safe import plain
from trainer.ui.strings import Words

_P = ParamSpec("_P")
_NOTICE: Final = "notice"
_log = logging.getLogger("trainer.ui")


def error_text(words: Words, error: Exception) -> str:
    """What to tell the reader about `error`, in their language.

    An error that was not raised on purpose gets a number, and its traceback goes into the log
    under that number.
    """
    if not isinstance(error, ThreelineError):
        number = secrets.token_hex(3)
        _log.error("error %s", number, exc_info=error)
        return words("errors.unexpected", number=number)
    values = {name: str(value) for name, value in error.values.items()}
    part = values.get("reason") or values.get("field") or ""
    for key in (f"errors.{error.key}.{part}", f"errors.{error.key}.other", "errors.other"):
        if words.has(key):
            try:
                return words.texts[key].format_map(_Lenient(values))
            except (ValueError, IndexError):
                continue
    return words("errors.other")


class _Lenient(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


@contextmanager
def calm(words: Words) -> Iterator[None]:
    """Shows an error of the block in place of what the block would have shown."""
    try:
        yield
    except Exception as error:
        st.error(plain(error_text(words, error)), icon=":material/error:")


def callback(words: Words, action: Callable[_P, object]) -> Callable[_P, None]:
    """`action` for on_click and on_change: its error is kept and shown at the top of the page."""

    @functools.wraps(action)
    def run(*args: _P.args, **kwargs: _P.kwargs) -> None:
        try:
            action(*args, **kwargs)
        except Exception as error:
            st.session_state[_NOTICE] = error_text(words, error)

    return run


def show_notice() -> None:
    """Show what the last callback had to say, once."""
    notice = st.session_state.pop(_NOTICE, None)
    if notice:
        st.warning(plain(str(notice)), icon=":material/info:")
