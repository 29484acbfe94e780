"""Migrations: from nothing, again, from a later release, and in step with the tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from tests.store.conftest import sqlite_url
from tests.store.records import a_profile
from trainer.errors import StoreUnavailable
from trainer.store.all_tables import all_tables
from trainer.store.engine import Database, connect
from trainer.store.profiles import SqlProfiles
from trainer.store.schema import HEAD, VERSION_TABLE, current_revision, upgrade

METADATA = all_tables()


def test_the_tables_are_made_from_an_empty_database(database: Database) -> None:
    with database.read_engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) == {*METADATA.tables, VERSION_TABLE}
        assert current_revision(connection) == HEAD


def test_upgrading_again_changes_nothing(database: Database) -> None:
    SqlProfiles(database).add(a_profile())

    upgrade(database.write_engine)

    assert SqlProfiles(database).get("p1") == a_profile()


def test_migrations_and_tables_describe_the_same_schema(database: Database) -> None:
    def is_ours(connection: Connection) -> list[object]:
        options = {"compare_type": True, "version_table": VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, METADATA))

    with database.read_engine.connect() as connection:
        assert is_ours(connection) == []


def test_head_names_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", "trainer.store:migrations")
    config.set_main_option("path_separator", "os")

    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_database_of_a_later_release_is_left_alone(database: Database) -> None:
    SqlProfiles(database).add(a_profile())
    with database.writing() as session:
        session.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))

    with pytest.raises(StoreUnavailable) as caught:
        upgrade(database.write_engine)

    assert caught.value.reason == "newer"
    assert SqlProfiles(database).get("p1") == a_profile()
    with database.read_engine.connect() as connection:
        assert current_revision(connection) == "9999"


def test_a_failed_upgrade_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    """The file holds a table of ours that some other program made: the third create fails."""
    database = connect(sqlite_url(tmp_path / "other.db"))
    with database.writing() as session:
        session.execute(text("CREATE TABLE moves (theirs TEXT)"))
        session.execute(text("INSERT INTO moves VALUES ('kept')"))

    with pytest.raises(StoreUnavailable) as caught:
        upgrade(database.write_engine)

    assert caught.value.reason == "broken"
    with database.reading() as session:
        assert session.scalar(text("SELECT theirs FROM moves")) == "kept"
        assert inspect(session.connection()).get_table_names() == ["moves"]
    database.close()
