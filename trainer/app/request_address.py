"""Where the present request came from, for the audit and for holding up whoever guesses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_address: Final[ContextVar[str | None]] = ContextVar("threeline_address", default=None)


@contextmanager
def coming_from(address: str) -> Iterator[None]:
    """Marks the time in which a route serves a request from `address`."""
    token = _address.set(address)
    try:
        yield
    finally:
        _address.reset(token)


def request_address() -> str:
    """The address of the route's request, else of the browser whose page is being drawn, else
    empty: a command on the server itself."""
    address = _address.get()
    return address if address is not None else _address_of_script()


def _address_of_script() -> str:
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    if get_script_run_ctx(suppress_warning=True) is None:
        return ""
    import streamlit as st

    return st.context.ip_address or ""
