"""How databases are opened."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.store.conftest import sqlite_url
from trainer.errors import InvalidInput, StoreUnavailable
from trainer.store.engine import Database, connect


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file modes")
def test_the_data_folder_and_file_are_the_owners_only(tmp_path: Path) -> None:
    connect(sqlite_url(tmp_path / "data" / "threeline.db"))

    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "data" / "threeline.db").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 1), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
def test_writers_run_with_the_measured_settings(
    sqlite: Database, pragma: str, value: object
) -> None:
    with sqlite.writing() as session:
        assert session.scalar(text(f"PRAGMA {pragma}")) == value


def test_a_writer_holds_the_lock_from_its_beginning(tmp_path: Path, sqlite: Database) -> None:
    other = connect(sqlite_url(tmp_path / "threeline.db"), busy_milliseconds=1)

    with sqlite.writing(), pytest.raises(StoreUnavailable) as caught, other.writing():
        pass

    assert caught.value.reason == "locked"
    other.close()


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(StoreUnavailable) as caught, database.reading() as session:
        session.execute(text("DELETE FROM profiles"))

    assert caught.value.reason == "read_only"


def test_readers_do_not_wait_for_a_writer(sqlite: Database) -> None:
    with sqlite.writing() as writer:
        writer.execute(text("DELETE FROM profiles"))
        with sqlite.reading() as reader:
            assert reader.scalar(text("SELECT count(*) FROM profiles")) == 0


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "mysql://u:pa55word@h/d", "no url: pa55word", ""]
)
def test_another_kind_of_url_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        connect(url)

    assert caught.value.values["field"] == "THREELINE_DATABASE_URL"
    assert "pa55word" not in str(caught.value)


def test_a_server_that_does_not_answer_is_reported() -> None:
    pytest.importorskip("psycopg")
    database = connect("postgresql://nobody:pa55word@127.0.0.1:1/none")

    with pytest.raises(StoreUnavailable) as caught, database.reading() as session:
        session.execute(text("SELECT 1"))

    assert caught.value.reason == "broken"
    assert "pa55word" not in str(caught.value)
