"""What the mentor's side needs from outside. `people` limits a question to these people; None asks
about everybody. Every method of a store is one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from trainer.domain.readiness import Readiness
from trainer.progress.improvement import Results
from trainer.services.mentoring.records import (
    Assignment,
    BankComment,
    Correction,
    Hold,
    OpenAttempt,
    OverallRating,
    Rating,
    Reason,
    ReviewRequest,
    TurnComment,
    Waiting,
    Whisper,
)
from trainer.services.ports import AttemptRecord
from trainer.services.views import AttemptView, Debrief, HistoryPage

People = Collection[str] | None


class GroupsOf(Protocol):
    """Who belongs where. Mentors of a group are no members of it."""

    def groups_of(self, profile_id: str) -> frozenset[str]:
        """Ids of the groups that this person belongs to."""

    def members(self, group_ids: Collection[str]) -> Sequence[str]:
        """Profile ids of everybody who belongs to one of these groups, each once."""


class GroupNames(Protocol):
    """What groups are called."""

    def names(self, group_ids: Collection[str] | None) -> Mapping[str, str]:
        """Names by id of these groups, of all of them for None; unknown ids are left out."""


class ReadinessOf(Protocol):
    """Readiness of several people at once."""

    def of_many(self, profile_ids: Collection[str]) -> Mapping[str, Readiness]: ...


class Playback(Protocol):
    """Attempts as their owner sees them; `trainer.services.practice.Practice` is one."""

    def view(self, profile_id: str, attempt_id: str) -> AttemptView: ...

    def debrief(self, profile_id: str, attempt_id: str) -> Debrief: ...

    def results(self, profile_id: str, offset: int, limit: int) -> HistoryPage: ...


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which rows of the queue: of a `reason`, of people whose name holds `search` (folded by the
    store), from `offset` on, at most `limit`. `rater` is the asking mentor, for whom attempts of the
    sample stay blind until they have rated them; `raters` are enough for one attempt."""

    rater: str
    raters: int
    reason: Reason | None = None
    search: str = ""
    offset: int = 0
    limit: int = 20


class ReviewStore(Protocol):
    """The queue and what mentors and trainees add to an attempt."""

    def queue(self, people: People, wanted: QueueFilter) -> tuple[int, Sequence[Waiting]]:
        """How many there are in all, and this page: the most pressing reason first, then the
        longest waiting. What only the app's grade tells of an attempt that is blind to the rater
        neither finds nor orders it."""

    def waiting(self, attempt_id: str, rater: str, raters: int) -> Waiting | None:
        """The attempt's row as in the queue, also where no reason is left; None where it never
        waited."""

    def blind(self, attempt_ids: Collection[str], rater: str, raters: int) -> frozenset[str]:
        """Those of the attempts that the rater has yet to rate blind."""

    def mark(self, attempt: AttemptRecord, reason: Reason) -> None:
        """Let the attempt wait for this reason (too)."""

    def unmark(self, attempt_id: str, reasons: Collection[Reason]) -> None: ...

    def ask(self, request: ReviewRequest) -> None: ...

    def answer(self, request_id: str, text: str, by: str, at: datetime) -> bool:
        """False where it is unknown or answered already."""

    def request(self, request_id: str) -> ReviewRequest | None: ...

    def requests(self, attempt_id: str) -> Sequence[ReviewRequest]:
        """Oldest first."""

    def hold(self, hold: Hold) -> None: ...

    def held(self, attempt_id: str) -> Hold | None:
        """The latest hold or release."""

    def correct(self, correction: Correction, counted: AttemptRecord) -> None:
        """Append the correction and let the attempt's record tell what counts now. The grade stays."""

    def corrections(self, attempt_id: str) -> Sequence[Correction]:
        """Oldest first."""


