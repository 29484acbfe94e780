"""Live: attempts in progress, watched by mentors, with hints whispered into them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trainer.domain.people import Actor
from trainer.errors import AttemptNotFound, InvalidInput, NotPermitted
from trainer.services.mentoring.ports import LiveStore, Playback
from trainer.services.mentoring.records import OpenAttempt, Whisper
from trainer.services.mentoring.reviews import SEARCH_LIMIT
from trainer.services.mentoring.said import Sayings
from trainer.services.mentoring.scope import Reach, text_of
from trainer.services.mentoring.views import Hint, Watched
from trainer.services.ports import Clock, NewId
from trainer.services.rights import Rights

PAGE: Final = 20
HINT_LIMIT: Final = 1000
HINTS: Final = 10
"""Hints in one attempt."""
RIGHTS: Final = Rights(
    {
        "Live.open_attempts": {"mentor": "group", "administrator": "any"},
        "Live.watch": {"mentor": "group", "administrator": "any"},
        "Live.whisper": {"mentor": "group", "administrator": "any"},
        "Live.hints": {"newcomer": "own", "mentor": "own"},
        "Live.open_hint": {"newcomer": "own", "mentor": "own"},
    }
)


class Live:
    """Use cases on either side of a hint. An attempt out of reach raises AttemptNotFound."""

    def __init__(
        self,
        reach: Reach,
        store: LiveStore,
        sayings: Sayings,
        playback: Playback,
        clock: Clock,
        new_id: NewId,
    ) -> None:
        self._reach = reach
        self._store = store
        self._sayings = sayings
        self._playback = playback
        self._clock = clock
        self._new_id = new_id

    def open_attempts(
        self, actor: Actor, search: str = "", offset: int = 0
    ) -> tuple[int, Sequence[OpenAttempt]]:
        """How many are in progress, and a page of them; `search` is part of a name."""
        RIGHTS.permit(actor, "Live.open_attempts")
        people = self._reach.people(actor)
        return self._store.open_attempts(people, search[:SEARCH_LIMIT], max(0, offset), PAGE)

    def watch(self, actor: Actor, attempt_id: str) -> Watched:
        """The attempt as its trainee sees it now: nothing hidden is in it."""
        RIGHTS.permit(actor, "Live.watch")
        record = self._reach.attempt(actor, RIGHTS, "Live.watch", attempt_id)
        if record.profile_id == actor.id:
            raise NotPermitted("nobody watches themselves", operation="Live.watch")
        return Watched(
            self._sayings.name(record.profile_id),
            self._playback.view(record.profile_id, attempt_id),
            tuple(self._store.whispers(attempt_id)),
        )

    def whisper(self, actor: Actor, attempt_id: str, text: str) -> None:
        """Leave a hint that the trainee may open; NotPermitted once the attempt has ended."""
        RIGHTS.permit(actor, "Live.whisper")
        record = self._reach.attempt(actor, RIGHTS, "Live.whisper", attempt_id)
        if record.status != "open" or record.profile_id == actor.id:
            raise NotPermitted("a hint goes into somebody's running attempt")
        if len(self._store.whispers(attempt_id)) >= HINTS:
            raise InvalidInput("enough hints", field="hints", limit=HINTS)
        clean = text_of(text, "hint", HINT_LIMIT)
        self._store.whisper(Whisper(self._new_id(), attempt_id, clean, actor.id, self._clock()))

    def hints(self, actor: Actor, attempt_id: str) -> Sequence[Hint]:
        """The hints in one's own attempt; those not opened have no text yet."""
        RIGHTS.permit(actor, "Live.hints")
        self._reach.attempt(actor, RIGHTS, "Live.hints", attempt_id)
        return tuple(self._hint(one) for one in self._store.whispers(attempt_id))

    def open_hint(self, actor: Actor, attempt_id: str, hint_id: str) -> Hint:
        """Open a hint; that it was opened is remembered. AttemptNotFound for an unknown one."""
        RIGHTS.permit(actor, "Live.open_hint")
        self._reach.attempt(actor, RIGHTS, "Live.open_hint", attempt_id)
        if all(one.id != hint_id for one in self._store.whispers(attempt_id)):
            raise AttemptNotFound(attempt=attempt_id)
        self._store.opened(hint_id, self._clock())
        return next(
            self._hint(one) for one in self._store.whispers(attempt_id) if one.id == hint_id
        )

    def _hint(self, one: Whisper) -> Hint:
        opened = one.opened_at is not None
        by = self._sayings.name(one.made_by)
        return Hint(one.id, by, one.made_at, one.text if opened else "", opened)
