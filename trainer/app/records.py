"""The records' services, wired; what other parts of the product fill in has a plain stand-in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trainer.content.model import Pack
from trainer.domain.people import Actor, Role
from trainer.domain.scenario import ScenarioKey
from trainer.errors import ThreelineError
from trainer.services.apart import Apart
from trainer.services.ports import Clock, NewId
from trainer.services.records.exports import Exports
from trainer.services.records.ports import Groups, ReadinessOf, Roles
from trainer.services.records.privacy import Note, Privacy
from trainer.services.records.research import Research
from trainer.services.records.retention import Retention, read_keep, read_keep_audit
from trainer.services.records.statements import Statements
from trainer.services.tickets import Tickets
from trainer.store.consents import SqlConsents
from trainer.store.engine import Database
from trainer.store.leftovers import SqlLeftovers
from trainer.store.people_filter import SqlScreened
from trainer.store.person_records import SqlPersonRecords
from trainer.store.record_pages import SqlRecordPages

OPERATOR: Final = Actor("operator", frozenset[Role]({"administrator"}))
"""Whoever runs commands on the server: they can read the database anyhow."""


class NoGroups:
    """Implements Groups where there are none."""

    def of_person(self, profile_id: str) -> frozenset[str]:
        return frozenset()

    def members(self, groups: frozenset[str]) -> frozenset[str]:
        return frozenset()


class OnlyNewcomers:
    """Implements Roles where nobody has been given any: everybody practises."""

    def of_person(self, profile_id: str) -> frozenset[Role]:
        return frozenset({"newcomer"})


@dataclass(frozen=True, slots=True)
class Records:
    """Use cases around records that leave and are forgotten."""

    exports: Exports
    privacy: Privacy
    retention: Retention
    research: Research
    statements: Statements
    groups: Groups


def wire_records(
    packs: Mapping[str, Pack],
    database: Database,
    clock: Clock,
    new_id: NewId,
    readiness: ReadinessOf | None = None,
    groups: Groups | None = None,
    roles: Roles | None = None,
    note: Note | None = None,
    earlier: Mapping[tuple[str, str], Pack] | None = None,
) -> Records:
    """The records' services over this database; `note` writes lines of the audit. Raises InvalidInput for bad retention settings."""
    pages, people = SqlRecordPages(database), SqlPersonRecords(database)
    fault_of = FaultNames(packs, earlier)
    groups, apart = groups or NoGroups(), Apart(SqlScreened(database))
    return Records(
        exports=Exports(pages, packs, groups, readiness, apart=apart),
        privacy=Privacy(pages, people, SqlConsents(database), clock, new_id, fault_of, note, apart),
        retention=Retention(
            pages,
            people,
            SqlLeftovers(database),
            roles or OnlyNewcomers(),
            clock,
            read_keep(os.environ),
            read_keep_audit(os.environ),
            fault_of,
        ),
        research=Research(pages, fault_of),
        statements=Statements(pages, packs, groups, apart=apart),
        groups=groups,
    )


class FaultNames:
    """The faults of a ticket by its key, joined by +; the pinned one where its pack is gone."""

    def __init__(
        self, packs: Mapping[str, Pack], earlier: Mapping[tuple[str, str], Pack] | None = None
    ) -> None:
        self._tickets = Tickets(packs, earlier) if packs else None

    def __call__(self, key: ScenarioKey) -> str:
        if self._tickets is None or not self._tickets.available(key):
            return key.fault
        try:
            return "+".join(self._tickets.scenario(key).faults)
        except ThreelineError:
            return key.fault
