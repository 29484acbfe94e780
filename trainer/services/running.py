"""Attempts as they stand: fetched for their owner, replayed, and settled once they have ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from trainer.domain.scores import Grade
from trainer.errors import AttemptNotFound
from trainer.services.grades import grade_from_plain, grade_to_plain
from trainer.services.ports import AttemptRecord, AttemptStore, Clock, MoveRecord
from trainer.services.replays import Replays
from trainer.services.rights import told_as_missing
from trainer.services.tickets import Tickets
from trainer.services.views import AttemptView
from trainer.services.workspace import build_view
from trainer.session.state import AttemptState

GradeAttempt = Callable[[AttemptState], Grade]
"""Grades an ended attempt; pure."""


class Running:
    """Attempts between the store and the use cases."""

    def __init__(
        self, attempts: AttemptStore, tickets: Tickets, clock: Clock, grade: GradeAttempt
    ) -> None:
        self._attempts = attempts
        self._tickets = tickets
        self._clock = clock
        self._grade = grade
        self._replays = Replays(tickets)

    def own(self, profile_id: str, attempt_id: str) -> AttemptRecord:
        """The person's attempt; AttemptNotFound for an unknown one and somebody else's alike."""
        record = self._attempts.get(attempt_id)
        if record is None:
            raise AttemptNotFound(attempt=attempt_id)
        if record.profile_id != profile_id:
            told_as_missing(profile_id, attempt_id)
            raise AttemptNotFound(attempt=attempt_id)
        return record

    def current(self, record: AttemptRecord, log: Sequence[MoveRecord]) -> AttemptState:
        """The state that the log has led to."""
        state = self._replays.state(record, log)
        self._settle(record, state)
        return state

    def moved(self, record: AttemptRecord, state: AttemptState) -> None:
        """Take over the state after a move that has just been stored."""
        self._replays.keep(record.id, state)
        self._settle(record, state)

    def grade(self, record: AttemptRecord, state: AttemptState) -> Grade:
        """The stored grade of an ended attempt."""
        stored = self._attempts.grade(record.id)
        return self._grade(state) if stored is None else grade_from_plain(stored)

    def view(self, record: AttemptRecord, state: AttemptState) -> AttemptView:
        """The attempt for its page."""
        return build_view(self._tickets.pack_of(record.key), state, record.id)

    def _settle(self, record: AttemptRecord, state: AttemptState) -> None:
        """Store the end and the grade of an attempt that its log has ended. A server killed between
        the last move and its grade makes up for it here when the attempt is next looked at."""
        if state.status == "open" or record.status != "open":
            return
        grade = self._grade(state)
        ended = replace(
            record,
            status=state.status,
            finished_at=self._clock(),
            scoring_version=grade.scoring_version,
            overall=grade.overall,
            passed=grade.passed,
            critical=len(grade.critical),
            competencies=tuple(grade.competencies),
        )
        self._attempts.finish(ended, grade_to_plain(grade))
