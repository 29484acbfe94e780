"""A locked, read-only, full or broken database: the right reason, and nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.store.conftest import sqlite_url
from tests.store.records import a_move, a_profile, an_attempt
from trainer.errors import StoreUnavailable
from trainer.store.attempts import SqlAttempts
from trainer.store.engine import Database, connect
from trainer.store.profiles import SqlProfiles
from trainer.store.schema import upgrade


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed SQLite file with one attempt of one move in it."""
    path = tmp_path / "threeline.db"
    database = connect(sqlite_url(path))
    upgrade(database.write_engine)
    _begin(database)
    database.close()
    return path


def _begin(database: Database) -> None:
    SqlProfiles(database).add(a_profile())
    SqlAttempts(database).add(an_attempt())
    assert SqlAttempts(database).append_move(a_move(1))


def _assert_goes_on(path: Path) -> None:
    """Nothing was lost, and the attempt can be played on."""
    database = connect(sqlite_url(path))
    upgrade(database.write_engine)
    assert SqlAttempts(database).moves("a1") == (a_move(1),)
    assert SqlAttempts(database).append_move(a_move(2))
    database.close()


def _skip_if_writable(path: Path) -> None:
    if os.access(path, os.W_OK):
        pytest.skip("this user (root, or one on Windows) may write what is marked read-only")


def test_a_locked_database_says_so_and_goes_on_afterwards(path: Path) -> None:
    holder = connect(sqlite_url(path))
    waiting = connect(sqlite_url(path), busy_milliseconds=20)

    with holder.writing() as session:
        session.execute(text("UPDATE profiles SET language = 'en'"))
        with pytest.raises(StoreUnavailable) as caught:
            SqlAttempts(waiting).append_move(a_move(2))
        assert SqlAttempts(waiting).moves("a1") == (a_move(1),)

    assert caught.value.reason == "locked"
    for database in (holder, waiting):
        database.close()
    _assert_goes_on(path)


def test_a_busy_pool_counts_as_locked(path: Path) -> None:
    database = connect(sqlite_url(path), busy_milliseconds=20)

    with database.writing(), pytest.raises(StoreUnavailable) as caught:
        SqlAttempts(database).append_move(a_move(2))

    assert caught.value.reason == "locked"
    database.close()


def test_a_read_only_database_can_be_read_and_says_why_it_cannot_be_written(path: Path) -> None:
    database = connect(f"sqlite:///file:{path.as_posix()}?mode=ro&uri=true")
    upgrade(database.write_engine)

    assert SqlAttempts(database).moves("a1") == (a_move(1),)
    with pytest.raises(StoreUnavailable) as caught:
        SqlAttempts(database).append_move(a_move(2))

    assert caught.value.reason == "read_only"
    database.close()
    _assert_goes_on(path)


def test_a_read_only_file_says_so(path: Path) -> None:
    path.chmod(0o400)
    _skip_if_writable(path)
    database = connect(sqlite_url(path))
    upgrade(database.write_engine)

    assert SqlAttempts(database).moves("a1") == (a_move(1),)
    with pytest.raises(StoreUnavailable) as caught:
        SqlAttempts(database).append_move(a_move(2))

    assert caught.value.reason == "read_only"
    database.close()
    # SQLite gives its -wal and -shm files the mode of the database: all three are made writable.
    for file in path.parent.glob("threeline.db*"):
        file.chmod(0o600)
    _assert_goes_on(path)


def test_a_folder_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    _skip_if_writable(tmp_path)
    try:
        with pytest.raises(StoreUnavailable) as caught:
            connect(sqlite_url(tmp_path / "threeline.db"))
    finally:
        tmp_path.chmod(0o700)

    assert caught.value.reason == "read_only"


def test_a_full_database_says_so_and_goes_on_when_there_is_room(sqlite: Database) -> None:
    _begin(sqlite)
    attempts = SqlAttempts(sqlite)
    big = a_move(2)
    big = type(big)(big.attempt_id, 2, big.request, big.made_at, {"text": "x" * 100_000})
    pages = _limit_pages(sqlite, 1)

    with pytest.raises(StoreUnavailable) as caught:
        attempts.append_move(big)

    assert caught.value.reason == "full"
    assert pages > 1
    assert attempts.moves("a1") == (a_move(1),)
    _limit_pages(sqlite, pages + 1000)
    assert attempts.append_move(big) is True
    assert attempts.moves("a1") == (a_move(1), big)


def _limit_pages(database: Database, pages: int) -> int:
    """Let the file grow to `pages` (or stay as large as it is); returns the limit in force.

    The limit belongs to a connection; writers share a single one.
    """
    with database.writing() as session:
        return int(session.scalar(text(f"PRAGMA max_page_count={pages}")) or 0)


def test_a_file_that_is_no_database_says_so_and_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "threeline.db"
    path.write_bytes(b"Dear diary, " * 1000)
    database = connect(sqlite_url(path))

    with pytest.raises(StoreUnavailable) as upgrading:
        upgrade(database.write_engine)
    with pytest.raises(StoreUnavailable) as reading:
        SqlProfiles(database).all()

    assert (upgrading.value.reason, reading.value.reason) == ("broken", "broken")
    assert path.read_bytes() == b"Dear diary, " * 1000
    database.close()


def test_a_damaged_database_says_so(path: Path) -> None:
    damaged = bytearray(path.read_bytes())
    damaged[4096:] = b"\xff" * len(damaged[4096:])
    path.write_bytes(damaged)
    database = connect(sqlite_url(path))

    with pytest.raises(StoreUnavailable) as reading:
        SqlAttempts(database).moves("a1")
    with pytest.raises(StoreUnavailable) as writing:
        SqlAttempts(database).append_move(a_move(2))

    assert (reading.value.reason, writing.value.reason) == ("broken", "broken")
    database.close()


def test_a_file_without_our_tables_says_so(tmp_path: Path) -> None:
    database = connect(sqlite_url(tmp_path / "threeline.db"))

    with pytest.raises(StoreUnavailable) as caught:
        SqlProfiles(database).all()

    assert caught.value.reason == "broken"
    database.close()


PLAY_FOR_EVER = """
import sys
from tests.store.records import a_move
from trainer.store.attempts import SqlAttempts
from trainer.store.engine import connect
attempts = SqlAttempts(connect(sys.argv[1]))
for number in range(2, 1_000_000):
    assert attempts.append_move(a_move(number))
    print(number, flush=True)
"""


def test_a_killed_server_loses_no_move_it_has_answered(
    path: Path, pytestconfig: pytest.Config
) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", PLAY_FOR_EVER, sqlite_url(path)],
        cwd=pytestconfig.rootpath,
        stdout=subprocess.PIPE,
    )
    assert server.stdout is not None
    answered = [server.stdout.readline() for _ in range(50)]
    server.kill()
    answered += server.stdout.readlines()
    server.stdout.close()
    server.wait(timeout=30)

    database = connect(sqlite_url(path))
    log = SqlAttempts(database).moves("a1")
    last = max(int(line) for line in answered if line.endswith(b"\n"))
    # One more may be stored whose answer the kill cut off.
    assert len(log) in (last, last + 1)
    assert log == tuple(a_move(number) for number in range(1, len(log) + 1))
    assert SqlAttempts(database).append_move(a_move(len(log) + 1))
    database.close()
