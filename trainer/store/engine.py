"""Engines and sessions: one way in for readers, another for writers.

On SQLite a transaction that begins as a reader and then writes fails with "database is locked"
whatever the busy timeout says, because its snapshot may be stale. So writers begin with
`BEGIN IMMEDIATE` and take the lock first, and readers cannot write at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker

from trainer.errors import InvalidInput, StoreUnavailable
from trainer.store.errors import reason_of_os, translated_errors

BUSY_MILLISECONDS: Final = 5000


@dataclass(frozen=True, slots=True)
class Database:
    """An opened database. `reader` and `writer` make sessions; use `reading` and `writing`."""

    read_engine: Engine
    write_engine: Engine
    reader: sessionmaker[Session]
    writer: sessionmaker[Session]

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment of the database and cannot change it."""
        with translated_errors(), self.reader.begin() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that is committed as a whole at the end, or not at all."""
        with translated_errors(), self.writer.begin() as session:
            session.connection()  # sessions begin at their first statement; the lock is taken now
            yield session

    def close(self) -> None:
        """Close all connections."""
        self.read_engine.dispose()
        self.write_engine.dispose()


def connect(url: str, busy_milliseconds: int = BUSY_MILLISECONDS) -> Database:
    """Open the database that `url` names; the folder of an SQLite file is made (mode 0700).

    `busy_milliseconds` is how long a write waits for another one before it fails as "locked".
    Raises InvalidInput where the URL is of another kind, StoreUnavailable where the folder or file
    cannot be made. A PostgreSQL server is not contacted before its first use.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise _unknown_url() from None
    backend = parsed.get_backend_name()
    if backend == "sqlite" and parsed.database not in (None, "", ":memory:"):
        reads, writes = _sqlite_engines(parsed, busy_milliseconds)
    elif backend in ("postgresql", "postgres"):
        reads, writes = _postgres_engines(parsed, busy_milliseconds)
    else:
        raise _unknown_url()
    return Database(
        reads,
        writes,
        sessionmaker(reads, autoflush=False),
        sessionmaker(writes, autoflush=False),
    )


def _unknown_url() -> InvalidInput:
    # The URL is not repeated: it may hold a password.
    expected = "sqlite:///path/to/file.db or postgresql://user:password@host/name"
    return InvalidInput(
        f"THREELINE_DATABASE_URL: put {expected}",
        field="THREELINE_DATABASE_URL",
        expected=expected,
    )


def _sqlite_engines(url: URL, busy: int) -> tuple[Engine, Engine]:
    if url.query.get("uri") is None:
        _make_private_file(Path(url.database or ""))

    def engine(size: int, overflow: int, begin: str, *pragmas: str) -> Engine:
        made = create_engine(
            url,
            poolclass=QueuePool,
            pool_size=size,
            max_overflow=overflow,
            pool_timeout=busy / 1000,
            connect_args={"timeout": busy / 1000},
        )
        event.listen(made, "connect", _prepare(busy, pragmas))
        event.listen(made, "begin", lambda connection: connection.exec_driver_sql(begin))
        return made

    # One writing connection: this server's own writers queue for it in Python, which is fairer and
    # faster than polling for SQLite's lock; the busy timeout is for other processes.
    writes = engine(1, 0, "BEGIN IMMEDIATE", "journal_mode=WAL", "synchronous=NORMAL")
    reads = engine(8, 32, "BEGIN", "query_only=ON")
    return reads, writes


def _prepare(busy: int, pragmas: tuple[str, ...]) -> Callable[[sqlite3.Connection, Any], None]:
    def prepare(connection: sqlite3.Connection, record: Any) -> None:
        # The driver's own implicit BEGIN is a deferred one; None leaves BEGIN to the engine.
        connection.isolation_level = None
        for pragma in (f"busy_timeout={busy}", "foreign_keys=ON", *pragmas):
            connection.execute(f"PRAGMA {pragma}").close()

    return prepare


def _make_private_file(path: Path) -> None:
    """Make the folder and the empty file for the owner only: they hold people's results."""
    try:
        if not path.parent.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)
    except OSError as error:
        raise StoreUnavailable(reason_of_os(error), str(error)) from error


def _postgres_engines(url: URL, busy: int) -> tuple[Engine, Engine]:
    try:
        writes = create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_size=20,
            pool_timeout=busy / 1000,
            pool_pre_ping=True,
            connect_args={"connect_timeout": max(2, busy // 1000)},
        )
    except ModuleNotFoundError as error:
        raise InvalidInput(
            "THREELINE_DATABASE_URL: PostgreSQL needs pip install 'threeline[postgres]'",
            field="THREELINE_DATABASE_URL",
            expected="pip install 'threeline[postgres]'",
        ) from error

    def limit_waits(connection: Any, record: Any) -> None:
        connection.execute(f"SET lock_timeout = {busy}")
        connection.commit()

    event.listen(writes, "connect", limit_waits)
    return writes.execution_options(postgresql_readonly=True), writes
