"""Deleting so that the bytes are gone as well, not only out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from trainer.store.engine import Database
from trainer.store.errors import translated_errors


@contextmanager
def overwriting(database: Database) -> Iterator[Session]:
    """A writing transaction in which SQLite writes zeros over what it deletes, which otherwise
    stays readable in the file."""
    with database.writing() as session:
        _overwrite(session.connection(), on=True)
        yield session
        _overwrite(session.connection(), on=False)
    _empty_log(database)


def _overwrite(connection: Connection, *, on: bool) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"PRAGMA secure_delete={'ON' if on else 'OFF'}")).fetchall()


def _empty_log(database: Database) -> None:
    """Move SQLite's write-ahead log into the file: the deleted rows stand in it as well. Where
    somebody reads at this moment it is emptied by a later one."""
    if database.write_engine.dialect.name != "sqlite":
        return
    with translated_errors():
        # Past the engine, which would begin a transaction: a checkpoint cannot run inside one.
        connection = database.write_engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
