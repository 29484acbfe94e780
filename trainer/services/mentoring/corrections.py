"""Scores corrected by mentors, and grades held back."""

from __future__ import annotations

from typing import Final

from trainer.domain.people import Actor
from trainer.domain.scores import Grade
from trainer.errors import InvalidInput, NotPermitted
from trainer.services.grades import grade_from_plain
from trainer.services.mentoring.counting import Counting
from trainer.services.mentoring.ports import ReviewStore
from trainer.services.mentoring.records import Correction, Hold
from trainer.services.mentoring.reviews import RATERS, is_blind
from trainer.services.mentoring.scope import Reach, text_of
from trainer.services.ports import AttemptStore, Clock
from trainer.services.rights import Rights

REASON_LIMIT: Final = 1000
RIGHTS: Final = Rights(
    {
        "Corrections.correct": {"mentor": "group", "administrator": "any"},
        "Corrections.hold": {"mentor": "group", "administrator": "any"},
        "Corrections.release": {"mentor": "group", "administrator": "any"},
    }
)


class Corrections:
    """Use cases around what counts. The app's grade stays as it was; nothing is overwritten."""

    def __init__(
        self,
        reach: Reach,
        counting: Counting,
        attempts: AttemptStore,
        store: ReviewStore,
        clock: Clock,
    ) -> None:
        self._reach = reach
        self._counting = counting
        self._attempts = attempts
        self._store = store
        self._clock = clock

    def correct(
        self, actor: Actor, attempt_id: str, criterion: str, level: int, reason: str
    ) -> None:
        """Let `level` (0..3) count for the criterion from now on, for the reason given.

        The attempt's record then tells the overall and the verdict that follow. Raises
        InvalidInput(field="criterion" | "level" | "reason"), NotPermitted for one's own attempt and
        for one that is still to be rated blind.
        """
        RIGHTS.permit(actor, "Corrections.correct")
        record = self._reach.judged(actor, RIGHTS, "Corrections.correct", attempt_id)
        if is_blind(self._store.waiting(attempt_id, actor.id, RATERS)):
            raise NotPermitted("rate it blind first", operation="Corrections.correct")
        if level not in (0, 1, 2, 3):
            raise InvalidInput("a level is 0, 1, 2 or 3", field="level")
        grade = self._grade(attempt_id)
        score = next((one for one in grade.scores if one.criterion == criterion), None)
        if score is None:
            raise InvalidInput("the grade has no such criterion", field="criterion")
        why = text_of(reason, "reason", REASON_LIMIT)
        made = Correction(attempt_id, criterion, score.level, level, why, actor.id, self._clock())
        self._store.correct(made, self._counting.record(record, grade, (made,)))

    def hold(self, actor: Actor, attempt_id: str, reason: str) -> None:
        """Mark the grade as not final, for the reason given."""
        RIGHTS.permit(actor, "Corrections.hold")
        self._reach.judged(actor, RIGHTS, "Corrections.hold", attempt_id)
        why = text_of(reason, "reason", REASON_LIMIT)
        self._store.hold(Hold(attempt_id, True, why, actor.id, self._clock()))

    def release(self, actor: Actor, attempt_id: str) -> None:
        """Let a held grade be final; one that is not held is left alone."""
        RIGHTS.permit(actor, "Corrections.release")
        self._reach.judged(actor, RIGHTS, "Corrections.release", attempt_id)
        held = self._store.held(attempt_id)
        if held is not None and held.held:
            self._store.hold(Hold(attempt_id, False, "", actor.id, self._clock()))

    def _grade(self, attempt_id: str) -> Grade:
        stored = self._attempts.grade(attempt_id)
        if stored is None:
            raise InvalidInput("the attempt has no grade", field="criterion")
        return grade_from_plain(stored)
