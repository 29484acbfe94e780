"""What the use cases need from outside: storage, time, ids. Implemented by `trainer.store`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from trainer.domain.language import Language
from trainer.domain.scenario import ScenarioKey

AttemptStatus = Literal["open", "resolved", "escalated", "abandoned"]


@dataclass(frozen=True, slots=True)
class Profile:
    """A person on this installation; `name` is at most 60 characters of plain text."""

    id: str
    name: str
    language: Language
    created_at: datetime


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """One attempt as stored: the scenario's key names the whole ticket, the log holds the rest.

    `finished_at`, `overall`, `passed` and `competencies` are None or empty while it is open. `held`
    says that a mentor holds the grade: it is not final and counts for nothing until it is released.
    All times are UTC and timezone-aware.
    """

    id: str
    profile_id: str
    key: ScenarioKey
    language: Language
    started_at: datetime
    status: AttemptStatus = "open"
    finished_at: datetime | None = None
    scoring_version: str = ""
    overall: float | None = None
    passed: bool | None = None
    critical: int = 0
    competencies: tuple[tuple[str, float], ...] = ()
    held: bool = False


@dataclass(frozen=True, slots=True)
class MoveRecord:
    """One move of the append-only log.

    `number` counts from 1 without gaps; (attempt_id, number) is unique. `request` is the
    idempotency key of the click that made it, unique within the attempt: a double click is stored
    once. `move` is `trainer.domain.moves.move_to_plain`.
    """

    attempt_id: str
    number: int
    request: str
    made_at: datetime
    move: Mapping[str, Any]


class ProfileStore(Protocol):
    """Profiles; a name is unique without regard to case."""

    def add(self, profile: Profile) -> None:
        """Store a new profile; raises InvalidInput(field="name") where the name is taken."""

    def get(self, profile_id: str) -> Profile | None: ...

    def all(self) -> Sequence[Profile]:
        """All profiles, by name."""

    def set_language(self, profile_id: str, language: Language) -> None: ...


class AttemptStore(Protocol):
    """Attempts and their logs. Every method is one transaction."""

    def add(self, attempt: AttemptRecord) -> None: ...

    def get(self, attempt_id: str) -> AttemptRecord | None: ...

    def of_profile(self, profile_id: str) -> Sequence[AttemptRecord]:
        """This person's attempts, newest first."""

    def append_move(self, move: MoveRecord) -> bool:
        """Store the move. False (and nothing stored) where its number or request is there already."""

    def moves(self, attempt_id: str) -> Sequence[MoveRecord]:
        """The log in order."""

    def finish(self, attempt: AttemptRecord, grade: Mapping[str, Any]) -> None:
        """Store the attempt's end and its grade (as plain values); doing it again changes nothing."""

    def grade(self, attempt_id: str) -> Mapping[str, Any] | None:
        """The newest stored grade of a finished attempt."""

    def grades(self, attempt_id: str) -> Sequence[Mapping[str, Any]]:
        """All stored grades of an attempt, oldest first."""

    def ended(self, after: str, limit: int) -> Sequence[AttemptRecord]:
        """Ended attempts whose id comes after `after`, by id, at most `limit`: a page to walk on
        from its last id."""

    def regrade(self, attempt: AttemptRecord, grade: Mapping[str, Any], at: datetime) -> bool:
        """Add a grade of another scoring version to an ended attempt and let its record tell the
        new one; older grades stay. False (and nothing stored) where that version has graded it."""


@dataclass(frozen=True, slots=True)
class MissRecord:
    """Something that trainees said and the program did not understand, without names.

    `text` is at most 300 characters, in lower case. `chosen` is the tool picked afterwards, empty
    where none was; `nearest` the first one offered the last time, empty where none was. (pack,
    language, text, chosen) is unique, `count` says how often it happened.
    """

    pack: str
    language: Language
    text: str
    chosen: str
    nearest: str
    count: int
    last_at: datetime


class MissStore(Protocol):
    """Sentences not understood. Every method is one transaction."""

    def add(self, miss: MissRecord) -> None:
        """Count the miss: `count` more than there were; its `nearest` and `last_at` replace the
        ones before."""

    def repair(self, miss: MissRecord) -> None:
        """Count the miss under its `chosen`, and so many fewer under none; a row that comes down to
        nothing is gone."""

    def frequent(self, limit: int) -> Sequence[MissRecord]:
        """The most frequent ones, the latest first among equals."""

    def forget(self, pack: str, language: Language, text: str, chosen: str | None = None) -> None:
        """Take away one row, or with no `chosen` all rows of the text; none to take is no error."""


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """What an ended attempt's ticket was, as far as estimates of ability need it.

    `item` names its structural position, `faults` the fault ids joined by "+", `facets` are in the
    order of `trainer.progress.facets.FACETS`; see `trainer.progress.cases.Case` for the others.
    """

    attempt_id: str
    item: str
    faults: str
    area: str
    channel: str
    handed_on: bool
    facets: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """What attempts so far have shown of an item's difficulty (see `trainer.progress.items`)."""

    item: str
    shift: float
    sd: float
    attempts: int


@dataclass(frozen=True, slots=True)
class SnapshotRecord:
    """A person's readiness as computed at `at` from `graded` graded attempts; `content` is plain."""

    profile_id: str
    graded: int
    basis: str
    at: datetime
    content: Mapping[str, Any]


class CaseStore(Protocol):
    """Facts of ended attempts, difficulties of items, and kept readiness."""

    def graded(
        self, profile_ids: Collection[str]
    ) -> Mapping[str, Sequence[tuple[AttemptRecord, CaseRecord | None]]]:
        """Each person's graded attempts with the facts of their tickets, in the order they ended;
        people without any are absent."""

    def counts(self, profile_ids: Collection[str]) -> Mapping[str, int]:
        """How many graded attempts each of these people has; those without any are absent."""

    def add(self, cases: Sequence[CaseRecord]) -> frozenset[str]:
        """Store facts that are not there yet; the attempts' ids that were new."""

    def items(self, items: Collection[str]) -> Mapping[str, ItemRecord]:
        """The known ones among these items."""

    def put_item(self, item: ItemRecord) -> None:
        """Store an item's difficulty; a later one replaces it."""

    def snapshots(self, profile_ids: Collection[str]) -> Mapping[str, SnapshotRecord]:
        """What is kept of these people."""

    def keep(self, snapshots: Sequence[SnapshotRecord]) -> None:
        """Keep these; a later one of the same person replaces them."""


class Clock(Protocol):
    """Returns now, in UTC, timezone-aware."""

    def __call__(self) -> datetime: ...


class NewId(Protocol):
    """Returns a fresh unguessable id (URL-safe, at least 128 bits)."""

    def __call__(self) -> str: ...
