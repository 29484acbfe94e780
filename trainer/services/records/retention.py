"""Retention: nobody's records are kept longer than their role asks for, and nothing about anybody
longer than it is of use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from trainer.domain.people import Actor, Role
from trainer.errors import InvalidInput
from trainer.services.ports import Clock
from trainer.services.records.exports import PAGE, walk
from trainer.services.records.left import FaultOf
from trainer.services.records.ports import (
    Bounds,
    Leftover,
    Leftovers,
    PersonRecords,
    RecordPages,
    Roles,
)
from trainer.services.records.privacy import forget
from trainer.services.rights import Rights

Keep = Mapping[Role, int | None]
"""Days after somebody was last seen for which they are kept, by role; None for as long as nobody
deletes them."""
KEEP: Final[Keep] = {
    "candidate": 190,
    "newcomer": 1095,
    "mentor": None,
    "recruiter": None,
    "administrator": None,
}
"""Half a year for candidates, three years for newcomers: see docs/privacy.md for the reasons."""
KEEP_AUDIT: Final = 1095
"""Days for which lines of the audit are kept."""
LEAST_AUDIT: Final = 91
"""At least so many: the database refuses to delete lines of the last ninety days (migration 0041)."""
VARIABLE: Final = "THREELINE_KEEP_DAYS_"
RIGHTS: Final = Rights(
    {
        "Retention.due": {"administrator": "any"},
        "Retention.run": {"administrator": "any"},
        "Retention.standing": {"administrator": "any"},
    }
)
_BATCH: Final = 200
ENDED: Final = timedelta(days=30)
"""So long after its end an invitation, a session or a brake on guessing is of no more use."""
ADDRESSES: Final = timedelta(days=90)
"""So long the audit tells from where something was done: long enough to look into a break-in."""
PAUSE: Final = timedelta(days=30)
"""Something due for so long without a run says that no timer is set up."""


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody whose time is over: last seen then, kept so many days."""

    profile_id: str
    last_at: datetime
    days: int


@dataclass(frozen=True, slots=True)
class Cleared:
    """What a run took away: people whose time was over, and what had outlived its purpose."""

    people: int
    leftover: Leftover


@dataclass(frozen=True, slots=True)
class RetentionState:
    """Where retention stands. `keep` are days by role and `keep_audit` those of the audit's lines,
    None for as long as nobody deletes them; `people` and `leftover` are due now; `last_run` is UTC,
    None where the audit tells of none. `waits`: something is due, and nothing ran for PAUSE."""

    keep: Keep
    keep_audit: int | None
    people: int
    leftover: Leftover
    last_run: datetime | None
    waits: bool


def read_keep(environ: Mapping[str, str]) -> Keep:
    """How long each role is kept: THREELINE_KEEP_DAYS_CANDIDATE=90, or `never` to keep them.

    Raises InvalidInput whose `field` is the variable.
    """
    return {role: _days_of(environ, role.upper(), days) for role, days in KEEP.items()}


def read_keep_audit(environ: Mapping[str, str]) -> int | None:
    """How long lines of the audit are kept: THREELINE_KEEP_DAYS_AUDIT, as `read_keep`, and no
    shorter than the database itself holds them."""
    return _days_of(environ, "AUDIT", KEEP_AUDIT, LEAST_AUDIT)


def _days_of(
    environ: Mapping[str, str], what: str, default: int | None, least: int = 1
) -> int | None:
    name = VARIABLE + what
    given = environ.get(name, "").strip().lower()
    if not given:
        return default
    if given == "never":
        return None
    if given.isascii() and given.isdigit() and least <= int(given[:9]) <= 36500:
        return int(given)
    expected = f"a number of days from {least} to 36500, or never"
    raise InvalidInput(f"{name}: put {expected}", field=name, expected=expected)


class Retention:
    """Use case of an administrator, usually run by a timer."""

    def __init__(
        self,
        pages: RecordPages,
        records: PersonRecords,
        leftovers: Leftovers,
        roles: Roles,
        clock: Clock,
        keep: Keep,
        keep_audit: int | None,
        fault_of: FaultOf,
    ) -> None:
        self._pages = pages
        self._records = records
        self._leftovers = leftovers
        self._roles = roles
        self._clock = clock
        self._keep = keep
        self._keep_audit = keep_audit
        self._fault_of = fault_of

    def due(self, actor: Actor) -> Iterator[Due]:
        """Everybody whose time is over. Of several roles the longest counts; somebody without any
        is kept as a newcomer."""
        RIGHTS.permit(actor, "Retention.due")
        return self._due()

    def run(self, actor: Actor) -> Cleared:
        """Delete everybody whose time is over, then what has outlived its purpose. People together, so
        that statistics of them may stay; a run that breaks off is finished by the next one."""
        RIGHTS.permit(actor, "Retention.run")
        gone, due = 0, iter(list(self._due()))
        while batch := [one.profile_id for one in islice(due, _BATCH)]:
            forget(self._pages, self._records, batch, self._clock, "retention", self._fault_of)
            gone += len(batch)
        return Cleared(gone, self._leftovers.clear(self._bounds()))

    def standing(self, actor: Actor) -> RetentionState:
        """The limits, what is due now, and when it was last cleared."""
        RIGHTS.permit(actor, "Retention.standing")
        people = sum(1 for _ in self._due())
        leftover = self._leftovers.count(self._bounds())
        last = self._leftovers.last_cleared()
        waits = bool(people or leftover.total) and (last is None or last < self._clock() - PAUSE)
        return RetentionState(self._keep, self._keep_audit, people, leftover, last, waits)

    def _bounds(self) -> Bounds:
        now, days = self._clock(), self._keep_audit
        lines = None if days is None else now - timedelta(days=days)
        return Bounds(now - ENDED, now - ADDRESSES, lines)

    def _due(self) -> Iterator[Due]:
        now = self._clock()
        limits = [days for days in self._keep.values() if days is not None]
        if not limits:
            return
        shortest = timedelta(days=min(limits))
        for page in walk(
            lambda _, after, limit: self._pages.activity(after, limit),
            None,
            PAGE,
            lambda one: one.profile_id,
        ):
            for one in page:
                if one.last_at >= now - shortest:  # whatever their roles, which take a look each
                    continue
                days = self._days(one.profile_id)
                if days is not None and one.last_at < now - timedelta(days=days):
                    yield Due(one.profile_id, one.last_at, days)

    def _days(self, profile_id: str) -> int | None:
        """None where nothing ever falls due."""
        roles = self._roles.of_person(profile_id) or frozenset[Role]({"newcomer"})
        days = [self._keep.get(role) for role in roles]
        known = [one for one in days if one is not None]
        return max(known) if len(known) == len(days) else None
