"""A person's records leave whole and go whole, whatever tables there are."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table, func, select

from tests.fakes import START, CountingIds, FixedClock
from tests.records.fakes import (
    ADMIN,
    NASTY,
    a_grade,
    a_move,
    a_profile,
    actor,
    an_attempt,
    play,
)
from trainer.domain.people import ROLES
from trainer.errors import InvalidInput, NotPermitted
from trainer.services.grades import grade_to_plain
from trainer.services.records.left import LEAST_PEOPLE, left_behind
from trainer.services.records.ports import Activity, Cell, GradeRecord
from trainer.services.records.privacy import RIGHTS, Privacy
from trainer.services.records.retention import KEEP, Retention, read_keep, read_keep_audit
from trainer.services.records.retention import RIGHTS as RETENTION_RIGHTS
from trainer.store.all_tables import all_tables
from trainer.store.attempts import SqlAttempts
from trainer.store.consents import SqlConsents
from trainer.store.engine import Database
from trainer.store.leftovers import SqlLeftovers
from trainer.store.person_links import FORGOTTEN, links_to_people
from trainer.store.person_records import SqlPersonRecords, erased_mark
from trainer.store.profiles import SqlProfiles
from trainer.store.record_pages import SqlRecordPages
from trainer.store.tables_records import erasures, left_counts

REVIEWED = {
    "account_roles.person": "delete",
    "accounts.profile_id": "delete",
    "assignment_steps.assignment_id": "delete",
    "assignments.made_by": "reassign",
    "assignments.person": "delete",
    "attempts.profile_id": "delete",
    "cases.attempt_id": "delete",
    "comment_bank.owner": "delete",
    "consents.profile_id": "delete",
    "corrections.attempt_id": "delete",
    "corrections.made_by": "reassign",
    "criterion_scores.attempt_id": "delete",
    "criterion_scores.profile_id": "delete",
    "criterion_tallies.profile_id": "delete",
    "grades.attempt_id": "delete",
    "group_members.person": "delete",
    "holds.attempt_id": "delete",
    "holds.made_by": "reassign",
    "identities.person": "delete",
    "invitations.made_by": "reassign",
    "invitations.person": "clear",
    "moves.attempt_id": "delete",
    "overall_ratings.attempt_id": "delete",
    "overall_ratings.profile_id": "delete",
    "overall_ratings.rated_by": "delete",
    "ratings.attempt_id": "delete",
    "ratings.profile_id": "delete",
    "ratings.rated_by": "delete",
    "review_items.attempt_id": "delete",
    "review_items.profile_id": "delete",
    "review_requests.answered_by": "reassign",
    "review_requests.attempt_id": "delete",
    "screening_campaigns.owner": "reassign",
    "screening_candidates.profile_id": "delete",
    "screening_consents.candidate_id": "delete",
    "screening_decisions.by": "clear",
    "screening_decisions.candidate_id": "delete",
    "screening_declarations.candidate_id": "delete",
    "screening_disputes.by": "reassign",
    "screening_disputes.candidate_id": "delete",
    "policy_versions.made_by": "reassign",
    "sign_ins.person": "delete",
    "slips.attempt_id": "delete",
    "slips.profile_id": "delete",
    "snapshots.profile_id": "delete",
    "ticket_faults.attempt_id": "delete",
    "ticket_faults.profile_id": "delete",
    "turn_comments.attempt_id": "delete",
    "turn_comments.made_by": "reassign",
    "whispers.attempt_id": "delete",
    "whispers.made_by": "reassign",
}
"""Every column that leads to a person, with what happens to its row when the person goes. Add a new
one here once you have thought about it; `trainer.store.person_links.OVERRIDES` changes a fate."""
NOT_ABOUT_PEOPLE = {
    "audit", "erasures", "failed_sign_ins", "groups", "items", "left_counts", "misses", "profiles",
    "screening_impacts",
}  # fmt: skip
"""Tables that hold nothing about anybody (or are the person). The audit names people by their ids
only, which mean nothing once the person is gone: it has to say who changed what for longer."""
NO_PERSON = {
    "assignments.group_id": "a group",
    "assignments.id": "itself",
    "attempts.id": "itself",
    "audit.actor": "a person: who changed what is told for longer than they are kept (decision 12)",
    "audit.ip": "emptied by retention",
    "comment_bank.id": "itself",
    "consents.id": "itself",
    "criterion_tallies.last_attempt": "an attempt of the person whose row it is",
    "erasures.person": "a hash that leads back to nobody",
    "failed_sign_ins.key": "a hash of a login or an address, deleted by retention",
    "groups.id": "itself",
    "invitations.id": "itself",
    "invitations.token_hash": "a secret",
    "profiles.id": "itself",
    "review_requests.id": "itself",
    "screening_campaigns.id": "itself",
    "screening_candidates.id": "itself",
    "screening_candidates.practice_attempt": "an attempt of the candidate whose row it is",
    "screening_candidates.secret_hash": "a secret",
    "screening_candidates.token_hash": "a secret",
    "sign_ins.token_hash": "a secret",
    "turn_comments.id": "itself",
    "whispers.id": "itself",
}
"""Columns as wide as an id that lead to no person, and what they hold."""


def fault_of(key: object) -> str:
    return "spooler_stopped"


class Kept:
    """Real stores with three people in them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.profiles = SqlProfiles(database)
        self.attempts = SqlAttempts(database)
        self.pages = SqlRecordPages(database)
        self.records = SqlPersonRecords(database)
        self.clock = FixedClock()
        self.privacy = Privacy(
            self.pages, self.records, SqlConsents(database), self.clock, CountingIds(), fault_of
        )
        for id in ("anna", "boris", "clara"):
            self.join(id)

    def join(self, id: str) -> None:
        self.profiles.add(a_profile(id, f"{id.title()} Уникальная"))
        play(self.attempts, an_attempt(f"{id}-1", id), evidence=f"слова {id} {NASTY}")

    def count(self, table: Table) -> int:
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def kept(database: Database) -> Kept:
    return Kept(database)


