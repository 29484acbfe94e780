"""The commands about records, as an operator runs them, and the data frames."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import update

import trainer
from tests.fakes import START
from tests.house.test_cli import refused, threeline
from tests.loaded import TINY
from tests.records.fakes import NASTY, a_profile, an_attempt, play
from tests.services.accounts.desk import AccountsDesk
from tests.store.conftest import sqlite_url
from trainer.services.accounts.trail import OPERATOR
from trainer.store.attempts import SqlAttempts
from trainer.store.engine import connect
from trainer.store.profiles import SqlProfiles
from trainer.store.schema import upgrade
from trainer.store.tables_accounts import invitations

PEOPLE = ("anna", "boris", "clara", "d", "e")


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A database with five people, named in the environment."""
    url = sqlite_url(tmp_path / "data" / "threeline.db")
    database = connect(url)
    upgrade(database.write_engine)
    for id in PEOPLE:
        SqlProfiles(database).add(a_profile(id, id.title()))
        play(SqlAttempts(database), an_attempt(f"{id}-1", id))
    database.close()
    return {"THREELINE_DATABASE_URL": url, "THREELINE_PACKS": str(TINY.parent)}


def done(result: subprocess.CompletedProcess[str]) -> str:
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_records_leave_and_are_forgotten(tmp_path: Path, env: dict[str, str]) -> None:
    def run(*arguments: str) -> str:
        return done(threeline(*arguments, cwd=tmp_path, **env))

    run("export", "--format", "parquet", "--out", "tables", "--language", "ru")
    frame = pd.read_parquet(tmp_path / "tables" / "scores.parquet")
    assert set(frame["person_id"]) == set(PEOPLE)
    run("xapi", "--homepage", "https://train.example.org", "--out", "s.jsonl")
    assert len((tmp_path / "s.jsonl").read_text("utf-8").splitlines()) == 10
    run("backup", "copy.zip")
    run("person", "export", "anna", "--out", "anna.zip")
    assert (tmp_path / "anna.zip").stat().st_size > 500
    assert "attempts 1" in run("person", "delete", "anna", "--yes")
    assert "erased again" in run("restore", "copy.zip", "--force")
    out = run("export", "--format", "csv", "--what", "attempts", "--out", "after")
    assert "4 rows" in out
    assert "anna" not in (tmp_path / "after" / "attempts.csv").read_text("utf-8")


def test_retention_tells_first_and_deletes_when_told(tmp_path: Path, env: dict[str, str]) -> None:
    database = connect(env["THREELINE_DATABASE_URL"])
    AccountsDesk(database).invitations.invite(OPERATOR, ["newcomer"], email="x@desk.example")
    with database.writing() as session:
        session.execute(update(invitations).values(used_at=START))
    database.close()

    def run(*arguments: str) -> list[str]:
        keep = {"THREELINE_KEEP_DAYS_NEWCOMER": "never", "THREELINE_KEEP_DAYS_AUDIT": "never"}
        return done(threeline("retention", *arguments, cwd=tmp_path, **env, **keep)).splitlines()

    due = "      1  e-mail addresses of invitations"
    for out, last in (
        (run(), "Nothing was deleted; --apply deletes what is due."),
        (run("--apply"), "Deleted."),
    ):
        assert due in out
        assert out[-1] == last
    assert due not in run()


def test_mistakes_are_one_message(tmp_path: Path, env: dict[str, str]) -> None:
    def fails(*arguments: str) -> str:
        return refused(threeline(*arguments, cwd=tmp_path, **env))

    assert "csv, xlsx, parquet" in fails("export", "--format", "ods", "--out", "x")
    assert "no such person" in fails("person", "export", "../../etc", "--out", "x.zip")
    assert "--out FILE or --lrs" in fails("xapi", "--homepage", "https://x.example")


def test_research_tables_hide_people(tmp_path: Path, env: dict[str, str]) -> None:
    for folder in ("one", "two"):
        done(threeline("research-export", "--out", folder, cwd=tmp_path, **env))
    read = [pd.read_csv(tmp_path / name / "attempts.csv") for name in ("one", "two")]
    assert len(read[0]) == 5
    assert set(read[0]["week"]) == {"2026-W45"}
    assert set(read[0]["fault"]) == {"spooler_stopped"}
    assert set(read[0]["person"]).isdisjoint(read[1]["person"])  # the salt is gone
    assert set(pd.read_csv(tmp_path / "one" / "moves.csv")["attempt"]) == set(read[0]["attempt"])
    for path in (tmp_path / "one").iterdir():
        text = path.read_text("utf-8").lower()
        for secret in (*PEOPLE[:3], "hyperlink", "2026-11-02", "пароль"):
            assert secret not in text


def test_research_needs_enough_people(tmp_path: Path, env: dict[str, str]) -> None:
    done(threeline("person", "delete", "e", "--yes", cwd=tmp_path, **env))
    message = refused(threeline("research-export", "--out", "x", cwd=tmp_path, **env))
    assert "fewer than 5" in message


def test_a_badge_needs_a_verdict(tmp_path: Path, env: dict[str, str]) -> None:
    # Nothing assesses readiness in this installation.
    asked = ("badge", "issue", "anna", "--line", "1", "--out", "b.jwt")
    result = threeline(*asked, cwd=tmp_path, **env)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


class TestFrames:
    def test_they_are_typed_and_complete(
        self, env: dict[str, str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("THREELINE_PACKS", env["THREELINE_PACKS"])
        url = env["THREELINE_DATABASE_URL"]
        attempts = trainer.attempts(url)
        assert len(attempts) == 5
        assert attempts["overall"].mean() == 81.5
        assert str(attempts["started_at"].dtype) == "datetime64[us, UTC]"
        assert attempts["triage"].isna().all()
        assert NASTY in set(trainer.moves(url)["text"])  # a frame is no spreadsheet
        assert trainer.scores(url).groupby("criterion")["level"].count()["critical_error"] == 0
        assert list(trainer.readiness(url).columns)[:2] == ["person_id", "person"]

    def test_the_package_itself_stays_cheap(self) -> None:
        code = (
            "import sys, trainer; print(trainer.attempts.__name__ if len(sys.argv) > 1 else '');"
            "print([m for m in ('pandas', 'sqlalchemy', 'trainer.app') if m in sys.modules])"
        )
        out = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        assert out.split("\n")[1] == "[]"

    def test_other_names_are_no_attributes(self) -> None:
        assert {"attempts", "scores", "moves", "readiness"} <= set(dir(trainer))
        with pytest.raises(AttributeError):
            trainer.nonsense  # noqa: B018


def test_every_exported_column_is_documented(root: Path) -> None:
    from trainer.services.records.columns import COLUMNS
    from trainer.services.records.research import ATTEMPTS, MOVES, SCORES

    text = (root / "docs" / "records.md").read_text("utf-8")
    for columns in (*COLUMNS.values(), ATTEMPTS, SCORES, MOVES):
        for column in columns:
            assert f"`{column.name}`" in text, column.name
