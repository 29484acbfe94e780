"""The command line: one message on standard error, exit code 2, no traceback."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "tests" / "packs" / "tiny"


def threeline(*arguments: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "trainer.app.cli", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environ},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def refused(result: subprocess.CompletedProcess[str]) -> str:
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert result.stderr.strip()
    return result.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org"])
def test_serve_refuses_other_machines_in_local_mode(host: str, tmp_path: Path) -> None:
    message = refused(threeline("serve", "--host", host, cwd=tmp_path))
    assert "THREELINE_HOST=127.0.0.1" in message


def test_serve_refuses_a_proxy_in_local_mode(tmp_path: Path) -> None:
    result = threeline("serve", cwd=tmp_path, THREELINE_BEHIND_PROXY="yes")
    assert "THREELINE_BEHIND_PROXY=no" in refused(result)


def test_serve_says_that_its_port_is_taken(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        message = refused(threeline("serve", "--port", str(port), cwd=tmp_path))
    assert f"port {port}" in message
    assert "--port" in message


def test_serve_says_that_its_database_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    url = f"sqlite:///{(tmp_path / 'file' / 'own.db').as_posix()}"
    refused(threeline("serve", cwd=tmp_path, THREELINE_DATABASE_URL=url))


def test_a_bad_setting_is_named(tmp_path: Path) -> None:
    message = refused(threeline("serve", cwd=tmp_path, THREELINE_PORT="web"))
    assert "THREELINE_PORT" in message


def test_a_valid_pack_is_ok(tmp_path: Path) -> None:
    result = threeline("pack", "check", str(TINY), cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "ok" in result.stdout


def test_a_broken_pack_is_told_by_file_and_place(tmp_path: Path) -> None:
    shutil.copytree(TINY, tmp_path / "mine")
    with (tmp_path / "mine" / "world.yaml").open("a", encoding="utf-8") as world:
        world.write("\nunheard_of: 1\n")
    message = refused(threeline("pack", "check", "mine", cwd=tmp_path))
    assert "world.yaml" in message
    assert "unheard_of" in message


def test_a_missing_pack_is_told(tmp_path: Path) -> None:
    assert "nowhere" in refused(threeline("pack", "check", "nowhere", cwd=tmp_path))
    assert "nowhere" in refused(threeline("scenario", "--pack", "nowhere", cwd=tmp_path))


def test_a_scenario_is_printed_the_same_each_time(tmp_path: Path) -> None:
    asked = ("scenario", "--pack", str(TINY), "--line", "1", "--seed", "7", "--json")
    first, second = (threeline(*asked, cwd=tmp_path) for _ in range(2))
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    scenario = json.loads(first.stdout)
    assert scenario["key"]["seed"] == 7
    assert scenario["proof"]["repair"]


def test_a_scenario_is_printed_for_people(tmp_path: Path) -> None:
    result = threeline("scenario", "--pack", str(TINY), "--seed", "7", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "repair:" in result.stdout
    assert "{" not in result.stdout


def test_an_unknown_fault_is_answered_with_those_there_are(tmp_path: Path) -> None:
    asked = ("scenario", "--pack", str(TINY), "--fault", "gremlins")
    assert "spooler_stopped" in refused(threeline(*asked, cwd=tmp_path))


class TestPackNew:
    @pytest.fixture
    def packs(self, tmp_path: Path) -> str:
        # A template of its own, so that this test is about copying.
        shutil.copytree(TINY, tmp_path / "packs" / "_template")
        return str(tmp_path / "packs")

    def test_copies_the_template_under_the_folder_s_name(self, packs: str, tmp_path: Path) -> None:
        result = threeline("pack", "new", "My Bank", cwd=tmp_path, THREELINE_PACKS=packs)
        assert result.returncode == 0, result.stderr
        assert "id: my_bank\n" in (tmp_path / "My Bank" / "pack.yaml").read_text("utf-8")
        assert threeline("pack", "check", "My Bank", cwd=tmp_path).returncode == 0

    def test_does_not_write_over_anything(self, packs: str, tmp_path: Path) -> None:
        (tmp_path / "bank").mkdir()
        (tmp_path / "bank" / "kept.txt").write_text("mine")
        result = threeline("pack", "new", "bank", cwd=tmp_path, THREELINE_PACKS=packs)
        assert "not empty" in refused(result)
        assert [path.name for path in (tmp_path / "bank").iterdir()] == ["kept.txt"]

    def test_asks_for_an_id_where_the_name_gives_none(self, packs: str, tmp_path: Path) -> None:
        result = threeline("pack", "new", "банк", cwd=tmp_path, THREELINE_PACKS=packs)
        assert "--id" in refused(result)


class TestAdmin:
    def test_the_first_administrator_gets_a_password_shown_once(self, tmp_path: Path) -> None:
        url = f"sqlite:///{(tmp_path / 'team.db').as_posix()}"
        made = threeline(
            "admin", "create", "Boss", "--generate", cwd=tmp_path, THREELINE_DATABASE_URL=url
        )
        assert made.returncode == 0, made.stderr
        assert "boss is an administrator" in made.stdout
        password = made.stdout.rsplit(": ", 1)[1].strip()
        assert len(password) == 20
        again = threeline(
            "admin", "create", "boss", "--generate", cwd=tmp_path, THREELINE_DATABASE_URL=url
        )
        assert "login is taken" in refused(again)
        reset = threeline(
            "admin",
            "reset-password",
            "boss",
            "--generate",
            cwd=tmp_path,
            THREELINE_DATABASE_URL=url,
        )
        assert reset.returncode == 0, reset.stderr
        assert password not in reset.stdout
        assert (tmp_path / "team.db").read_bytes().count(password.encode()) == 0

    def test_a_password_for_nobody_is_refused(self, tmp_path: Path) -> None:
        assert "no account" in refused(
            threeline("admin", "reset-password", "nobody", "--generate", cwd=tmp_path)
        )
