"""The mentor's queue of ended attempts, and one of them opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from trainer.domain.language import Language
from trainer.domain.people import Actor
from trainer.errors import InvalidInput
from trainer.scoring.words import scoring_texts
from trainer.services.mentoring.ports import Playback, QueueFilter, RatingStore, ReviewStore
from trainer.services.mentoring.records import REASONS, Reason, Waiting
from trainer.services.mentoring.said import Sayings
from trainer.services.mentoring.scope import Reach
from trainer.services.mentoring.views import QueuePage, ReviewView, TurnTime
from trainer.services.ports import AttemptRecord, AttemptStore, MoveRecord
from trainer.services.rights import Rights

PAGE: Final = 20
RATERS: Final = 2
"""Mentors who rate an attempt of the sample: two, so that mentors can be compared with each other."""
SEARCH_LIMIT: Final = 100
RIGHTS: Final = Rights(
    {
        "Reviews.queue": {"mentor": "group", "administrator": "any"},
        "Reviews.open": {"mentor": "group", "administrator": "any"},
        "Reviews.close": {"mentor": "group", "administrator": "any"},
    }
)


class Reviews:
    """Use cases of whoever reviews. An attempt out of reach raises AttemptNotFound, as a missing one
    does."""

    def __init__(
        self,
        reach: Reach,
        attempts: AttemptStore,
        store: ReviewStore,
        ratings: RatingStore,
        sayings: Sayings,
        playback: Playback,
    ) -> None:
        self._reach = reach
        self._attempts = attempts
        self._store = store
        self._ratings = ratings
        self._sayings = sayings
        self._playback = playback

    def queue(
        self, actor: Actor, reason: Reason | None = None, search: str = "", offset: int = 0
    ) -> QueuePage:
        """A page of what waits, of one `reason` or of all; `search` is part of a name."""
        RIGHTS.permit(actor, "Reviews.queue")
        if reason is not None and reason not in REASONS:
            raise InvalidInput("there is no such reason", field="reason")
        wanted = QueueFilter(
            actor.id, RATERS, reason, search[:SEARCH_LIMIT], max(0, offset), limit=PAGE
        )
        total, rows = self._store.queue(self._reach.people(actor), wanted)
        return QueuePage(total, tuple(rows))

    def open(
        self, actor: Actor, attempt_id: str, language: Language | None = None
    ) -> ReviewView:  # fmt: skip
        """The attempt with its call turn by turn; criteria are named in the reader's `language`, the
        rest is in the attempt's own. An attempt of the sample that the mentor has not
        rated is opened blind: without anybody's scores."""
        RIGHTS.permit(actor, "Reviews.open")
        record = self._reach.judged(actor, RIGHTS, "Reviews.open", attempt_id)
        waiting = self._store.waiting(attempt_id, actor.id, RATERS)
        blind = is_blind(waiting)
        debrief = self._playback.debrief(record.profile_id, attempt_id)
        titles = scoring_texts(language or record.language)["criteria"]
        scores = tuple(
            replace(one, title=str(titles.get(one.criterion, one.title))) for one in debrief.scores
        )
        debrief, view = replace(debrief, scores=scores), debrief.attempt
        if blind:  # a breach in the transcript is the app's finding, not the caller's words
            events = tuple(event for event in view.events if event.kind != "breach")
            view = replace(view, events=events)
        return ReviewView(
            attempt_id=attempt_id,
            profile_id=record.profile_id,
            name=self._sayings.name(record.profile_id),
            view=view,
            times=_times(record, self._attempts.moves(attempt_id)),
            waiting=waiting,
            blind=blind,
            criteria=tuple((one.criterion, one.title, one.competency) for one in debrief.scores),
            debrief=None if blind else debrief,
            said=self._sayings.of(record, blind=blind),
            ratings=() if blind else tuple(self._ratings.of_attempt(attempt_id)),
        )

    def close(self, actor: Actor, attempt_id: str) -> None:
        """Take the attempt off the queue. A wish without an answer keeps it there, and so does a
        blind rating that others still owe."""
        RIGHTS.permit(actor, "Reviews.close")
        self._reach.judged(actor, RIGHTS, "Reviews.close", attempt_id)
        self._store.unmark(attempt_id, ("discrepancy", "critical"))


def is_blind(waiting: Waiting | None) -> bool:
    """Whether the mentor who asked has yet to rate the attempt blind."""
    return waiting is not None and "sampled" in waiting.reasons


def _times(record: AttemptRecord, log: Sequence[MoveRecord]) -> tuple[TurnTime, ...]:
    return tuple(
        TurnTime(
            entry.number,
            entry.made_at,
            max(0, round((entry.made_at - record.started_at).total_seconds())),
        )
        for entry in log
    )
