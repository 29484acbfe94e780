"""Everything about a person in the database: read as a whole, deleted as a whole."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import CursorResult, and_, delete, insert, select, update
from sqlalchemy.orm import Session

from trainer.services.records.ports import Cell
from trainer.store.all_tables import all_tables
from trainer.store.engine import Database
from trainer.store.overwrite import overwriting
from trainer.store.person_links import FORGOTTEN, Link, links_to_people, owned, points
from trainer.store.tables import profiles
from trainer.store.tables_records import erasures, left_counts
from trainer.store.tables_screening import candidates

_SECRET: Final = re.compile(r"hash|secret|token|password|salt", re.IGNORECASE)
"""Columns that prove who somebody is; they are deleted with the rest but never exported."""
_PAGE: Final = 500


def erased_mark(profile_id: str) -> str:
    """How an erased id is remembered: its SHA-256, which leads back to nobody."""
    return hashlib.sha256(profile_id.encode()).hexdigest()


class SqlPersonRecords:
    """Implements `trainer.services.records.ports.PersonRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tables = all_tables()
        self._people = self._tables.tables[profiles.name]
        self._links = links_to_people(self._tables)

    def tables(self, profile_id: str) -> Sequence[str]:
        """Names of the tables that can hold rows of a person, the profile first."""
        belongs = {link.table for link in self._links if link.fate == "delete"}
        return tuple(
            t.name for t in self._tables.sorted_tables if t is self._people or t in belongs
        )

    def rows(self, profile_id: str, table: str) -> Iterator[Mapping[str, Any]]:
        """The person's rows of one table; columns with secrets are left out."""
        found = self._tables.tables[table]
        columns = [column for column in found.columns if not _SECRET.search(column.name)]
        query = (
            select(*columns)
            .where(owned(found, self._links, self._people, [profile_id]))
            .order_by(*found.primary_key.columns)
        )
        with self._database.reading() as session:
            result = session.execute(query.execution_options(yield_per=_PAGE))
            for row in result.mappings():
                yield dict(row)

    def delete(
        self, profile_ids: Sequence[str], left: Mapping[Cell, int], at: datetime, reason: str
    ) -> Mapping[str, int]:
        """Delete these people and all that belongs to them; rows that went, by table."""
        ids = [one for one in dict.fromkeys(profile_ids) if one != FORGOTTEN]
        with overwriting(self._database) as session:
            known = set(session.scalars(select(profiles.c.id).where(profiles.c.id.in_(ids))))
            for link in self._links:
                if link.fate != "delete":
                    self._let_go(session, link, ids, at)
            gone: dict[str, int] = {}
            for table in reversed(self._tables.sorted_tables):
                where = owned(table, self._links, self._people, ids)
                result = session.execute(delete(table).where(where))
                assert isinstance(result, CursorResult)
                if result.rowcount:
                    gone[table.name] = result.rowcount
            _add(session, left)
            for one in sorted(known):
                session.execute(delete(erasures).where(erasures.c.person == erased_mark(one)))
                session.execute(
                    insert(erasures).values(person=erased_mark(one), erased_at=at, reason=reason)
                )
        return gone

    def erase_unopened(self, candidate_id: str, at: datetime) -> bool:
        """Delete a candidate who never opened their link; False where there is none of that id."""
        own = (candidates.c.id == candidate_id) & candidates.c.profile_id.is_(None)
        with overwriting(self._database) as session:
            result = session.execute(delete(candidates).where(own))
            assert isinstance(result, CursorResult)
            if result.rowcount:
                mark = {"person": erased_mark(candidate_id), "erased_at": at, "reason": "recruiter"}
                session.execute(insert(erasures).values(mark))
        return bool(result.rowcount)

    def standing(self) -> Mapping[Cell, int]:
        """The statistics that deleted people have left."""
        with self._database.reading() as session:
            return {
                Cell(row.pack, row.fault, row.criterion, row.level): row.count_
                for row in session.execute(
                    select(
                        left_counts.c.pack,
                        left_counts.c.fault,
                        left_counts.c.criterion,
                        left_counts.c.level,
                        left_counts.c.count.label("count_"),
                    )
                )
            }

    def erased(self) -> frozenset[str]:
        """Marks of everybody who was erased here; see `erased_mark`."""
        with self._database.reading() as session:
            return frozenset(session.scalars(select(erasures.c.person)))

    def _let_go(self, session: Session, link: Link, ids: Sequence[str], at: datetime) -> None:
        """Empty or move the pointers of rows that stay."""
        where = points(link, self._links, self._people, ids)
        emptied: dict[str, str | None] = {
            column.name: None if column.nullable else "" for column in link.columns
        }
        if link.fate == "reassign":
            first = select(*link.table.primary_key.columns).where(where).limit(1)
            if session.execute(first).first() is None:
                return
            emptied = dict.fromkeys(emptied, FORGOTTEN)
            known = select(profiles.c.id).where(profiles.c.id == FORGOTTEN)
            if session.scalar(known) is None:
                row = {"id": FORGOTTEN, "name": "—", "name_key": f"\u241f{FORGOTTEN}"}
                session.execute(insert(profiles).values(**row, language="en", created_at=at))
        session.execute(update(link.table).where(where).values(emptied))


def _add(session: Session, left: Mapping[Cell, int]) -> None:
    for cell, count in sorted(left.items(), key=str):
        key = and_(
            left_counts.c.pack == cell.pack,
            left_counts.c.fault == cell.fault,
            left_counts.c.criterion == cell.criterion,
            left_counts.c.level == cell.level,
        )
        raised = (
            update(left_counts)
            .where(key)
            .values(count=left_counts.c.count + count)
            .returning(left_counts.c.count)
        )
        if session.scalar(raised) is None:
            row = {"pack": cell.pack, "fault": cell.fault, "criterion": cell.criterion}
            session.execute(insert(left_counts).values(**row, level=cell.level, count=count))
