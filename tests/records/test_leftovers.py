"""What has outlived its purpose goes, and nothing that is still of use."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, select

from tests.fakes import START, FixedClock
from tests.records.fakes import ADMIN, a_profile
from tests.services.accounts.desk import PASSWORD, AccountsDesk
from tests.store.test_screening_store import a_campaign, a_candidate
from trainer.domain.people import Role
from trainer.services.accounts.ports import AuditEntry
from trainer.services.accounts.trail import OPERATOR
from trainer.services.records.ports import Leftover
from trainer.services.records.retention import KEEP, Retention
from trainer.store.audit import SqlAudit
from trainer.store.engine import Database
from trainer.store.leftovers import SqlLeftovers
from trainer.store.person_records import SqlPersonRecords
from trainer.store.profiles import SqlProfiles
from trainer.store.record_pages import SqlRecordPages
from trainer.store.screening_campaigns import SqlCampaigns
from trainer.store.screening_candidates import SqlCandidates
from trainer.store.tables_accounts import accounts, audit, failed_sign_ins, invitations, sign_ins


class Nobody:
    def of_person(self, profile_id: str) -> frozenset[Role]:
        return frozenset()


def ago(days: float) -> datetime:
    return START - timedelta(days=days)


def retention(database: Database, keep_audit: int | None = 1095) -> Retention:
    return Retention(
        SqlRecordPages(database),
        SqlPersonRecords(database),
        SqlLeftovers(database),
        Nobody(),
        FixedClock(),
        KEEP,
        keep_audit,
        lambda key: "",
    )


def put(database: Database, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    with database.writing() as session:
        session.execute(insert(table), list(rows))


def values(database: Database, column: Any) -> set[Any]:
    with database.reading() as session:
        return set(session.scalars(select(column)))


def an_invitation(id: str, expires: datetime, **more: Any) -> dict[str, Any]:
    return {
        "id": id, "token_hash": id, "purpose": "join", "email": f"{id}@desk.example", "roles": [],
        "made_by": "x", "made_at": ago(90), "expires_at": expires, "used_at": None,
        "withdrawn_at": None, **more,
    }  # fmt: skip


def test_addresses_of_invitations_that_are_over(database: Database) -> None:
    put(database, invitations, [
        an_invitation("open", START + timedelta(days=1)),
        an_invitation("late", ago(29)),
        an_invitation("old", ago(31)),
        an_invitation("used", START + timedelta(days=1), used_at=ago(1)),
        an_invitation("withdrawn", START + timedelta(days=1), withdrawn_at=ago(1)),
    ])  # fmt: skip
    assert retention(database).standing(ADMIN).leftover == Leftover(invitations=3)
    assert retention(database).run(ADMIN).leftover == Leftover(invitations=3)
    assert values(database, invitations.c.email) == {
        None, "open@desk.example", "late@desk.example"
    }  # fmt: skip
    assert len(values(database, invitations.c.id)) == 5
    assert retention(database).run(ADMIN).leftover == Leftover()


def test_an_address_goes_when_the_invitation_is_used_or_withdrawn(database: Database) -> None:
    desk = AccountsDesk(database)
    used = desk.invitations.invite(OPERATOR, ["newcomer"], email="anna@desk.example")
    other = desk.invitations.invite(OPERATOR, ["newcomer"], email="boris@desk.example")
    desk.joining.accept(used.token, "Anna", "anna", PASSWORD, "en")
    desk.invitations.withdraw(OPERATOR, other.invitation.id)
    assert values(database, invitations.c.email) == {None}
    assert values(database, accounts.c.email) == {"anna@desk.example"}


def test_sessions_that_ended_long_ago(database: Database) -> None:
    SqlProfiles(database).add(a_profile("anna", "Anna"))
    put(database, accounts, [
        {"profile_id": "anna", "login": "anna", "disabled": False, "created_at": ago(200)}
    ])  # fmt: skip
    common = {"person": "anna", "created_at": ago(99), "last_seen_at": ago(99), "user_agent": "x"}
    put(database, sign_ins, [
        {**common, "token_hash": name, "expires_at": expires, "revoked_at": revoked}
        for name, expires, revoked in (
            ("live", START + timedelta(days=1), None),
            ("late", ago(29), None),
            ("old", ago(31), None),
            ("out", ago(29), ago(30)),
            ("out_old", ago(29), ago(31)),
        )
    ])  # fmt: skip
    assert retention(database).run(ADMIN).leftover == Leftover(sessions=2)
    assert values(database, sign_ins.c.token_hash) == {"live", "late", "out"}


def test_failures_that_nobody_added_to(database: Database) -> None:
    put(database, failed_sign_ins, [
        {"key": f"{days}", "failures": 3, "last_at": ago(days), "locked_until": None}
        for days in (1, 29, 31)
    ])  # fmt: skip
    assert retention(database).run(ADMIN).leftover == Leftover(failed=1)
    assert values(database, failed_sign_ins.c.key) == {"1", "29"}


def test_candidates_who_never_opened_their_link(database: Database) -> None:
    SqlCampaigns(database).add(a_campaign())
    SqlCandidates(database).add([a_candidate()])
    assert retention(database).standing(ADMIN).leftover == Leftover()
    late = retention(database)
    late._clock.advance(days=34)  # type: ignore[attr-defined]
    assert late.standing(ADMIN).leftover == Leftover(unopened=1)
    assert late.run(ADMIN).leftover == Leftover(unopened=1)
    assert SqlCandidates(database).get("c1") is None


class TestAudit:
    def lines(self, database: Database) -> None:
        for days in (1, 89, 91, 1094, 1096):
            SqlAudit(database).append(AuditEntry(ago(days), "x", f"{days}", "", ip="10.0.0.1"))

    def told(self, database: Database) -> dict[str, str]:
        with database.reading() as session:
            rows = session.execute(select(audit.c.operation, audit.c.ip))
            return {row.operation: row.ip for row in rows}

    def test_network_addresses_go_first_and_lines_later(self, database: Database) -> None:
        self.lines(database)
        expected = Leftover(addresses=2, lines=1)
        assert retention(database).standing(ADMIN).leftover == expected
        assert retention(database).run(ADMIN).leftover == expected
        told = self.told(database)
        assert told == {"1": "10.0.0.1", "89": "10.0.0.1", "91": "", "1094": ""}
        assert retention(database).run(ADMIN).leftover == Leftover()

    def test_lines_may_be_kept_for_good(self, database: Database) -> None:
        self.lines(database)
        found = retention(database, None)
        assert found.standing(ADMIN).leftover == Leftover(addresses=3)
        assert found.run(ADMIN).leftover == Leftover(addresses=3)
        assert len(self.told(database)) == 5

    def test_the_last_run_is_told(self, database: Database) -> None:
        assert retention(database).standing(ADMIN).last_run is None
        for days in (9, 2):
            SqlAudit(database).append(AuditEntry(ago(days), "operator", "records.cleared", ""))
        assert retention(database).standing(ADMIN).last_run == ago(2)


def test_it_waits_where_something_is_due_and_nothing_ran_for_long(database: Database) -> None:
    found = retention(database)
    assert not found.standing(ADMIN).waits  # nothing is due
    put(database, invitations, [an_invitation("old", ago(31))])
    assert found.standing(ADMIN).waits
    SqlAudit(database).append(AuditEntry(ago(31), "operator", "records.cleared", ""))
    assert found.standing(ADMIN).waits
    SqlAudit(database).append(AuditEntry(ago(29), "operator", "records.cleared", ""))
    assert not found.standing(ADMIN).waits


def test_the_file_itself_forgets(tmp_path: Path, sqlite: Database) -> None:
    put(sqlite, invitations, [an_invitation("gone", ago(31))])
    retention(sqlite).run(ADMIN)
    files = list(tmp_path.glob("threeline.db*"))
    assert files
    assert not [one for one in files if b"gone@desk.example" in one.read_bytes()]
    with sqlite3.connect(files[0]) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
