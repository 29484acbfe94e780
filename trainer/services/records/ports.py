"""What the records need from outside: pages of rows, people and their groups, readiness."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from trainer.domain.people import Role
from trainer.domain.readiness import Readiness
from trainer.services.ports import AttemptRecord, MoveRecord, Profile

People = Collection[str] | None
"""Ids of the people whose rows are wanted; None for everybody's but candidates': a screening is no
practice. A candidate who is named has rows."""


@dataclass(frozen=True, slots=True)
class GradeRecord:
    """The newest grade of an ended attempt, as stored; `graded_at` is UTC."""

    attempt: AttemptRecord
    graded_at: datetime
    grade: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Activity:
    """When somebody was last seen (UTC): their newest attempt or move, else their profile's start."""

    profile_id: str
    last_at: datetime


class RecordPages(Protocol):
    """Rows in pages, so that no export holds more than a page in memory.

    Each page has at most `limit` rows that come after `after`, in the order of that key; an empty
    page is the end. People who were deleted between two pages are simply not there any more.
    """

    def profiles(self, people: People, after: str, limit: int) -> Sequence[Profile]:
        """Profiles by id."""

    def attempts(self, people: People, after: str, limit: int) -> Sequence[AttemptRecord]:
        """Attempts by id, open ones as well."""

    def grades(self, people: People, after: str, limit: int) -> Sequence[GradeRecord]:
        """The newest grade of each graded attempt, by the attempt's id."""

    def moves(self, attempt_id: str) -> Sequence[MoveRecord]:
        """The log of one attempt, in order: it is short, so it is a page by itself."""

    def activity(self, after: str, limit: int) -> Sequence[Activity]:
        """When people were last seen, by profile id."""


class ReadinessOf(Protocol):
    """Readiness, however it is assessed."""

    def of_many(self, profile_ids: Sequence[str]) -> Mapping[str, Readiness]:
        """The readiness of these people; who has none is left out."""


class Groups(Protocol):
    """Who belongs to which group."""

    def of_person(self, profile_id: str) -> frozenset[str]:
        """The groups that the person belongs to."""

    def members(self, groups: frozenset[str]) -> Collection[str]:
        """The people who belong to any of these groups."""


class Roles(Protocol):
    """Who has which roles."""

    def of_person(self, profile_id: str) -> frozenset[Role]:
        """The roles given to the person; empty for somebody unknown."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How often a criterion of a fault's tickets was at a level, without people."""

    pack: str
    fault: str
    criterion: str
    level: int


class PersonRecords(Protocol):
    """Everything that the database holds about a person, in whatever tables it stands."""

    def tables(self, profile_id: str) -> Sequence[str]:
        """Names of the tables that can hold rows about a person."""

    def rows(self, profile_id: str, table: str) -> Iterator[Mapping[str, Any]]:
        """The person's rows of one table as plain values."""

    def delete(
        self, profile_ids: Sequence[str], left: Mapping[Cell, int], at: datetime, reason: str
    ) -> Mapping[str, int]:
        """Delete these people and all rows that belong to them, and add `left` to the statistics,
        in one transaction. Returns how many rows went, by table."""

    def erase_unopened(self, candidate_id: str, at: datetime) -> bool:
        """Delete a candidate who never opened their link, and keep a mark that a restored backup is
        held against; False where there is none of that id."""

    def standing(self) -> Mapping[Cell, int]:
        """The statistics that deleted people have left."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Before which times (UTC) leftovers are old: `ended` for what was over by then, `addresses` for
    network addresses in the audit, `lines` for its lines; None where these are kept for good."""

    ended: datetime
    addresses: datetime
    lines: datetime | None


@dataclass(frozen=True, slots=True)
class Leftover:
    """How much has outlived its purpose: candidates who never opened their link, e-mail addresses of
    invitations, sessions, counts of failed sign-ins, and the audit's network addresses and lines."""

    unopened: int = 0
    invitations: int = 0
    sessions: int = 0
    failed: int = 0
    addresses: int = 0
    lines: int = 0

    @property
    def total(self) -> int:
        """All of them together."""
        told = self.unopened + self.invitations + self.sessions
        return told + self.failed + self.addresses + self.lines


class Leftovers(Protocol):
    """What stands in the database after its purpose, whoever it is about."""

    def count(self, bounds: Bounds) -> Leftover:
        """What `clear` would clear now."""

    def clear(self, bounds: Bounds) -> Leftover:
        """Clear all of it in one transaction; how much it was."""

    def last_cleared(self) -> datetime | None:
        """When records were last cleared (UTC), as far as the audit tells."""


@dataclass(frozen=True, slots=True)
class Consent:
    """That a person agreed to a text, and when they took it back (UTC; None while it stands).

    `subject` is what it is about, `version` names the text that was shown, in `language`.
    """

    id: str
    profile_id: str
    subject: str
    version: str
    language: str
    given_at: datetime
    withdrawn_at: datetime | None = None


class Consents(Protocol):
    """Consents; rows are added and withdrawn, never changed otherwise."""

    def add(self, consent: Consent) -> None: ...

    def of_person(self, profile_id: str) -> Sequence[Consent]:
        """The person's consents, oldest first."""

    def withdraw(self, profile_id: str, subject: str, at: datetime) -> None:
        """Mark all standing consents on the subject; none to mark is no error."""