def test_every_column_that_leads_to_a_person_has_been_thought_about() -> None:
    found = {link.name: link.fate for link in links_to_people(all_tables())}
    assert found == REVIEWED
    linked = {name.partition(".")[0] for name in found}
    assert set(all_tables().tables) - linked == NOT_ABOUT_PEOPLE


def test_every_column_that_could_hold_an_id_has_been_thought_about() -> None:
    """One that names a person in a way of its own (owner, by, author) is seen here."""
    linked = {link.name for link in links_to_people(all_tables())}
    wide = {
        f"{table.name}.{column.name}"
        for table in all_tables().tables.values()
        for column in table.columns
        if not column.foreign_keys and getattr(column.type, "length", None) == 64
    }
    assert wide - linked == set(NO_PERSON)


def test_every_table_stands_in_the_data_map() -> None:
    """Add a new one to docs/privacy.md: what, where, why, who sees it, how long."""
    told = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")
    map_, _, _ = told.partition("## What people can do")
    named = {
        name
        for line in map_.splitlines()
        if line.startswith("|")
        for name in re.findall(r"`(\w+)`", line.split("|")[2])
    }
    assert named == set(all_tables().tables)


class TestLinks:
    """On tables such as other parts of the product may bring."""

    @pytest.fixture
    def found(self) -> dict[str, str]:
        metadata = MetaData()
        key = lambda: Column("id", String(64), primary_key=True)  # noqa: E731
        Table("profiles", metadata, key())
        Table(
            "groups", metadata, key(), Column("made_by", ForeignKey("profiles.id"), nullable=False)
        )
        Table(
            "members",
            metadata,
            Column("group_id", ForeignKey("groups.id"), primary_key=True),
            Column("member", ForeignKey("profiles.id"), primary_key=True),
        )
        Table("accounts", metadata, key(), Column("profile_id", ForeignKey("profiles.id")))
        Table(
            "sessions",
            metadata,
            key(),
            Column("account_id", ForeignKey("accounts.id"), nullable=False),
        )
        Table("notes", metadata, key(), Column("read_by", ForeignKey("profiles.id")))
        Table("log", metadata, Column("n", Integer, primary_key=True), Column("actor_id", String))
        Table("loose", metadata, key(), Column("profile_id", String(64)))
        Table("things", metadata, key(), Column("group_id", ForeignKey("groups.id")))
        return {link.name: link.fate for link in links_to_people(metadata)}

    def test_what_belongs_goes_and_what_mentions_stays(self, found: dict[str, str]) -> None:
        assert found == {
            "accounts.profile_id": "delete",
            "groups.made_by": "reassign",
            "log.actor_id": "clear",
            "loose.profile_id": "delete",
            "members.member": "delete",
            "notes.read_by": "clear",
            "sessions.account_id": "delete",
        }