class CommentStore(Protocol):
    """Comments on turns, and each mentor's bank of them."""

    def add(self, comment: TurnComment) -> None: ...

    def of_attempt(self, attempt_id: str) -> Sequence[TurnComment]:
        """By turn, then oldest first."""

    def keep(self, comment: BankComment) -> None: ...

    def bank(self, owner: str) -> Sequence[BankComment]:
        """Newest first."""

    def drop(self, owner: str, comment_id: str) -> None:
        """None to drop is no error."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """How often two raters gave these levels to the same criterion: the app (or the one mentor)
    and the mentor (or the other one)."""

    criterion: str
    first: int
    second: int
    count: int


@dataclass(frozen=True, slots=True)
class MonthDifference:
    """Mentor's level less the app's in one month, summed and squared, over `count` ratings."""

    month: str
    count: int
    total: float
    squares: float
    equal: int


class RatingStore(Protocol):
    """Blind second ratings."""

    def rate(self, ratings: Sequence[Rating], overall: OverallRating) -> bool:
        """Store a mentor's rating whole; False (and nothing stored) where they have rated it."""

    def of_attempt(self, attempt_id: str) -> Sequence[Rating]: ...

    def app_pairs(self, people: People) -> Sequence[Pairs]: ...

    def mentor_pairs(self, people: People) -> Sequence[Pairs]: ...

    def by_month(self, people: People) -> Sequence[MonthDifference]:
        """Oldest month first."""

    def largest(self, people: People, rater: str, limit: int) -> Sequence[Rating]:
        """The largest differences, the newest first among equals; equal levels are left out, and so
        are attempts that wait for a second rating and that `rater` has not rated."""

    def verdicts(self, people: People, line: int) -> Sequence[tuple[str, float]]:
        """(verdict, the app's overall) of each rated attempt of the line."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """Overall scores of one person at one line: the later tickets of those asked for and the ones
    before them; None where there are none."""

    profile_id: str
    line: int
    late: Results | None
    before: Results | None


@dataclass(frozen=True, slots=True)
class Frequent:
    """A criterion over a cohort: `scored` times judged, `weak` times level 0 or 1, with `people`."""

    criterion: str
    competency: str
    scored: int
    weak: int
    people: int


@dataclass(frozen=True, slots=True)
class WeakCall:
    """An example of a weak criterion."""

    criterion: str
    attempt_id: str
    profile_id: str
    name: str
    graded_at: datetime


@dataclass(frozen=True, slots=True)
class CommonSlip:
    """A slip (see `trainer.services.mentoring.slips`) over a cohort: made `times` times by `people`
    people in `tickets` tickets with that fault (ids joined by "+")."""

    pack: str
    fault: str
    kind: str
    tool: str
    competency: str
    times: int
    people: int
    tickets: int


@dataclass(frozen=True, slots=True)
class SlipCall:
    """An example of a slip, at a turn where it happened at one."""

    attempt_id: str
    profile_id: str
    name: str
    graded_at: datetime
    turn: int | None


class SlipStore(Protocol):
    """What goes wrong on which fault, counted by the database. Months are such as "2026-11"."""

    def common(
        self, people: People, since: str, competency: str, offset: int, limit: int
    ) -> tuple[int, Sequence[CommonSlip]]:
        """How many slips were made twice or more from the month `since` on (of one competency,
        or with an empty string of all), and this page of them, the most frequent first."""

    def calls(
        self, people: People, since: str, of: Sequence[CommonSlip], limit: int
    ) -> Sequence[Sequence[SlipCall]]:
        """The newest tickets with each of these slips, in their order. Attempts of the sample of
        second ratings are left out."""


class CohortStore(Protocol):
    """A cohort's results, counted by the database. Variances are of the sample, 0 for one value."""

    def names(self, people: People) -> Sequence[tuple[str, str]]:
        """(profile id, name) of everybody there who has an attempt or is named in `people`."""

    def stretches(self, people: People, count: int) -> Sequence[Stretches]:
        """Each person and line: the newest `count` tickets (late), and as many before them."""

    def around(self, people: People, start: datetime, middle: datetime) -> Sequence[Stretches]:
        """Each person and line: the tickets that ended from `middle` on (late), and those from
        `start` on that ended before it."""

    def frequent(
        self, people: People, since: str, offset: int, limit: int
    ) -> tuple[int, Sequence[Frequent]]:
        """How many criteria were weak at all from the month `since` ("2026-11") on, and this page of
        them, the most often weak first."""

    def weak_calls(
        self, people: People, since: str, criteria: Sequence[str], limit: int
    ) -> Mapping[str, Sequence[WeakCall]]:
        """The newest ones of each criterion, each person's newest of a month; a criterion without any
        is absent. Attempts of the sample of second ratings are left out."""

    def weak_calls_of(
        self, person: str, since: str, criteria: Sequence[str], limit: int
    ) -> Mapping[str, Sequence[WeakCall]]:
        """The newest weak attempts of one person, at most `limit` of each criterion, as `weak_calls`."""


class AssignmentStore(Protocol):
    """Assignments."""

    def add(self, assignment: Assignment) -> None: ...

    def get(self, assignment_id: str) -> Assignment | None: ...

    def withdraw(self, assignment_id: str, at: datetime) -> None: ...

    def of_mentor(
        self, people: People, groups: Collection[str], offset: int, limit: int
    ) -> tuple[int, Sequence[Assignment]]:
        """Those to these people or groups (all of them where `people` is None) that were not
        withdrawn, the one due last first."""

    def to(self, person: str, groups: Collection[str]) -> Sequence[Assignment]:
        """What this person has been given, themselves or with a group; the one due first first."""


class LiveStore(Protocol):
    """Attempts in progress, and hints whispered into them."""

    def open_attempts(
        self, people: People, search: str, offset: int, limit: int
    ) -> tuple[int, Sequence[OpenAttempt]]:
        """The one with the latest move first."""

    def whisper(self, whisper: Whisper) -> None: ...

    def whispers(self, attempt_id: str) -> Sequence[Whisper]:
        """Oldest first."""

    def opened(self, whisper_id: str, at: datetime) -> None:
        """Remember that it was opened; the first time stays."""
