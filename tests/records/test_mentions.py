"""Rows of others that mention somebody outlive them: on tables that only this test has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, insert, select

from tests.fakes import START
from tests.records.fakes import a_profile
from tests.store.conftest import sqlite_url
from trainer.store import person_records
from trainer.store.all_tables import all_tables
from trainer.store.engine import Database, connect
from trainer.store.person_links import FORGOTTEN
from trainer.store.person_records import SqlPersonRecords
from trainer.store.profiles import SqlProfiles
from trainer.store.schema import upgrade


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """Our tables, and besides: a person's notes, each with an author and perhaps a reader, and
    replies to notes."""
    metadata = MetaData()
    for table in all_tables().tables.values():
        table.to_metadata(metadata)
    person = ForeignKey("profiles.id")
    Table(
        "notes",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("trainee_id", person, nullable=False),
        Column("written_by", ForeignKey("profiles.id"), nullable=False),
        Column("read_by", ForeignKey("profiles.id")),
        Column("follows", ForeignKey("notes.id")),
    )
    Table(
        "replies",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("note_id", ForeignKey("notes.id"), nullable=False),
        Column("text", String(10)),
        Column("secret_hash", String(10)),
    )
    made = connect(sqlite_url(tmp_path / "own.db"))
    upgrade(made.write_engine)
    metadata.create_all(made.write_engine)
    monkeypatch.setattr(person_records, "all_tables", lambda: metadata)
    for id in ("trainee", "mentor", "other"):
        SqlProfiles(made).add(a_profile(id, id))
    notes, replies = metadata.tables["notes"], metadata.tables["replies"]
    with made.writing() as session:
        for n, whose in ((1, "trainee"), (2, "trainee"), (3, "other")):
            row = {"id": n, "trainee_id": whose, "written_by": "mentor", "read_by": "mentor"}
            session.execute(insert(notes).values(**row, follows=1 if n == 2 else None))
            session.execute(insert(replies).values(id=n, note_id=n, text="t", secret_hash="s"))
    yield made
    made.close()


def rows(database: Database, name: str) -> list[tuple[object, ...]]:
    table = person_records.all_tables().tables[name]
    with database.reading() as session:
        return [tuple(row) for row in session.execute(select(table).order_by(table.c.id))]


def test_a_mentor_goes_and_what_they_wrote_to_others_stays(database: Database) -> None:
    SqlPersonRecords(database).delete(["mentor"], {}, START, "own wish")
    assert rows(database, "notes") == [
        (1, "trainee", FORGOTTEN, None, None),
        (2, "trainee", FORGOTTEN, None, 1),
        (3, "other", FORGOTTEN, None, None),
    ]
    assert {one.id for one in SqlProfiles(database).all()} == {"trainee", "other"}
    SqlProfiles(database).add(a_profile("second", "second"))
    SqlPersonRecords(database).delete(["second"], {}, START, "own wish")


def test_a_trainee_goes_with_notes_and_replies(database: Database) -> None:
    gone = SqlPersonRecords(database).delete(["trainee"], {}, START, "own wish")
    assert gone == {"replies": 2, "notes": 2, "profiles": 1}
    assert [row[0] for row in rows(database, "notes")] == [3]
    assert [row[0] for row in rows(database, "replies")] == [3]


def test_replies_are_exported_without_their_secrets(database: Database) -> None:
    records = SqlPersonRecords(database)
    assert {"notes", "replies"} <= set(records.tables("trainee"))
    found = list(records.rows("trainee", "replies"))
    assert found == [{"id": 1, "note_id": 1, "text": "t"}, {"id": 2, "note_id": 2, "text": "t"}]
