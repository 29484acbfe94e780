"""The wiring of the mentor's side."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from trainer.content.model import Pack
from trainer.domain.readiness import Readiness
from trainer.services.apart import Apart
from trainer.services.mentoring.assignments import Assignments
from trainer.services.mentoring.calibration import Calibration
from trainer.services.mentoring.cohort import Cohort
from trainer.services.mentoring.cohort_rows import CohortRows
from trainer.services.mentoring.comments import Comments
from trainer.services.mentoring.corrections import Corrections
from trainer.services.mentoring.counting import Counting
from trainer.services.mentoring.live import Live
from trainer.services.mentoring.ports import GroupNames, GroupsOf, Playback, ReadinessOf
from trainer.services.mentoring.rating import BlindRatings
from trainer.services.mentoring.requests import ReviewRequests
from trainer.services.mentoring.reviews import Reviews
from trainer.services.mentoring.said import Sayings
from trainer.services.mentoring.scope import Reach
from trainer.services.mentoring.steps import Steps
from trainer.services.mentoring.trainees import Trainees
from trainer.services.ports import Clock, NewId
from trainer.services.tickets import Tickets
from trainer.store.assignments import SqlAssignments
from trainer.store.attempts import SqlAttempts
from trainer.store.cohort import SqlCohort
from trainer.store.comments import SqlComments
from trainer.store.engine import Database
from trainer.store.live import SqlLive
from trainer.store.people_filter import SqlScreened
from trainer.store.profiles import SqlProfiles
from trainer.store.ratings import SqlRatings
from trainer.store.reviews import SqlReviews
from trainer.store.slips import SqlSlips


@dataclass(frozen=True, slots=True)
class Mentoring:
    """The use cases of mentors, and those of trainees that mentors answer."""

    reviews: Reviews
    corrections: Corrections
    comments: Comments
    requests: ReviewRequests
    rating: BlindRatings
    cohort: Cohort
    trainees: Trainees
    calibration: Calibration
    assignments: Assignments
    live: Live


def wire_mentoring(
    packs: Mapping[str, Pack],
    database: Database,
    playback: Playback,
    clock: Clock,
    new_id: NewId,
    *,
    groups: GroupsOf,
    group_names: GroupNames,
    readiness: ReadinessOf,
    pass_mark: float,
    tickets: Tickets | None = None,
) -> Mentoring:
    """The use cases over this database; `pass_mark` (0..100) is the main pack's."""
    attempts, profiles = SqlAttempts(database), SqlProfiles(database)
    reviews, comments, ratings = SqlReviews(database), SqlComments(database), SqlRatings(database)
    cohort = SqlCohort(database)
    reach = Reach(attempts, groups, Apart(SqlScreened(database)))
    sayings = Sayings(reviews, comments, profiles)
    rows = CohortRows(cohort, readiness, clock, pass_mark)
    return Mentoring(
        reviews=Reviews(reach, attempts, reviews, ratings, sayings, playback),
        corrections=Corrections(reach, Counting(packs, reviews), attempts, reviews, clock),
        comments=Comments(reach, attempts, comments, clock, new_id),
        requests=ReviewRequests(reach, groups, attempts, reviews, sayings, clock, new_id),
        rating=BlindRatings(reach, attempts, reviews, ratings, clock),
        cohort=Cohort(reach, cohort, SqlSlips(database), packs, rows, clock),
        trainees=Trainees(reach, cohort, rows, reviews, playback),
        calibration=Calibration(reach, ratings, sayings),
        assignments=Assignments(
            reach, groups, group_names, packs, Steps(packs, tickets or Tickets(packs)), attempts,
            cohort, SqlAssignments(database), sayings, clock, new_id,
        ),
        live=Live(reach, SqlLive(database), sayings, playback, clock, new_id),
    )  # fmt: skip


class NoGroups:
    """An installation where nobody signs in: nobody belongs to a group, nobody has a mentor."""

    def groups_of(self, profile_id: str) -> frozenset[str]:
        """None."""
        return frozenset()

    def members(self, group_ids: Collection[str]) -> Sequence[str]:
        """Nobody."""
        return ()

    def names(self, group_ids: Collection[str] | None) -> Mapping[str, str]:
        """None."""
        return {}


class NoReadiness:
    """Nothing is estimated."""

    def of_many(self, profile_ids: Collection[str]) -> Mapping[str, Readiness]:
        """Nobody's."""
        return {}
