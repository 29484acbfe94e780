"""Whoever reaches the database past the product still cannot rewrite what was done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select, text, update

from trainer.errors import StoreUnavailable
from trainer.services.accounts.ports import AuditEntry
from trainer.store.audit import SqlAudit
from trainer.store.engine import Database
from trainer.store.tables_accounts import audit

NOW = datetime.now(UTC)


@pytest.fixture
def kept(database: Database) -> Database:
    for days in (0, 89, 91):
        SqlAudit(database).append(
            AuditEntry(NOW - timedelta(days=days), "ada", "person.seen", "nina", {"n": 1}, "::1")
        )
    return database


def lines(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(audit)) or 0


@pytest.mark.parametrize(
    "change",
    [{"actor": "nobody"}, {"operation": "x"}, {"object": ""}, {"detail": {}}, {"at": NOW},
     {"ip": "10.0.0.1"}, {"ip": "", "actor": "nobody"}],
    ids=" ".join,
)  # fmt: skip
def test_no_line_is_rewritten(kept: Database, change: dict[str, object]) -> None:
    with pytest.raises(StoreUnavailable, match="added to"), kept.writing() as session:
        session.execute(update(audit).values(**change))


def test_no_line_of_the_last_quarter_is_taken_out(kept: Database) -> None:
    for young in (1, 2):
        with pytest.raises(StoreUnavailable, match="added to"), kept.writing() as session:
            session.execute(delete(audit).where(audit.c.id == young))
    assert lines(kept) == 3


def test_what_is_older_may_go_and_addresses_may_be_emptied(kept: Database) -> None:
    with kept.writing() as session:
        session.execute(delete(audit).where(audit.c.at < NOW - timedelta(days=90)))
        session.execute(update(audit).values(ip=""))
    assert lines(kept) == 2
    assert {entry.ip for entry in SqlAudit(kept).page("", 0, 9)} == {""}


def test_the_table_is_not_emptied_at_once(kept: Database) -> None:
    if kept.write_engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(StoreUnavailable, match="added to"), kept.writing() as session:
        session.execute(text("TRUNCATE audit"))
    assert lines(kept) == 3