class TestExport:
    def test_everything_about_the_person_and_nobody_else(self, kept: Kept, tmp_path: Path) -> None:
        me = actor("anna", "newcomer")
        kept.privacy.consent(me, "practice", "1", "ru")
        out = tmp_path / "me.zip"
        counts = kept.privacy.export(me, "anna", out)
        assert counts == {
            "profiles": 1, "attempts": 1, "consents": 1, "criterion_scores": 2, "criterion_tallies": 2, "grades": 1,
            "moves": 3, "review_items": 1, "slips": 1, "ticket_faults": 1,
        }  # fmt: skip
        with ZipFile(out) as archive:
            everything = {name: archive.read(name).decode() for name in archive.namelist()}
        assert set(everything) == {
            "about.txt",
            *(f"{t}.{k}" for t in counts for k in ("json", "csv")),
        }
        assert json.loads(everything["profiles.json"])[0]["name"] == "Anna Уникальная"
        said = json.loads(everything["moves.json"])[0]["move"]["text"]
        assert said == f"слова anna {NASTY}"
        assert not [text for text in everything.values() if "boris" in text.lower()]
        rows = list(csv.DictReader(io.StringIO(everything["moves.csv"].lstrip("\ufeff"))))
        assert json.loads(rows[0]["move"])["text"] == said

    def test_a_person_may_take_only_their_own(self, kept: Kept, tmp_path: Path) -> None:
        out = tmp_path / "x.zip"
        for role in ROLES:
            if role != "administrator":
                with pytest.raises(NotPermitted):
                    kept.privacy.export(actor("anna", role), "boris", out)
                with pytest.raises(NotPermitted):  # tells nothing about who exists
                    kept.privacy.export(actor("anna", role), "nobody", out)
        assert kept.privacy.export(ADMIN, "boris", out)
        with pytest.raises(InvalidInput):
            kept.privacy.export(ADMIN, "nobody", out)

    def test_secrets_are_not_exported(self) -> None:
        from trainer.store.person_records import _SECRET

        for name in ("password_hash", "token_sha256", "totp_secret", "salt"):
            assert _SECRET.search(name)


class TestDelete:
    def test_nothing_of_the_person_stays_and_everything_of_others(self, kept: Kept) -> None:
        kept.privacy.consent(actor("anna", "newcomer"), "practice", "1", "ru")
        gone = kept.privacy.delete(actor("anna", "newcomer"), "anna")
        assert gone == {
            "profiles": 1, "attempts": 1, "consents": 1, "criterion_scores": 2, "criterion_tallies": 2, "grades": 1,
            "moves": 3, "review_items": 1, "slips": 1, "ticket_faults": 1,
        }  # fmt: skip
        tables = kept.records.tables("anna")
        assert not [t for t in tables if list(kept.records.rows("anna", t))]
        assert [len(list(kept.records.rows("boris", t))) for t in ("attempts", "moves")] == [1, 3]
        assert [one.id for one in kept.profiles.all()] == ["boris", "clara"]

    def test_a_person_may_delete_only_themselves(self, kept: Kept) -> None:
        for role in ROLES:
            if role != "administrator":
                with pytest.raises(NotPermitted):
                    kept.privacy.delete(actor("anna", role), "boris")
        assert kept.privacy.delete(ADMIN, "boris")
        with pytest.raises(InvalidInput):
            kept.privacy.delete(ADMIN, "boris")

    def test_the_erasure_is_remembered_without_the_person(self, kept: Kept) -> None:
        kept.privacy.delete(ADMIN, "anna")
        with kept.database.reading() as session:
            (row,) = session.execute(select(erasures)).all()
        assert row.person == erased_mark("anna")
        assert "anna" not in repr(row)
        assert kept.records.erased() == {erased_mark("anna")}

    def test_a_single_deletion_starts_no_count(self, kept: Kept) -> None:
        kept.privacy.delete(ADMIN, "anna")
        assert kept.count(left_counts) == 0

    def test_a_deletion_adds_to_counts_that_stand(self, kept: Kept) -> None:
        for id in ("d", "e"):
            kept.join(id)
        people = ["boris", "clara", "d", "e"]
        cell = Cell("tiny", "spooler_stopped", "greeting", 2)
        kept.records.delete(people, {cell: 7}, START, "retention")
        kept.privacy.delete(ADMIN, "anna")
        assert kept.privacy.left(ADMIN) == {cell: 8}
        with pytest.raises(NotPermitted):
            kept.privacy.left(actor("boris", "mentor"))

    def test_the_file_itself_forgets(self, tmp_path: Path, sqlite: Database) -> None:
        kept = Kept(sqlite)
        kept.privacy.delete(ADMIN, "anna")
        files = list(tmp_path.glob("threeline.db*"))
        assert files
        for file in files:
            data = file.read_bytes()
            assert "Anna Уникальная".encode() not in data
            assert "слова anna".encode() not in data
            assert b"anna-1" not in data

    def test_deleting_while_the_person_plays_is_a_clear_error(self, kept: Kept) -> None:
        kept.attempts.add(an_attempt("anna-2", "anna", 1))
        kept.privacy.delete(ADMIN, "anna")
        from trainer.errors import AttemptNotFound

        with pytest.raises(AttemptNotFound):
            kept.attempts.append_move(a_move(an_attempt("anna-2", "anna"), 1, kind="abandon"))


