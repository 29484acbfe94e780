"""Rows that may be there already, in one statement: two servers at once must not collide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def put(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert `rows`, all with the same columns; where a row with the same primary key is there, its
    other columns that are given take the new values."""
    if not rows:
        return
    statement = _insert(session, table)
    keys = [column.name for column in table.primary_key]
    given = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    session.execute(
        statement.on_conflict_do_update(index_elements=keys, set_=given),
        # In one order, so that two of them never wait for each other.
        sorted((dict(row) for row in rows), key=lambda row: [str(row[key]) for key in keys]),
    )


def put_new(session: Session, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert `row` unless one with its primary key is there; whether it was new."""
    keys = [column.name for column in table.primary_key]
    statement = _insert(session, table).on_conflict_do_nothing(index_elements=keys)
    return session.scalar(statement.values(dict(row)).returning(table.c[keys[0]])) is not None


def _insert(session: Session, table: Table) -> postgresql.Insert | sqlite.Insert:
    dialect = session.get_bind().dialect.name
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
