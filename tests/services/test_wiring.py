"""The real parts together: settings, SQLite, the understander and the grade."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.fakes import newcomer
from tests.tiny import ROOT
from trainer.app.wiring import Services, load_packs, wire
from trainer.domain.moves import Resolve, UseTool
from trainer.domain.scenario import ScenarioKey
from trainer.errors import InvalidInput, PackInvalid
from trainer.services.accounts.trail import OPERATOR
from trainer.settings import read_settings


def wired(folder: Path) -> Services:
    return wire(
        read_settings(
            {
                "THREELINE_DATABASE_URL": f"sqlite:///{(folder / 'own.db').as_posix()}",
                "THREELINE_PACKS": str(ROOT.parent),
            }
        )
    )


def test_a_ticket_is_played_to_its_debrief_and_counts_as_progress(tmp_path: Path) -> None:
    services = wired(tmp_path)
    person = newcomer(services.local_people.create("Anna", "en").id)
    key = ScenarioKey("tiny", "1.0.0", 1, 1, "spooler_stopped")
    attempt = services.practice.start(person, key, "en")
    practice = services.practice
    practice.say(person, attempt, "Hello, my name is Olga. I am sorry for the trouble.", 1, "a")
    practice.say(
        person, attempt, "Please give me a moment, let me check the print service.", 2, "b"
    )
    practice.move(person, attempt, UseTool("restart_spooler"), 3, "c")
    view = practice.say(person, attempt, "Please check whether it works now?", 4, "d")
    assert {("look_spooler", "stopped"), ("ask_works_now", "working")} <= {
        (finding.tool, finding.outcome) for finding in view.findings
    }
    practice.move(person, attempt, Resolve("Thank you, goodbye!"), 5, "e")
    debrief = practice.debrief(person, attempt)
    assert debrief.grade.outcome == "resolved"
    assert debrief.grade.of("resolution") == 100
    assert debrief.fault_titles == ("The print service stopped",)
    progress = services.reports.progress(person, person.id, "en")
    assert [(line, overall) for _, line, overall in progress.points] == [(1, debrief.grade.overall)]


def test_what_was_not_understood_reaches_the_studio(tmp_path: Path) -> None:
    services = wired(tmp_path)
    person = newcomer(services.local_people.create("Anna", "en").id)
    key = ScenarioKey("tiny", "1.0.0", 1, 1, "spooler_stopped")
    attempt = services.practice.start(person, key, "en")
    services.practice.say(person, attempt, "Xylophone  quux, Anna?", 1, "a")
    services.practice.move(person, attempt, UseTool("look_spooler"), 2, "b")
    (miss,) = services.misses.all(OPERATOR, "en")
    assert (miss.record.text, miss.meaning) == (
        "xylophone quux, «…»?",
        "Look at the print service",
    )


def test_warming_up_makes_what_the_first_ticket_needs(tmp_path: Path) -> None:
    services = wired(tmp_path)
    services.warm_up()
    keys = {key.line for key in services.practice._practice._tickets._known}
    assert keys == {1, 2, 3}


def test_a_corrupt_pack_is_left_out_and_reported(tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "good")
    shutil.copytree(ROOT, tmp_path / "bad")
    shutil.copytree(ROOT, tmp_path / "_template")
    (tmp_path / "bad" / "tools.yaml").write_text("tools: [", encoding="utf-8")
    packs, broken = load_packs(tmp_path)
    assert list(packs) == ["tiny"]
    assert list(broken) == ["bad"]
    assert isinstance(broken["bad"], PackInvalid)


def test_two_packs_of_one_id_are_reported(tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "a")
    shutil.copytree(ROOT, tmp_path / "b")
    packs, broken = load_packs(tmp_path)
    assert (packs["tiny"].root.name, list(broken)) == ("a", ["b"])


def test_without_any_pack_it_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as raised:
        load_packs(tmp_path)
    assert raised.value.values["field"] == "THREELINE_PACKS"
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "pack.yaml").write_text("id: [", encoding="utf-8")
    with pytest.raises(PackInvalid):
        load_packs(tmp_path)
