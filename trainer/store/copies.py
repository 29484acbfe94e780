"""Copies of a database that is in use, and putting one in its place."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy import URL, func, insert, inspect, make_url, select, update

from trainer.errors import InvalidInput, StoreUnavailable
from trainer.store.all_tables import all_tables
from trainer.store.engine import Database, connect
from trainer.store.errors import translated_errors
from trainer.store.person_records import SqlPersonRecords, erased_mark
from trainer.store.schema import VERSION_TABLE, upgrade
from trainer.store.tables import profiles
from trainer.store.tables_accounts import audit, invitations, sign_ins
from trainer.store.tables_records import erasures
from trainer.store.tables_screening import candidates

_PAGES: Final = 1000
"""Pages of SQLite copied at a time; between two of them writers get their turn."""


class Copy(Protocol):
    """How one kind of database is copied."""

    kind: str
    file_name: str

    def save(self, path: Path) -> dict[str, int]:
        """Write a whole and checked copy to `path`; the rows by table."""

    def check(self, path: Path) -> None:
        """Raise InvalidInput(field="file") where the copy is not whole."""

    def holds_people(self) -> bool:
        """Whether the database has anybody in it now."""

    def restore(self, path: Path) -> int:
        """Put the copy in the database's place, bring it up to date and erase again who had been
        erased since; how many those were."""


def copies_of(url: str) -> Copy:
    """The way to copy the database at `url`."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return SqliteCopy(url, Path(parsed.database or ""))
    return PostgresCopy(url, parsed)


# What the tables' triggers call: pg_dump takes triggers along with their tables, but no functions.
_FUNCTIONS: Final = """
CREATE OR REPLACE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is only added to' USING ERRCODE = 'restrict_violation';
END $$;
"""


class SqliteCopy:
    """By SQLite's own online backup: a moment of the database, however busy it is."""

    kind = "sqlite"
    file_name = "threeline.db"

    def __init__(self, url: str, path: Path) -> None:
        self._url = url
        self._path = path

    def save(self, path: Path) -> dict[str, int]:
        """Copy, check, count."""
        if not self._path.is_file():
            raise InvalidInput(f"there is no database at {self._path}", field="file")
        with translated_errors(), closing(_open(self._path)) as live, closing(_open(path)) as copy:
            live.backup(copy, pages=_PAGES)
            # A copy is one file: nothing of it may stay behind in a log beside it.
            copy.execute("PRAGMA journal_mode=DELETE")
        self.check(path)
        with _counting(f"sqlite:///{path.as_posix()}") as rows:
            return rows

    def check(self, path: Path) -> None:
        """SQLite's integrity check and its foreign keys."""
        try:
            with closing(_open(path)) as copy:
                found = copy.execute("PRAGMA integrity_check").fetchall()
                loose = copy.execute("PRAGMA foreign_key_check").fetchall()
                copy.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchall()
        except sqlite3.Error as error:
            raise InvalidInput(f"the copy is damaged: {error}", field="file") from error
        if found != [("ok",)] or loose:
            raise InvalidInput(f"the copy is damaged: {(found + loose)[:3]}", field="file")

    def holds_people(self) -> bool:
        return self._path.exists() and self._path.stat().st_size > 0 and _holds_people(self._url)

    def restore(self, path: Path) -> int:
        """The copy goes through the same online backup, the other way round: a server that has the
        file open sees the whole old or the whole new database."""
        erased = _erased(self._url) if self._path.is_file() else frozenset()
        connect(self._url).close()  # makes the private file and its folder
        with translated_errors(), closing(_open(path)) as copy, closing(_open(self._path)) as live:
            live.execute("PRAGMA busy_timeout=10000")
            copy.backup(live)
            live.execute("PRAGMA journal_mode=WAL")
        return _erase_again(self._url, erased)


