"""Sentences that were not understood, in the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sqlalchemy import ColumnElement, CursorResult, RowMapping, and_, delete, insert, select, update
from sqlalchemy.orm import Session

from trainer.domain.language import Language
from trainer.services.ports import MissRecord
from trainer.store.engine import Database
from trainer.store.errors import Conflict
from trainer.store.tables import misses


class SqlMisses:
    """Implements `trainer.services.ports.MissStore`; every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, miss: MissRecord) -> None:
        """Count the miss."""
        self._counted(miss, repair=False)

    def repair(self, miss: MissRecord) -> None:
        """Count the miss under its `chosen`, and so many fewer under none."""
        self._counted(miss, repair=True)

    def frequent(self, limit: int) -> Sequence[MissRecord]:
        """The most frequent ones, the latest first among equals."""
        order = (misses.c.count.desc(), misses.c.last_at.desc(), misses.c.text, misses.c.chosen)
        with self._database.reading() as session:
            rows = session.execute(select(misses).order_by(*order).limit(limit))
            return tuple(_miss(row) for row in rows.mappings())

    def forget(self, pack: str, language: Language, text: str, chosen: str | None = None) -> None:
        """Take away one row, or with no `chosen` all rows of the text."""
        with self._database.writing() as session:
            session.execute(delete(misses).where(_is(pack, language, text, chosen)))

    def _counted(self, miss: MissRecord, repair: bool) -> None:
        try:
            self._count(miss, repair)
        except Conflict:  # another server put the row in first; now it is there to be counted up
            self._count(miss, repair)

    def _count(self, miss: MissRecord, repair: bool) -> None:
        with self._database.writing() as session:
            if repair:
                unrepaired = _is(miss.pack, miss.language, miss.text, "")
                fewer = update(misses).where(unrepaired).values(count=misses.c.count - miss.count)
                session.execute(fewer)
                session.execute(delete(misses).where(unrepaired, misses.c.count < 1))
            _count_up(session, miss)


def _count_up(session: Session, miss: MissRecord) -> None:
    """Update, else insert: the two databases spell an upsert differently, this they share."""
    own = _is(miss.pack, miss.language, miss.text, miss.chosen)
    more = update(misses).where(own)
    found = session.execute(
        more.values(count=misses.c.count + miss.count, nearest=miss.nearest, last_at=miss.last_at)
    )
    if cast("CursorResult[object]", found).rowcount:
        return
    row = {
        "pack": miss.pack,
        "language": miss.language,
        "text": miss.text,
        "chosen": miss.chosen,
        "nearest": miss.nearest,
        "count": miss.count,
        "last_at": miss.last_at,
    }
    session.execute(insert(misses).values(row))


def _is(pack: str, language: str, text: str, chosen: str | None) -> ColumnElement[bool]:
    same = and_(misses.c.pack == pack, misses.c.language == language, misses.c.text == text)
    return same if chosen is None else and_(same, misses.c.chosen == chosen)


def _miss(row: RowMapping) -> MissRecord:
    return MissRecord(
        pack=row["pack"],
        language=cast(Language, row["language"]),
        text=row["text"],
        chosen=row["chosen"],
        nearest=row["nearest"],
        count=row["count"],
        last_at=row["last_at"],
    )
