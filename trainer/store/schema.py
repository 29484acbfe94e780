"""The database's schema, brought up to date at start."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, Engine, inspect, text

from trainer.errors import StoreUnavailable
from trainer.store.errors import translated_errors

HEAD: Final = "0042"
"""The newest revision in `migrations/versions`."""

VERSION_TABLE: Final = "threeline_version"
"""Not Alembic's default name: a shared PostgreSQL database may hold another product's."""

_UPGRADE_LOCK: Final = 0x7468_7265_656C  # "threel"; any fixed number does


def current_revision(connection: Connection) -> str | None:
    """The schema's revision, or None in a database that has none of ours."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()


def upgrade(engine: Engine) -> None:
    """Bring the schema up to date in one transaction; doing it again changes nothing.

    Takes the writing engine. Servers that start together wait for each other. Raises
    StoreUnavailable("newer") for a database that a later release has upgraded, and with the usual
    reasons where it cannot be read or written; the database is then as it was.
    """
    with translated_errors():
        # Looked at without the write lock first: an up-to-date database starts even when it is
        # read-only, and Alembic, a quarter of a second to import, is not needed.
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if current_revision(connection) == HEAD:
                return
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(
                    text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK}
                )
            _run(connection)


def _run(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "trainer.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    found = current_revision(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StoreUnavailable("newer", f"revision {found} is of a later release than {HEAD}")
    command.upgrade(config, HEAD)
