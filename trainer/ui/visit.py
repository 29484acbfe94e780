"""Somebody without an account: a candidate, known by the secret of their session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from trainer.errors import ScreeningRefused
from trainer.ui.guard import guard
from trainer.ui.strings import Words

if TYPE_CHECKING:
    from trainer.app.wiring import Services
    from trainer.domain.people import Actor

_SECRET: Final = "candidate_secret"


@dataclass(frozen=True, slots=True)
class Visit:
    """One run of a candidate's page. `words` are in the browser's language; a candidate's own
    language is their invitation's. `secret` is what the cookie carries, empty without one."""

    services: Services
    words: Words
    secret: str = ""

    @property
    def actor(self) -> Actor | None:
        """Who is there, asked anew at every run."""
        return self.services.screening.entrance.resolve(self.held)

    @property
    def held(self) -> str:
        """The secret of the session, from the cookie or of this tab."""
        return self.secret or str(st.session_state.get(_SECRET, ""))

    def here(self, drawn: Actor) -> Actor:
        """For a click: whoever the page was drawn for, asked anew. A session that was closed, or ended
        by a newer link, is over in tabs that still show it: raises ScreeningRefused("session")."""
        if self.actor != drawn:
            raise ScreeningRefused("session")
        return drawn

    def doing(self, drawn: Actor, step: Callable[[Actor], object]) -> Callable[[], None]:
        """`step` as a click's callback, of whoever is here then."""

        def act() -> None:
            step(self.here(drawn))

        return act


_current: Final[ContextVar[Visit | None]] = ContextVar("threeline_visit", default=None)


@contextmanager
def visiting(visit: Visit) -> Iterator[None]:
    """Marks the time in which the entry point runs the candidate's page."""
    token = _current.set(visit)
    try:
        yield
    finally:
        _current.reset(token)


def visitor() -> Visit:
    """The visit of the page that is being run; stops the run where the entry point was passed by, and
    shows nothing to people who are signed in as somebody else."""
    visit = _current.get()
    if visit is None:
        guard("screening")
        st.stop()
    return visit


def keep_secret(secret: str) -> None:
    """Keep the secret of a session that has just begun, for as long as this tab lives."""
    st.session_state[_SECRET] = secret
