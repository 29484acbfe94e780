"""Who is looking, in which language, and what they may call: handed to every page."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import streamlit as st

from trainer.errors import SignInRefused
from trainer.ui.strings import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trainer.app.wiring import Services
    from trainer.domain.language import Language
    from trainer.domain.people import Actor
    from trainer.services.ports import Profile


@dataclass(frozen=True, slots=True)
class Context:
    """One run of a page by one person.

    `drawn_for` and `drawn_as` are the person and what they might do when the run began; ask `profile`
    and `actor` instead. `who` says who the browser's cookie belongs to now, and is None in local mode,
    where nobody signs in and everybody is a newcomer.
    """

    services: Services
    drawn_for: Profile
    words: Words
    drawn_as: Actor
    who: Callable[[], Actor | None] | None = None

    @property
    def local(self) -> bool:
        """Whether nobody signs in here."""
        return self.who is None

    @property
    def actor(self) -> Actor:
        """The person and what they may do as of now.

        A click runs its callback before the page is drawn again, with the context of the drawing
        before: somebody whose role was taken away meanwhile must not act as they were. So outside of
        its own run a context asks again; raises SignInRefused where the session has ended.
        """
        if self.who is None or current() is self:
            return self.drawn_as
        actor = self.who()
        if actor is None or actor.id != self.drawn_for.id:
            raise SignInRefused("ended")
        return actor

    @property
    def author(self) -> Actor:
        """The person as an author of packs: local mode knows newcomers only, and lets everybody."""
        actor = self.actor
        return replace(actor, roles=actor.roles | {"administrator"}) if self.local else actor

    @property
    def profile(self) -> Profile:
        """The person; raises SignInRefused where their session has ended, as `actor` does."""
        assert self.actor.id == self.drawn_for.id
        return self.drawn_for

    @property
    def language(self) -> Language:
        return self.words.language

    @property
    def address(self) -> dict[str, str]:
        """What the address of every page carries: in local mode the profile, because a refresh is a
        new session; a cookie knows it where people sign in."""
        return {"p": self.drawn_for.id} if self.local else {}


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
