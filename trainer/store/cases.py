"""Facts of ended tickets, difficulties of items and kept readiness in the database."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Final

from sqlalchemy import RowMapping, func, select

from trainer.services.ports import AttemptRecord, CaseRecord, ItemRecord, SnapshotRecord
from trainer.store.engine import Database
from trainer.store.on_hold import attempt_columns
from trainer.store.rows import attempt_from_row
from trainer.store.tables import attempts, cases, items, snapshots
from trainer.store.upsert import put, put_new

_CHUNK: Final = 500
"""Ids in one statement: databases limit the number of parameters."""


class SqlCases:
    """Implements `trainer.services.ports.CaseStore`; every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def graded(
        self, profile_ids: Collection[str]
    ) -> Mapping[str, Sequence[tuple[AttemptRecord, CaseRecord | None]]]:
        """Each person's graded attempts with the facts of their tickets, in the order they ended."""
        found: dict[str, list[tuple[AttemptRecord, CaseRecord | None]]] = {}
        with self._database.reading() as session:
            for chunk in _chunks(profile_ids):
                query = (
                    attempt_columns(*(one.label(f"case_{one.name}") for one in cases.c))
                    .outerjoin(cases, cases.c.attempt_id == attempts.c.id)
                    .where(attempts.c.profile_id.in_(chunk), attempts.c.overall.is_not(None))
                    .order_by(attempts.c.finished_at, attempts.c.id)
                )
                for row in session.execute(query).mappings():
                    case = _case(row) if row["case_attempt_id"] is not None else None
                    found.setdefault(row["profile_id"], []).append((attempt_from_row(row), case))
        return found

    def counts(self, profile_ids: Collection[str]) -> Mapping[str, int]:
        """How many graded attempts each of these people has."""
        found: dict[str, int] = {}
        with self._database.reading() as session:
            for chunk in _chunks(profile_ids):
                query = (
                    select(attempts.c.profile_id, func.count())
                    .where(attempts.c.profile_id.in_(chunk), attempts.c.overall.is_not(None))
                    .group_by(attempts.c.profile_id)
                )
                found.update({row[0]: row[1] for row in session.execute(query)})
        return found

    def add(self, new: Sequence[CaseRecord]) -> frozenset[str]:
        """Store facts that are not there yet; the attempts' ids that were new."""
        added: set[str] = set()
        with self._database.writing() as session:
            for case in new:
                row = {
                    "attempt_id": case.attempt_id, "item": case.item, "faults": case.faults,
                    "area": case.area, "channel": case.channel, "handed_on": case.handed_on,
                    "facets": list(case.facets),
                }  # fmt: skip
                if put_new(session, cases, row):
                    added.add(case.attempt_id)
        return frozenset(added)

    def items(self, wanted: Collection[str]) -> Mapping[str, ItemRecord]:
        """The known ones among these items."""
        found: dict[str, ItemRecord] = {}
        with self._database.reading() as session:
            for chunk in _chunks(wanted):
                rows = session.execute(select(items).where(items.c.item.in_(chunk)))
                found.update({row.item: ItemRecord(*row) for row in rows})
        return found

    def put_item(self, item: ItemRecord) -> None:
        """Store an item's difficulty; a later one replaces it."""
        with self._database.writing() as session:
            put(session, items, [asdict(item)])

    def snapshots(self, profile_ids: Collection[str]) -> Mapping[str, SnapshotRecord]:
        """What is kept of these people."""
        found: dict[str, SnapshotRecord] = {}
        with self._database.reading() as session:
            for chunk in _chunks(profile_ids):
                rows = session.execute(select(snapshots).where(snapshots.c.profile_id.in_(chunk)))
                found.update({row.profile_id: SnapshotRecord(*row) for row in rows})
        return found

    def keep(self, new: Sequence[SnapshotRecord]) -> None:
        """Keep these; a later one of the same person replaces them."""
        rows = [
            {"profile_id": one.profile_id, "graded": one.graded, "basis": one.basis,
             "at": one.at, "content": dict(one.content)}
            for one in new
        ]  # fmt: skip
        with self._database.writing() as session:
            put(session, snapshots, rows)


def _case(row: RowMapping) -> CaseRecord:
    return CaseRecord(
        attempt_id=row["case_attempt_id"],
        item=row["case_item"],
        faults=row["case_faults"],
        area=row["case_area"],
        channel=row["case_channel"],
        handed_on=row["case_handed_on"],
        facets=tuple(float(value) for value in row["case_facets"]),
    )


def _chunks(ids: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]
