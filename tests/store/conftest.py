"""Databases to test against: the fakes, SQLite, and PostgreSQL where one is named."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.fakes import InMemoryAttempts, InMemoryMisses, InMemoryProfiles
from tests.servers.postgres import NoServer, running
from trainer.services.ports import AttemptStore, MissStore, ProfileStore
from trainer.store.attempts import SqlAttempts
from trainer.store.engine import Database, connect
from trainer.store.misses import SqlMisses
from trainer.store.profiles import SqlProfiles
from trainer.store.schema import upgrade


@dataclass(frozen=True)
class Stores:
    """All ports over the same storage."""

    profiles: ProfileStore
    attempts: AttemptStore
    misses: MissStore


def sqlite_url(path: Path, query: str = "") -> str:
    return f"sqlite:///{path.as_posix()}{query}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of the PostgreSQL that the environment names, or of a throw-away one; skips where
    neither is to be had, or fails with THREELINE_REQUIRE_POSTGRES=1."""
    pytest.importorskip("psycopg", reason="pip install '.[postgres]' to test PostgreSQL")
    url = os.environ.get("THREELINE_TEST_POSTGRES")
    if url:
        yield url
        return
    try:
        with running() as own:
            yield own
    except NoServer as error:
        if os.environ.get("THREELINE_REQUIRE_POSTGRES") == "1":
            raise
        pytest.skip(str(error))


@contextmanager
def postgres_schema(url: str) -> Iterator[str]:
    """The URL of an empty schema of its own in the PostgreSQL at `url`."""
    admin = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    schema = f"threeline_test_{secrets.token_hex(6)}"
    with admin.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    try:
        own = make_url(url).update_query_dict({"options": f"-csearch_path={schema}"})
        yield own.render_as_string(hide_password=False)
    finally:
        with admin.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        admin.dispose()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """A fresh SQLite database, upgraded."""
    database = connect(sqlite_url(tmp_path / "threeline.db"))
    upgrade(database.write_engine)
    yield database
    database.close()


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[Database]:
    """A fresh PostgreSQL schema, upgraded."""
    with postgres_schema(postgres_server) as url:
        database = connect(url)
        upgrade(database.write_engine)
        yield database
        database.close()


@pytest.fixture(params=["fakes", "sqlite", "postgres"])
def stores(request: pytest.FixtureRequest) -> Stores:
    """Each implementation of the ports in turn."""
    if request.param == "fakes":
        profiles = InMemoryProfiles()
        return Stores(profiles, InMemoryAttempts(profiles), InMemoryMisses())
    database: Database = request.getfixturevalue(request.param)
    return Stores(SqlProfiles(database), SqlAttempts(database), SqlMisses(database))


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Database:
    """Each real database in turn."""
    opened: Database = request.getfixturevalue(request.param)
    return opened
