"""Backups are made while people work, prove themselves whole, and bring nobody back who has gone."""

from __future__ import annotations

import json
import sqlite3
import stat
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from sqlalchemy import insert, select, text

from tests.fakes import START
from tests.records.fakes import a_move, a_profile, an_attempt, play
from tests.store.conftest import postgres_schema, sqlite_url
from tests.store.test_screening_store import a_campaign, a_candidate
from trainer.app.backup import backup, restore
from trainer.app.server_health import last_backup, note_backup
from trainer.errors import InvalidInput, StoreUnavailable
from trainer.settings import Settings, read_settings
from trainer.store.attempts import SqlAttempts
from trainer.store.copies import copies_of
from trainer.store.engine import Database, connect
from trainer.store.person_records import SqlPersonRecords
from trainer.store.profiles import SqlProfiles
from trainer.store.schema import HEAD, upgrade
from trainer.store.screening_campaigns import SqlCampaigns
from trainer.store.screening_candidates import SqlCandidates
from trainer.store.tables_accounts import accounts, audit, invitations, sign_ins


class Place:
    """A database with two people, and its settings."""

    def __init__(self, url: str) -> None:
        self.settings: Settings = read_settings({"THREELINE_DATABASE_URL": url})
        self.database: Database = connect(url)
        upgrade(self.database.write_engine)

    def fill(self) -> None:
        for id in ("anna", "boris"):
            SqlProfiles(self.database).add(a_profile(id, id.title()))
            play(SqlAttempts(self.database), an_attempt(f"{id}-1", id))

    def people(self) -> list[str]:
        return [one.id for one in SqlProfiles(self.database).all()]


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "sqlite":
        made = Place(sqlite_url(tmp_path / "threeline.db"))
        made.fill()
        yield made
        made.database.close()
        return
    server: str = request.getfixturevalue("postgres_server")
    with postgres_schema(server) as url:
        made = Place(url)
        made.fill()
        yield made
        made.database.close()


def quiet(text: str) -> None:
    pass


def test_what_was_saved_comes_back(place: Place, tmp_path: Path) -> None:
    out = tmp_path / "copy.zip"
    manifest = backup(place.settings, out, START)
    assert manifest.rows["attempts"] == 2
    assert manifest.revision == HEAD
    if sys.platform != "win32":
        assert stat.S_IMODE(out.stat().st_mode) == 0o600
    SqlProfiles(place.database).add(a_profile("late", "Late"))
    restore(place.settings, out, quiet, force=True)
    assert place.people() == ["anna", "boris"]
    assert len(SqlAttempts(place.database).moves("anna-1")) == 3
    assert SqlAttempts(place.database).append_move(a_move(an_attempt("anna-1", ""), 4, kind="x"))


