"""Grading ended attempts again after the scoring has changed; older grades stay beside the new."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from trainer.domain.people import Actor
from trainer.domain.scores import Grade
from trainer.errors import ThreelineError
from trainer.services.grades import grade_to_plain
from trainer.services.ports import AttemptRecord, AttemptStore, Clock, ProfileStore
from trainer.services.replays import Replays
from trainer.services.rights import Rights
from trainer.services.running import GradeAttempt
from trainer.services.tickets import Tickets

_PAGE: Final = 200
RIGHTS: Final = Rights({"Regrading.run": {"administrator": "any"}})
Counted = Callable[[AttemptRecord, Grade], AttemptRecord]
"""The record with what counts of its new grade: corrections by mentors outlive a new scoring."""


@dataclass(frozen=True, slots=True)
class Regraded:
    """One attempt under the new scoring: whose, what it was and what it is (overall 0 to 100).

    `problem` tells why it could not be graded again (its pack's version is gone, its log is
    broken); the new values are then the old ones.
    """

    attempt_id: str
    person: str
    version: str
    before: float | None
    after: float | None
    passed_before: bool | None
    passed_after: bool | None
    problem: str = ""

    @property
    def moved(self) -> float:
        """Points by which the overall moved."""
        return 0.0 if self.before is None or self.after is None else self.after - self.before


class Regrading:
    """Use case of an administrator who has installed a release with another scoring."""

    def __init__(
        self,
        attempts: AttemptStore,
        profiles: ProfileStore,
        tickets: Tickets,
        clock: Clock,
        grade: GradeAttempt,
        version: str,
        counted: Counted = lambda record, _: record,
    ) -> None:
        self._attempts = attempts
        self._profiles = profiles
        self._tickets = tickets
        self._clock = clock
        self._grade = grade
        self._version = version
        self._counted = counted
        self._replays = Replays(tickets)

    def run(self, actor: Actor, apply: bool) -> Iterator[Regraded]:
        """Grade every ended attempt of another scoring version again, one by one.

        Nothing is stored without `apply`. What was understood is part of the stored moves, so only
        the scoring differs. An attempt that cannot be graded again keeps its grade and is reported.
        """
        RIGHTS.permit(actor, "Regrading.run")
        return self._all(apply)

    def _all(self, apply: bool) -> Iterator[Regraded]:
        names = {profile.id: profile.name for profile in self._profiles.all()}
        after = ""
        while page := self._attempts.ended(after, _PAGE):
            after = page[-1].id
            for record in page:
                if record.scoring_version != self._version:
                    yield self._one(record, names.get(record.profile_id, "?"), apply)

    def _one(self, record: AttemptRecord, person: str, apply: bool) -> Regraded:
        try:
            state = self._replays.state(record, self._attempts.moves(record.id))
            grade: Grade = self._grade(state)
            regraded = self._counted(
                replace(
                    record,
                    scoring_version=grade.scoring_version,
                    overall=grade.overall,
                    passed=grade.passed,
                    critical=len(grade.critical),
                    competencies=tuple(grade.competencies),
                ),
                grade,
            )
        except ThreelineError as error:
            return Regraded(record.id, person, record.scoring_version, record.overall,
                            record.overall, record.passed, record.passed, str(error))  # fmt: skip
        if apply:
            self._attempts.regrade(regraded, grade_to_plain(grade), self._clock())
        return Regraded(record.id, person, record.scoring_version, record.overall,
                        regraded.overall, record.passed, regraded.passed)  # fmt: skip
