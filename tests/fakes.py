"""In-memory stand-ins for the ports, written by hand; the contract tests hold them to the ports."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from trainer.domain.language import Language
from trainer.domain.people import Actor
from trainer.errors import AttemptNotFound, InvalidInput
from trainer.services.ports import AttemptRecord, MissRecord, MoveRecord, Profile

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def newcomer(id: str) -> Actor:
    """Somebody who practises."""
    return Actor(id, frozenset({"newcomer"}))


class FixedClock:
    """A clock that stands still until `advance` moves it."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        """Move on by what `timedelta` takes: seconds=…, minutes=…"""
        self.now += timedelta(**by)


class CountingIds:
    """Ids id-1, id-2, …"""

    def __init__(self, prefix: str = "id") -> None:
        self._prefix = prefix
        self._count = 0

    def __call__(self) -> str:
        self._count += 1
        return f"{self._prefix}-{self._count}"


class InMemoryProfiles:
    """Implements ProfileStore."""

    def __init__(self) -> None:
        self._profiles: dict[str, Profile] = {}

    def add(self, profile: Profile) -> None:
        if profile.id in self._profiles:
            raise InvalidInput("the id is taken", field="id")
        name = profile.name.strip().casefold()
        if any(name == other.name.strip().casefold() for other in self._profiles.values()):
            raise InvalidInput("the name is taken", field="name")
        self._profiles[profile.id] = profile

    def get(self, profile_id: str) -> Profile | None:
        return self._profiles.get(profile_id)

    def all(self) -> Sequence[Profile]:
        return tuple(sorted(self._profiles.values(), key=lambda one: one.name.strip().casefold()))

    def set_language(self, profile_id: str, language: Language) -> None:
        if profile_id in self._profiles:
            self._profiles[profile_id] = replace(self._profiles[profile_id], language=language)


class InMemoryAttempts:
    """Implements AttemptStore.

    `profiles` is optional: without it any profile id will do, as most unit tests need no person.
    """

    def __init__(self, profiles: InMemoryProfiles | None = None) -> None:
        self._profiles = profiles
        self._attempts: dict[str, AttemptRecord] = {}
        self._moves: dict[str, list[MoveRecord]] = {}
        self._grades: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}

    def add(self, attempt: AttemptRecord) -> None:
        if not -(2**63) <= attempt.key.seed < 2**63:
            raise InvalidInput(field="seed")
        if self._profiles is not None and self._profiles.get(attempt.profile_id) is None:
            raise InvalidInput(field="profile_id")
        if attempt.id in self._attempts:
            raise InvalidInput(field="id")
        self._attempts[attempt.id] = attempt
        self._moves[attempt.id] = []

    def get(self, attempt_id: str) -> AttemptRecord | None:
        return self._attempts.get(attempt_id)

    def of_profile(self, profile_id: str) -> Sequence[AttemptRecord]:
        own = sorted(
            (one for one in self._attempts.values() if one.profile_id == profile_id),
            key=lambda one: one.id,
        )
        return tuple(sorted(own, key=lambda one: one.started_at, reverse=True))

    def append_move(self, move: MoveRecord) -> bool:
        log = self._moves.get(move.attempt_id)
        if log is None:
            raise AttemptNotFound(attempt=move.attempt_id)
        if any(one.number == move.number or one.request == move.request for one in log):
            return False
        if move.number != len(log) + 1:
            raise InvalidInput(field="number")
        log.append(replace(move, move=_as_stored(move.move)))
        return True

    def moves(self, attempt_id: str) -> Sequence[MoveRecord]:
        return tuple(self._moves.get(attempt_id, ()))

    def finish(self, attempt: AttemptRecord, grade: Mapping[str, Any]) -> None:
        if attempt.status == "open" or attempt.finished_at is None:
            raise InvalidInput(field="status")
        found = self._attempts.get(attempt.id)
        if found is None:
            raise AttemptNotFound(attempt=attempt.id)
        if found.status == "open":
            self._attempts[attempt.id] = replace(
                attempt,
                profile_id=found.profile_id,
                key=found.key,
                language=found.language,
                started_at=found.started_at,
            )
            self._grades[attempt.id] = [(attempt.scoring_version, _as_stored(grade))]

    def grades(self, attempt_id: str) -> Sequence[Mapping[str, Any]]:
        return tuple(grade for _, grade in self._grades.get(attempt_id, ()))

    def ended(self, after: str, limit: int) -> Sequence[AttemptRecord]:
        found = [r for r in self._attempts.values() if r.status != "open" and r.id > after]
        return tuple(sorted(found, key=lambda record: record.id)[:limit])

    def regrade(self, attempt: AttemptRecord, grade: Mapping[str, Any], at: datetime) -> bool:
        if attempt.id not in self._attempts:
            raise AttemptNotFound(attempt=attempt.id)
        if attempt.status == "open":
            raise InvalidInput(field="status")
        stored = self._grades[attempt.id]
        if any(version == attempt.scoring_version for version, _ in stored):
            return False
        self._attempts[attempt.id] = attempt
        stored.append((attempt.scoring_version, _as_stored(grade)))
        return True

    def grade(self, attempt_id: str) -> Mapping[str, Any] | None:
        stored = self._grades.get(attempt_id)
        return stored[-1][1] if stored else None


class InMemoryMisses:
    """Implements MissStore."""

    def __init__(self) -> None:
        self._misses: dict[tuple[str, str, str, str], MissRecord] = {}

    def add(self, miss: MissRecord) -> None:
        key = (miss.pack, miss.language, miss.text, miss.chosen)
        before = self._misses[key].count if key in self._misses else 0
        self._misses[key] = replace(miss, count=before + miss.count)

    def repair(self, miss: MissRecord) -> None:
        key = (miss.pack, miss.language, miss.text, "")
        if key in self._misses:
            left = self._misses.pop(key)
            if left.count > miss.count:
                self._misses[key] = replace(left, count=left.count - miss.count)
        self.add(miss)

    def frequent(self, limit: int) -> Sequence[MissRecord]:
        found = sorted(self._misses.values(), key=lambda one: (one.text, one.chosen))
        found.sort(key=lambda one: (one.count, one.last_at), reverse=True)
        return tuple(found[:limit])

    def forget(self, pack: str, language: Language, text: str, chosen: str | None = None) -> None:
        for key in list(self._misses):
            if key[:3] == (pack, language, text) and chosen in (None, key[3]):
                del self._misses[key]


def _as_stored(plain: Mapping[str, Any]) -> Mapping[str, Any]:
    """Through JSON and back, as a database does it: what is not plain fails in unit tests too."""
    stored: Mapping[str, Any] = json.loads(json.dumps(dict(plain)))
    return stored