def test_a_backup_of_an_earlier_release_is_brought_up_to_date(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = (
        "screening_impacts", "screening_declarations", "screening_disputes", "screening_decisions",
        "screening_consents", "screening_candidates", "screening_campaigns",
        "whispers", "assignment_steps", "assignments", "overall_ratings", "ratings", "comment_bank",
        "turn_comments", "holds", "corrections", "review_requests", "review_items",
        "criterion_scores", "criterion_tallies", "consents", "erasures", "left_counts", "failed_sign_ins", "identities", "invitations",
        "sign_ins", "audit", "group_members", "groups", "account_roles", "accounts",
        "policy_versions", "slips", "ticket_faults",
    )  # fmt: skip
    with place.database.writing() as session:
        for name in new:
            session.execute(text(f"DROP TABLE {name}"))
        session.execute(text("UPDATE threeline_version SET version_num = '0003'"))
    backup(place.settings, tmp_path / "old.zip", START)
    upgrade(place.database.write_engine)
    SqlPersonRecords(place.database).delete(["anna"], {}, START, "own wish")

    restore(place.settings, tmp_path / "old.zip", quiet, force=True)

    assert place.people() == ["boris"]
    with place.database.reading() as session:
        assert session.scalar(text("SELECT version_num FROM threeline_version")) == HEAD


def test_people_are_not_written_over_unasked(place: Place, tmp_path: Path) -> None:
    out = tmp_path / "copy.zip"
    backup(place.settings, out, START)
    with pytest.raises(InvalidInput, match="--force"):
        restore(place.settings, out, quiet)
    with pytest.raises(InvalidInput, match="--force"):
        backup(place.settings, out, START)
    assert backup(place.settings, out, START, force=True).rows["profiles"] == 2


def test_who_was_erased_since_stays_erased(place: Place, tmp_path: Path) -> None:
    out = tmp_path / "copy.zip"
    backup(place.settings, out, START)
    SqlPersonRecords(place.database).delete(["anna"], {}, START, "own wish")
    said: list[str] = []
    restore(place.settings, out, said.append, force=True)
    assert place.people() == ["boris"]
    assert said
    assert said[0].startswith("1 ")
    restore(place.settings, out, quiet, force=True)  # and the next time as well
    assert place.people() == ["boris"]


def test_an_invitation_that_was_erased_unopened_stays_erased(place: Place, tmp_path: Path) -> None:
    SqlCampaigns(place.database).add(a_campaign())
    SqlCandidates(place.database).add([a_candidate(1), a_candidate(2)])
    out = tmp_path / "copy.zip"
    backup(place.settings, out, START)
    assert SqlPersonRecords(place.database).erase_unopened(a_candidate(1).id, START)
    for _ in range(2):
        restore(place.settings, out, quiet, force=True)
        left = SqlCandidates(place.database).listed(a_campaign().id, "", 0, 9)
        assert [one.id for one in left] == [a_candidate(2).id]


def test_writers_go_on_while_a_copy_is_made(place: Place, tmp_path: Path) -> None:
    """Each copy is a moment: whole logs without gaps, never half a transaction."""
    attempts, stop, failed = SqlAttempts(place.database), threading.Event(), []

    def write(name: str) -> None:
        number = 0
        try:
            while not stop.is_set():
                number += 1
                record = an_attempt(f"{name}-{number}", "anna")
                play(attempts, record, evidence="x" * 500)
        except Exception as error:
            failed.append(error)

    writers = [threading.Thread(target=write, args=(f"w{n}",)) for n in range(3)]
    for writer in writers:
        writer.start()
    try:
        made = [backup(place.settings, tmp_path / f"{n}.zip", START) for n in range(4)]
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert not failed
    assert made[-1].rows["attempts"] > 2
    last = tmp_path / "3.zip"
    restore(place.settings, last, quiet, force=True)
    for record in attempts.of_profile("anna"):
        numbers = [move.number for move in attempts.moves(record.id)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert (record.status == "open") == (attempts.grade(record.id) is None)


class TestDamage:
    @pytest.fixture
    def here(self, tmp_path: Path) -> Iterator[Place]:
        made = Place(sqlite_url(tmp_path / "threeline.db"))
        made.fill()
        yield made
        made.database.close()

    def repack(self, source: Path, **changes: object) -> None:
        """The backup with another manifest, or (`data`) another content."""
        with ZipFile(source) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            data = archive.read("threeline.db")
        data = changes.pop("data", data)  # type: ignore[assignment]
        with ZipFile(source, "w", ZIP_DEFLATED) as archive:
            archive.writestr("manifest.json", json.dumps(manifest | changes))
            archive.writestr("threeline.db", data)

    @pytest.mark.parametrize(
        "change",
        [
            {"sha256": "0" * 64},
            {"bytes": 1},
            {"revision": "9999"},
            {"kind": "postgresql"},
            {"format": 2},
            {"unknown": 1},
        ],
    )
    def test_a_backup_that_does_not_fit_its_manifest_is_refused(
        self, here: Place, tmp_path: Path, change: dict[str, object]
    ) -> None:
        out = tmp_path / "copy.zip"
        backup(here.settings, out, START)
        self.repack(out, **change)
        with pytest.raises(InvalidInput):
            restore(here.settings, out, quiet, force=True)
        assert here.people() == ["anna", "boris"]

    def test_a_damaged_database_is_refused_even_with_a_right_sum(
        self, here: Place, tmp_path: Path
    ) -> None:
        import hashlib

        out = tmp_path / "copy.zip"
        backup(here.settings, out, START)
        with ZipFile(out) as archive:
            data = bytearray(archive.read("threeline.db"))
        data[4096 * 2 : 4096 * 4] = b"\xff" * 8192
        whole = bytes(data)
        self.repack(out, data=whole, sha256=hashlib.sha256(whole).hexdigest())
        with pytest.raises(InvalidInput, match="damaged"):
            restore(here.settings, out, quiet, force=True)
        assert here.people() == ["anna", "boris"]

    @pytest.mark.parametrize("content", [b"", b"PK", b"SQLite format 3\x00"])
    def test_another_file_is_no_backup(self, here: Place, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "other").write_bytes(content)
        with pytest.raises(InvalidInput):
            restore(here.settings, tmp_path / "other", quiet, force=True)

    def test_a_new_place_needs_no_force(self, here: Place, tmp_path: Path) -> None:
        out = tmp_path / "copy.zip"
        backup(here.settings, out, START)
        url = sqlite_url(tmp_path / "elsewhere" / "new.db")
        restore(read_settings({"THREELINE_DATABASE_URL": url}), out, quiet)
        made = sqlite3.connect(tmp_path / "elsewhere" / "new.db")
        assert made.execute("SELECT count(*) FROM moves").fetchone() == (6,)
        made.close()


def test_without_pg_dump_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    copy = copies_of("postgresql://user:secret@localhost/name")
    with pytest.raises(InvalidInput, match="postgresql-client") as caught:
        copy.save(tmp_path / "x")
    assert "secret" not in str(caught.value)


def test_that_a_backup_was_made_is_remembered(tmp_path: Path) -> None:
    assert last_backup(tmp_path) is None
    note_backup(tmp_path / "new", START)
    assert last_backup(tmp_path / "new") == START
    (tmp_path / "new" / "last-backup").write_text("yesterday")
    assert last_backup(tmp_path / "new") is None
    (tmp_path / "file").write_text("")
    note_backup(tmp_path / "file", START)  # keeps nobody from making one
    assert last_backup(tmp_path / "file") is None


def test_a_restore_lets_nobody_in_by_what_was_open_then(place: Place, tmp_path: Path) -> None:
    copy, later = tmp_path / "copy.zip", START + timedelta(days=3650)
    with place.database.writing() as session:
        session.execute(
            insert(accounts).values(
                profile_id="anna",
                login="anna",
                email=None,
                password_hash=None,
                disabled=False,
                created_at=START,
            )
        )
        session.execute(
            insert(sign_ins).values(
                token_hash="t",
                person="anna",
                created_at=START,
                last_seen_at=START,
                expires_at=later,
                revoked_at=None,
                user_agent="",
            )
        )
        session.execute(
            insert(invitations).values(
                id="i",
                token_hash="h",
                purpose="join",
                person=None,
                email=None,
                roles=["administrator"],
                group_id=None,
                made_by="operator",
                made_at=START,
                expires_at=later,
                used_at=None,
                withdrawn_at=None,
            )
        )
    backup(place.settings, copy, START)
    restore(place.settings, copy, quiet, force=True)
    with place.database.reading() as session:
        assert session.scalars(select(sign_ins.c.revoked_at)).one() is not None
        assert session.scalars(select(invitations.c.withdrawn_at)).one() is not None
        assert "database.restored" in session.scalars(select(audit.c.operation)).all()


def test_the_audit_of_a_restored_database_is_as_closed_as_before(
    place: Place, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.zip"
    backup(place.settings, copy, START)
    if place.database.write_engine.dialect.name == "postgresql":  # as in an empty database
        with place.database.writing() as session:
            session.execute(text("DROP FUNCTION audit_stays CASCADE"))
    restore(place.settings, copy, quiet, force=True)
    with (
        pytest.raises(StoreUnavailable, match="added to"),
        place.database.writing() as session,
    ):
        session.execute(text("DELETE FROM audit"))