class PostgresCopy:
    """By pg_dump, pg_restore and psql, which must be installed. Only our own tables are touched."""

    kind = "postgresql"
    file_name = "threeline.dump"

    def __init__(self, url: str, parsed: URL) -> None:
        self._url = url
        self._parsed = parsed

    def save(self, path: Path) -> dict[str, int]:
        """pg_dump sees one moment of the database."""
        tables = [f"--table={name}" for name in (*all_tables().tables, VERSION_TABLE)]
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges",
                  f"--file={path}", *tables)  # fmt: skip
        self.check(path)
        with _counting(self._url) as rows:
            return rows

    def check(self, path: Path) -> None:
        """Whether pg_restore can read its table of contents."""
        listed = self._run("pg_restore", "--list", str(path), connected=False)
        if VERSION_TABLE not in listed:
            raise InvalidInput("the copy holds no database of Threeline", field="file")

    def holds_people(self) -> bool:
        return _holds_people(self._url)

    def restore(self, path: Path) -> int:
        """In one transaction: all or nothing. Our tables are dropped by name first, those that the
        copy, being older, does not have as well: they point to the ones that it brings."""
        erased = _erased(self._url)
        script, ours = path.with_suffix(".sql"), path.with_suffix(".first.sql")
        self._run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(path),
                  connected=False)  # fmt: skip
        names = ", ".join((*all_tables().tables, VERSION_TABLE))
        ours.write_text(f"DROP TABLE IF EXISTS {names} CASCADE;\n{_FUNCTIONS}", encoding="ascii")
        self._run("psql", "--no-psqlrc", "--quiet", "--single-transaction",
                  "--set=ON_ERROR_STOP=1", f"--file={ours}", f"--file={script}")  # fmt: skip
        return _erase_again(self._url, erased)

    def _run(self, program: str, *arguments: str, connected: bool = True) -> str:
        found = shutil.which(program)
        if found is None:
            raise InvalidInput(
                f"{program} is not installed; install PostgreSQL's client programs"
                " (postgresql-client), of the server's version or later",
                field="file",
            )
        environ = dict(os.environ)
        if connected:
            # The password goes by the environment: arguments are seen by everybody on the machine.
            plain = self._parsed.set(drivername="postgresql", password=None)
            if self._parsed.password:
                environ["PGPASSWORD"] = str(self._parsed.password)
            arguments = (f"--dbname={plain.render_as_string(hide_password=False)}", *arguments)
        done = subprocess.run(
            [found, *arguments], env=environ, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise StoreUnavailable("broken", f"{program}: {done.stderr.strip()[-500:]}")
        return done.stdout


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=10, isolation_level=None)


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = connect(url)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _counting(url: str) -> Iterator[dict[str, int]]:
    with _opened(url) as database, database.reading() as session:
        there = set(inspect(session.connection()).get_table_names())
        yield {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in all_tables().tables.items()
            if name in there
        }


def _holds_people(url: str) -> bool:
    with _opened(url) as database, database.reading() as session:
        if not inspect(session.connection()).has_table(profiles.name):
            return False
        return session.scalar(select(profiles.c.id).limit(1)) is not None


def _erased(url: str) -> frozenset[str]:
    with _opened(url) as database:
        with database.reading() as session:
            known = inspect(session.connection()).has_table(erasures.name)
        return SqlPersonRecords(database).erased() if known else frozenset()


def _erase_again(url: str, erased: frozenset[str]) -> int:
    with _opened(url) as database:
        upgrade(database.write_engine)
        _close_doors(database)
        with database.reading() as session:
            ids: Sequence[str] = session.scalars(select(profiles.c.id)).all()
            unopened: Sequence[str] = session.scalars(
                select(candidates.c.id).where(candidates.c.profile_id.is_(None))
            ).all()
        found = [one for one in ids if erased_mark(one) in erased]
        invited = [one for one in unopened if erased_mark(one) in erased]
        now, records = datetime.now(UTC), SqlPersonRecords(database)
        if found:
            records.delete(found, {}, now, "restored backup")
        for one in invited:
            records.erase_unopened(one, now)
        return len(found) + len(invited)


def _close_doors(database: Database) -> None:
    """End what lets people in: whoever was shut out since the copy was made must not come back by an
    old session, nor anybody by an invitation used since. People sign in anew; links are made anew."""
    now = datetime.now(UTC)
    open_link = candidates.c.token_expires_at > now
    with database.writing() as session:
        session.execute(
            update(sign_ins).where(sign_ins.c.revoked_at.is_(None)).values(revoked_at=now)
        )
        session.execute(
            update(invitations)
            .where(invitations.c.used_at.is_(None), invitations.c.withdrawn_at.is_(None))
            .values(withdrawn_at=now)
        )
        session.execute(update(candidates).where(open_link).values(token_expires_at=now))
        session.execute(update(candidates).values(secret_hash=None))
        session.execute(
            insert(audit).values(
                at=now, actor="operator", operation="database.restored", object="", detail={}, ip=""
            )
        )
