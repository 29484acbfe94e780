"""One person of a cohort before whoever looks after them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from trainer.domain.people import Actor
from trainer.errors import PersonNotFound
from trainer.services.mentoring.cohort_rows import CohortRows
from trainer.services.mentoring.ports import CohortStore, Playback, ReviewStore
from trainer.services.mentoring.reviews import RATERS
from trainer.services.mentoring.scope import Reach
from trainer.services.mentoring.views import CohortRow, TraineeTicket, TraineeTickets
from trainer.services.rights import Rights
from trainer.services.views import HistoryItem

PAGE: Final = 20
RIGHTS: Final = Rights(
    {
        "Trainees.open": {"mentor": "group", "administrator": "any"},
        "Trainees.tickets": {"mentor": "group", "administrator": "any"},
    }
)


class Trainees:
    """Use cases of the page of one trainee. NotPermitted for people out of reach, for oneself and
    for candidates; PersonNotFound where an administrator names nobody."""

    def __init__(
        self,
        reach: Reach,
        store: CohortStore,
        rows: CohortRows,
        reviews: ReviewStore,
        playback: Playback,
    ) -> None:
        self._reach = reach
        self._store = store
        self._rows = rows
        self._reviews = reviews
        self._playback = playback

    def open(self, actor: Actor, person: str) -> CohortRow:
        """Where the person stands, as in the cohort."""
        self._permit(actor, "Trainees.open", person)
        people = (person,)
        names = self._store.names(people)
        if not names:
            raise PersonNotFound(person=person)
        (row,) = self._rows.rows(names, self._rows.found(people))
        return row

    def tickets(self, actor: Actor, person: str, offset: int = 0) -> TraineeTickets:
        """A page of the person's ended tickets, newest first. One that the actor has yet to rate blind
        is listed without what its grade tells."""
        self._permit(actor, "Trainees.tickets", person)
        page = self._playback.results(person, max(0, offset), PAGE)
        ids = [item.attempt_id for item in page.items]
        blind = self._reviews.blind(ids, actor.id, RATERS)
        return TraineeTickets(
            page.total,
            tuple(
                TraineeTicket(
                    _hidden(item) if item.attempt_id in blind else item, item.attempt_id in blind
                )
                for item in page.items
            ),
        )

    def _permit(self, actor: Actor, operation: str, person: str) -> None:
        self._reach.person(actor, RIGHTS, operation, person)


def _hidden(item: HistoryItem) -> HistoryItem:
    return replace(item, overall=None, passed=None, critical=0, held=False)
