"""Retention: nobody's records are kept longer than their role asks for."""

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
from trainer.services.records.ports import PersonRecords, RecordPages, Roles
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
VARIABLE: Final = "THREELINE_KEEP_DAYS_"
RIGHTS: Final = Rights(
    {
        "Retention.due": {"administrator": "any"},
        "Retention.run": {"administrator": "any"},
    }
)
_BATCH: Final = 200
UNOPENED: Final = timedelta(days=30)
"""Candidates who never opened their link are forgotten so long after it has ended."""


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody whose time is over: last seen then, kept so many days."""

    profile_id: str
    last_at: datetime
    days: int


def read_keep(environ: Mapping[str, str]) -> Keep:
    """How long each role is kept: THREELINE_KEEP_DAYS_CANDIDATE=90, or `never` to keep them.

    Raises InvalidInput whose `field` is the variable.
    """
    keep: dict[Role, int | None] = dict(KEEP)
    for role in KEEP:
        name = VARIABLE + role.upper()
        given = environ.get(name, "").strip().lower()
        if given == "never":
            keep[role] = None
        elif given.isascii() and given.isdigit() and 1 <= int(given[:9]) <= 36500:
            keep[role] = int(given)
        elif given:
            expected = "a number of days from 1 to 36500, or never"
            raise InvalidInput(f"{name}: put {expected}", field=name, expected=expected)
    return keep


class Retention:
    """Use case of an administrator, usually run by a timer."""

    def __init__(
        self,
        pages: RecordPages,
        records: PersonRecords,
        roles: Roles,
        clock: Clock,
        keep: Keep,
        fault_of: FaultOf,
    ) -> None:
        self._pages = pages
        self._records = records
        self._roles = roles
        self._clock = clock
        self._keep = keep
        self._fault_of = fault_of

    def due(self, actor: Actor) -> Iterator[Due]:
        """Everybody whose time is over. Of several roles the longest counts; somebody without any
        is kept as a newcomer."""
        RIGHTS.permit(actor, "Retention.due")
        return self._due()

    def run(self, actor: Actor) -> int:
        """Delete everybody whose time is over, and candidates who never came; how many. Together, so
        that statistics of them may stay; a run that breaks off is finished by the next one."""
        RIGHTS.permit(actor, "Retention.run")
        gone, due = 0, iter(list(self._due()))
        while batch := [one.profile_id for one in islice(due, _BATCH)]:
            forget(self._pages, self._records, batch, self._clock, "retention", self._fault_of)
            gone += len(batch)
        return gone + self._records.clear_unopened(self._clock() - UNOPENED)

    def _due(self) -> Iterator[Due]:
        now = self._clock()
        for page in walk(
            lambda _, after, limit: self._pages.activity(after, limit),
            None,
            PAGE,
            lambda one: one.profile_id,
        ):
            for one in page:
                days = self._days(one.profile_id)
                if days is not None and one.last_at < now - timedelta(days=days):
                    yield Due(one.profile_id, one.last_at, days)

    def _days(self, profile_id: str) -> int | None:
        """None where nothing ever falls due."""
        roles = self._roles.of_person(profile_id) or frozenset[Role]({"newcomer"})
        days = [self._keep.get(role) for role in roles]
        known = [one for one in days if one is not None]
        return max(known) if len(known) == len(days) else None
