"""Blind second ratings: a mentor rates without seeing anybody's scores."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from trainer.domain.people import Actor
from trainer.errors import InvalidInput, NotPermitted
from trainer.services.grades import grade_from_plain
from trainer.services.mentoring.ports import RatingStore, ReviewStore
from trainer.services.mentoring.records import PASSINGS, OverallRating, Rating
from trainer.services.mentoring.reviews import RATERS, is_blind
from trainer.services.mentoring.scope import Reach
from trainer.services.ports import AttemptStore, Clock
from trainer.services.rights import Rights

FAR_APART: Final = 2
"""Levels between two raters from which on somebody should look again."""
RIGHTS: Final = Rights({"BlindRatings.rate": {"mentor": "group", "administrator": "any"}})


class BlindRatings:
    """Use cases of whoever rates blind; `Reviews.open` shows what there is to rate."""

    def __init__(
        self,
        reach: Reach,
        attempts: AttemptStore,
        reviews: ReviewStore,
        store: RatingStore,
        clock: Clock,
    ) -> None:
        self._reach = reach
        self._attempts = attempts
        self._reviews = reviews
        self._store = store
        self._clock = clock

    def rate(self, actor: Actor, attempt_id: str, levels: Mapping[str, int], verdict: str) -> None:
        """Rate criteria (level 0..3 each; what one cannot judge is left out) and the whole attempt.

        Levels far from the app's or another mentor's let the attempt wait as a discrepancy. Raises
        InvalidInput(field="level" | "criterion" | "verdict"), NotPermitted where the attempt is not
        in the sample or the mentor has rated it.
        """
        RIGHTS.permit(actor, "BlindRatings.rate")
        record = self._reach.judged(actor, RIGHTS, "BlindRatings.rate", attempt_id)
        if not is_blind(self._reviews.waiting(attempt_id, actor.id, RATERS)):
            raise NotPermitted("this is not to be rated blind", operation="BlindRatings.rate")
        if verdict not in PASSINGS:
            raise InvalidInput("a verdict is fail, borderline or pass", field="verdict")
        stored = self._attempts.grade(attempt_id)
        scores = {one.criterion: one for one in grade_from_plain(stored).scores} if stored else {}
        if not levels or not levels.keys() <= scores.keys():
            raise InvalidInput("rate criteria of the grade, at least one", field="criterion")
        if any(level not in (0, 1, 2, 3) for level in levels.values()):
            raise InvalidInput("a level is 0, 1, 2 or 3", field="level")
        now = self._clock()
        made = [
            Rating(
                attempt_id, name, actor.id, record.profile_id, scores[name].competency,
                scores[name].level, level, now,
            )
            for name, level in levels.items()
        ]  # fmt: skip
        earlier = self._store.of_attempt(attempt_id)
        overall = grade_from_plain(stored).overall if stored else 0.0
        whole = OverallRating(
            attempt_id, actor.id, record.profile_id, record.key.line, verdict,
            overall, now,
        )  # fmt: skip
        if not self._store.rate(made, whole):
            raise NotPermitted("this mentor has rated it", operation="BlindRatings.rate")
        others = {(one.criterion, one.level) for one in earlier}
        others |= {(one.criterion, one.app_level) for one in made}
        if any(
            name == one.criterion and abs(level - one.level) >= FAR_APART
            for one in made
            for name, level in others
        ):
            self._reviews.mark(record, "discrepancy")