class TestLeft:
    def records(self, people: int, each: int = 1) -> Iterator[GradeRecord]:
        for person in range(people):
            for number in range(each):
                attempt = an_attempt(f"{person}-{number}", f"p{person}")
                yield GradeRecord(attempt, START, grade_to_plain(a_grade()))

    def test_few_people_are_dropped_however_much_they_did(self) -> None:
        assert left_behind(self.records(LEAST_PEOPLE - 1, each=20), (), fault_of) == {}

    def test_enough_people_are_counted(self) -> None:
        left = left_behind(self.records(LEAST_PEOPLE, each=2), (), fault_of)
        assert set(left.values()) == {2 * LEAST_PEOPLE}


class TestConsent:
    def test_it_is_kept_and_may_be_taken_back(self, kept: Kept) -> None:
        me = actor("anna", "candidate")
        given = kept.privacy.consent(me, "screening", "2026-11", "ru")
        assert kept.privacy.consent(me, "screening", "2026-11", "ru") == given
        kept.clock.advance(days=1)
        kept.privacy.withdraw(me, "anna", "screening")
        (row,) = kept.privacy.consents(me, "anna")
        assert row == replace(given, withdrawn_at=START + timedelta(days=1))
        again = kept.privacy.consent(me, "screening", "2026-11", "ru")
        assert [one.id for one in kept.privacy.consents(ADMIN, "anna")] == [given.id, again.id]

    def test_nobody_agrees_for_somebody_else(self, kept: Kept) -> None:
        with pytest.raises(InvalidInput):
            kept.privacy.consent(actor("nobody", "newcomer"), "practice", "1", "ru")
        with pytest.raises(NotPermitted):
            kept.privacy.consents(actor("boris", "mentor"), "anna")
        with pytest.raises(NotPermitted):
            kept.privacy.withdraw(actor("boris", "mentor"), "anna", "practice")


class FakeRoles:
    def __init__(self, **roles: set[str]) -> None:
        self.roles = roles

    def of_person(self, profile_id: str) -> Any:
        return frozenset(self.roles.get(profile_id, ()))


