"""Who is looking, in which language, and what they may call: handed to every page."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from trainer.domain.people import Actor
from trainer.ui.strings import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from trainer.app.wiring import Services
    from trainer.domain.language import Language
    from trainer.services.ports import Profile


@dataclass(frozen=True, slots=True)
class Context:
    """One run of a page by one person."""

    services: Services
    profile: Profile
    words: Words

    @property
    def language(self) -> Language:
        return self.words.language

    @property
    def actor(self) -> Actor:
        """The person and what they may do. Where nobody signs in everybody is a newcomer."""
        return Actor(self.profile.id, frozenset({"newcomer"}))

    @property
    def address(self) -> dict[str, str]:
        """What the address of every page carries."""
        return {"p": self.profile.id}


_current: Final[ContextVar[Context | None]] = ContextVar("threeline_context", default=None)


@contextmanager
def entered(context: Context) -> Iterator[None]:
    """Marks the time in which the entry point runs a page; `guard` lets nobody else in."""
    token = _current.set(context)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> Context | None:
    """The context of the page that is being run by the entry point, if one is."""
    return _current.get()


def dark() -> bool:
    """Whether the reader's theme is dark."""
    return st.context.theme.type == "dark"
