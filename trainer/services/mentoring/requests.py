"""A trainee asks a mentor to look, or appeals against a score; a mentor answers."""

from __future__ import annotations

from typing import Final

from trainer.domain.people import Actor
from trainer.errors import AttemptNotFound, InvalidInput, NotPermitted
from trainer.services.grades import grade_from_plain
from trainer.services.mentoring.ports import GroupsOf, ReviewStore
from trainer.services.mentoring.records import RequestKind, ReviewRequest
from trainer.services.mentoring.reviews import RATERS, is_blind
from trainer.services.mentoring.said import Sayings
from trainer.services.mentoring.scope import Reach, text_of
from trainer.services.mentoring.views import Said
from trainer.services.ports import AttemptRecord, AttemptStore, Clock, NewId
from trainer.services.rights import Rights

TEXT_LIMIT: Final = 2000
OPEN_AT_ONCE: Final = 3
"""Wishes about one attempt that may wait for an answer."""
RIGHTS: Final = Rights(
    {
        "ReviewRequests.possible": {"newcomer": "own", "mentor": "own"},
        "ReviewRequests.ask": {"newcomer": "own", "mentor": "own"},
        "ReviewRequests.appeal": {"newcomer": "own", "mentor": "own"},
        "ReviewRequests.of_attempt": {"newcomer": "own", "mentor": "own"},
        "ReviewRequests.answer": {"mentor": "group", "administrator": "any"},
    }
)


class ReviewRequests:
    """Use cases on either side of a wish. Trainees act on their own ended attempts only."""

    def __init__(
        self,
        reach: Reach,
        groups: GroupsOf,
        attempts: AttemptStore,
        store: ReviewStore,
        sayings: Sayings,
        clock: Clock,
        new_id: NewId,
    ) -> None:
        self._reach = reach
        self._groups = groups
        self._attempts = attempts
        self._store = store
        self._sayings = sayings
        self._clock = clock
        self._new_id = new_id

    def possible(self, actor: Actor) -> bool:
        """Whether the person belongs to a group, and so has somebody to ask."""
        RIGHTS.permit(actor, "ReviewRequests.possible", owners=(actor.id,))
        return bool(self._groups.groups_of(actor.id))

    def ask(self, actor: Actor, attempt_id: str, text: str) -> None:
        """Ask a mentor to look at it."""
        RIGHTS.permit(actor, "ReviewRequests.ask")
        record = self._reach.attempt(actor, RIGHTS, "ReviewRequests.ask", attempt_id)
        self._file(record, "look", "", text)

    def appeal(self, actor: Actor, attempt_id: str, criterion: str, text: str) -> None:
        """Appeal against the level of a criterion, or with an empty one against the whole grade."""
        RIGHTS.permit(actor, "ReviewRequests.appeal")
        record = self._reach.attempt(actor, RIGHTS, "ReviewRequests.appeal", attempt_id)
        stored = self._attempts.grade(attempt_id)
        known = {one.criterion for one in grade_from_plain(stored).scores} if stored else set()
        if criterion and criterion not in known:
            raise InvalidInput("the grade has no such criterion", field="criterion")
        self._file(record, "appeal", criterion, text)

    def of_attempt(self, actor: Actor, attempt_id: str) -> Said:
        """What was said about one's own attempt, by oneself and by mentors."""
        RIGHTS.permit(actor, "ReviewRequests.of_attempt")
        record = self._reach.attempt(actor, RIGHTS, "ReviewRequests.of_attempt", attempt_id)
        return self._sayings.of(record)

    def answer(self, actor: Actor, request_id: str, text: str) -> None:
        """Answer a wish, once. AttemptNotFound for an unknown one and one out of reach alike;
        NotPermitted for a mentor who has yet to rate the attempt blind."""
        RIGHTS.permit(actor, "ReviewRequests.answer")
        request = self._store.request(request_id)
        if request is None:
            raise AttemptNotFound(request=request_id)
        self._reach.judged(actor, RIGHTS, "ReviewRequests.answer", request.attempt_id)
        if is_blind(self._store.waiting(request.attempt_id, actor.id, RATERS)):
            raise NotPermitted("rate it blind first", operation="ReviewRequests.answer")
        clean = text_of(text, "answer", TEXT_LIMIT)
        if not self._store.answer(request_id, clean, actor.id, self._clock()):
            raise InvalidInput("it has been answered", field="answered")

    def _file(self, record: AttemptRecord, kind: RequestKind, criterion: str, text: str) -> None:
        if record.status == "open":
            raise NotPermitted("an attempt is reviewed when it has ended")
        if not self._groups.groups_of(record.profile_id):
            raise NotPermitted("there is no mentor to ask")
        clean = text_of(text, "request", TEXT_LIMIT)
        waiting = [one for one in self._store.requests(record.id) if one.answered_at is None]
        if len(waiting) >= OPEN_AT_ONCE:
            raise InvalidInput("wait for an answer first", field="requests", limit=OPEN_AT_ONCE)
        now = self._clock()
        self._store.ask(ReviewRequest(self._new_id(), record.id, kind, criterion, clean, now))