class TestRetention:
    def retention(self, kept: Kept, **roles: set[str]) -> Retention:
        keep = {**KEEP, "candidate": 30, "newcomer": 90}
        return Retention(
            kept.pages,
            kept.records,
            SqlLeftovers(kept.database),
            FakeRoles(**roles),
            kept.clock,
            keep,
            1095,
            fault_of,
        )

    def test_everybody_s_time_is_their_longest_role_s(self, kept: Kept) -> None:
        retention = self.retention(kept, boris={"candidate"}, clara={"candidate", "mentor"})
        assert list(retention.due(ADMIN)) == []
        kept.clock.advance(days=31)
        assert [one.profile_id for one in retention.due(ADMIN)] == ["boris"]
        kept.clock.advance(days=60)
        assert [one.profile_id for one in retention.due(ADMIN)] == ["anna", "boris"]

    def test_who_came_back_stays(self, kept: Kept) -> None:
        kept.attempts.add(an_attempt("anna-2", "anna", days=80))
        kept.clock.advance(days=100)
        due = [one.profile_id for one in self.retention(kept).due(ADMIN)]
        assert due == ["boris", "clara"]

    def test_a_run_deletes_and_leaves_counts_of_many(self, kept: Kept) -> None:
        for id in ("d", "e"):
            kept.join(id)
        kept.clock.advance(days=91)
        assert self.retention(kept).standing(ADMIN).people == 5
        assert self.retention(kept).run(ADMIN).people == 5
        assert kept.profiles.all() == ()
        assert set(kept.records.standing().values()) == {5}
        assert self.retention(kept).run(ADMIN).people == 0

    def test_only_administrators_may(self, kept: Kept) -> None:
        for role in ROLES:
            if role != "administrator":
                for method in ("due", "run", "standing"):
                    with pytest.raises(NotPermitted):
                        getattr(self.retention(kept), method)(actor("anna", role))

    def test_days_are_settings(self) -> None:
        keep = read_keep(
            {"THREELINE_KEEP_DAYS_CANDIDATE": "90", "THREELINE_KEEP_DAYS_NEWCOMER": "never"}
        )
        assert (keep["candidate"], keep["newcomer"]) == (90, None)
        for wrong in ("soon", "-1", "0", "1e9"):
            with pytest.raises(InvalidInput):
                read_keep({"THREELINE_KEEP_DAYS_MENTOR": wrong})
            with pytest.raises(InvalidInput):
                read_keep_audit({"THREELINE_KEEP_DAYS_AUDIT": wrong})
        with pytest.raises(InvalidInput, match="91"):
            read_keep_audit({"THREELINE_KEEP_DAYS_AUDIT": "90"})
        assert read_keep_audit({}) == 1095
        assert read_keep_audit({"THREELINE_KEEP_DAYS_AUDIT": "never"}) is None
        assert read_keep_audit({"THREELINE_KEEP_DAYS_AUDIT": "400"}) == 400


def test_every_public_method_stands_in_its_table() -> None:
    for service, rights in ((Privacy, RIGHTS), (Retention, RETENTION_RIGHTS)):
        methods = {name for name in vars(service) if not name.startswith("_")}
        assert {f"{service.__name__}.{name}" for name in methods} == set(rights.table)


class TestPages:
    """The pages of the real store."""

    def test_they_walk_through_everything_once(self, kept: Kept) -> None:
        assert [one.id for one in kept.pages.attempts(None, "", 2)] == ["anna-1", "boris-1"]
        assert [one.id for one in kept.pages.attempts(None, "boris-1", 2)] == ["clara-1"]
        assert [one.attempt.id for one in kept.pages.grades(["clara"], "", 9)] == ["clara-1"]
        assert [one.id for one in kept.pages.profiles(["anna", "x"], "", 9)] == ["anna"]
        assert [one.number for one in kept.pages.moves("anna-1")] == [1, 2, 3]
        assert list(kept.pages.attempts([], "", 9)) == []

    def test_the_newest_grade_counts(self, kept: Kept) -> None:
        record = kept.attempts.get("anna-1")
        assert record is not None
        newer = replace(record, scoring_version="9", overall=12.0)
        grade = {**grade_to_plain(a_grade()), "scoring_version": "9"}
        kept.attempts.regrade(newer, grade, START + timedelta(days=3))
        found = kept.pages.grades(["anna"], "", 9)
        assert [(one.grade["scoring_version"], one.graded_at) for one in found] == [
            ("9", START + timedelta(days=3))
        ]

    def test_people_were_last_seen_at_their_last_move(self, kept: Kept) -> None:
        kept.profiles.add(a_profile("zoe", "Zoe"))
        seen = {one.profile_id: one.last_at for one in kept.pages.activity("", 9)}
        assert seen["zoe"] == START
        assert seen["anna"] == START + timedelta(minutes=12, seconds=5)
        assert isinstance(kept.pages.activity("", 1)[0], Activity)
        opened = an_attempt("anna-2", "anna", days=2)
        kept.attempts.add(opened)
        kept.attempts.append_move(a_move(opened, 1, kind="abandon"))
        seen = {one.profile_id: one.last_at for one in kept.pages.activity("", 9)}
        assert seen["anna"] == START + timedelta(days=2, minutes=1)

    def test_the_one_who_stands_for_the_forgotten_is_not_listed(self, kept: Kept) -> None:
        kept.profiles.add(a_profile(FORGOTTEN, "—"))
        assert FORGOTTEN not in {one.id for one in kept.profiles.all()}
        assert FORGOTTEN not in {one.id for one in kept.pages.profiles(None, "", 9)}
        assert FORGOTTEN not in {one.profile_id for one in kept.pages.activity("", 9)}
