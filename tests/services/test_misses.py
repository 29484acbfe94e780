"""What was not understood is kept and put right; nobody's turn fails or waits for it."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from tests.services.desk import Desk
from tests.tiny import ROOT
from trainer.content.load import load_pack
from trainer.domain.moves import FillTicket, PickMeaning, ReadArticle, UseTool
from trainer.errors import InvalidInput, StoreUnavailable
from trainer.services.accounts.trail import OPERATOR
from trainer.services.ports import MissRecord


@pytest.fixture
def desk() -> Desk:
    return Desk()


def kept(desk: Desk) -> list[tuple[str, str, str, int]]:
    return [(m.text, m.chosen, m.nearest, m.count) for m in desk.missed.frequent(99)]


def say(desk: Desk, attempt: str, text: str, number: int = 1) -> None:
    desk.practice.say(desk.me, attempt, text, number, f"say-{number}")


def test_a_sentence_not_understood_is_kept_without_names(desk: Desk) -> None:
    attempt = desk.begin()
    person = desk.practice.view(desk.me, attempt).person
    say(desk, attempt, f"Mumble, {person}  12345")
    (miss,) = desk.missed.frequent(99)
    assert miss == MissRecord("tiny", "en", "mumble, «…»", "", "", 1, desk.clock())


def test_a_sentence_with_offers_is_kept_with_the_nearest(desk: Desk) -> None:
    say(desk, desk.begin(), "greet hm ?look_spooler ?look_account")
    assert kept(desk) == [("greet hm ?look_spooler ?look_account", "", "look_spooler", 1)]


@pytest.mark.parametrize("text", ["greet", "look_spooler ?look_account", "greet ask_since"])
def test_what_was_understood_is_not_kept(desk: Desk, text: str) -> None:
    say(desk, desk.begin(), text)
    assert kept(desk) == []


def test_the_trainees_own_name_is_not_kept(desk: Desk) -> None:
    say(desk, desk.begin(), "Me here, mumble")
    assert kept(desk) == [("«…» here, mumble", "", "", 1)]


def test_names_alone_are_not_kept(desk: Desk) -> None:
    say(desk, desk.begin(), "Me 12345!")
    assert kept(desk) == []


@pytest.mark.parametrize("move", [UseTool("look_account"), PickMeaning(1, "look_spooler")])
def test_the_next_tool_or_pick_is_what_it_meant(desk: Desk, move: UseTool | PickMeaning) -> None:
    attempt = desk.begin()
    say(desk, attempt, "hm ?look_spooler")
    desk.practice.move(desk.me, attempt, move, 2, "b")
    assert kept(desk) == [("hm ?look_spooler", move.tool, "look_spooler", 1)]
    desk.practice.move(desk.me, attempt, UseTool("look_spooler"), 3, "c")
    assert len(kept(desk)) == 1


def test_a_form_and_none_of_these_come_between_without_harm(desk: Desk) -> None:
    attempt = desk.begin()
    say(desk, attempt, "hm ?look_spooler")
    desk.practice.move(desk.me, attempt, FillTicket((("summary", "x"),)), 2, "b")
    desk.practice.move(desk.me, attempt, PickMeaning(1, ""), 3, "c")
    assert kept(desk) == [("hm ?look_spooler", "", "look_spooler", 1)]
    desk.practice.move(desk.me, attempt, UseTool("look_account"), 4, "d")
    assert kept(desk) == [("hm ?look_spooler", "look_account", "look_spooler", 1)]


def test_an_article_read_between_parts_a_tool_but_not_a_pick(desk: Desk) -> None:
    attempt = desk.begin()
    say(desk, attempt, "hm ?look_spooler")
    desk.practice.move(desk.me, attempt, ReadArticle("printing"), 2, "b")
    desk.practice.move(desk.me, attempt, UseTool("look_account"), 3, "c")
    assert kept(desk) == [("hm ?look_spooler", "", "look_spooler", 1)]
    say(desk, attempt, "hm ?look_spooler", 4)
    desk.practice.move(desk.me, attempt, ReadArticle("printing"), 5, "d")
    desk.practice.move(desk.me, attempt, PickMeaning(4, "look_spooler"), 6, "e")
    assert sorted(kept(desk)) == [
        ("hm ?look_spooler", "", "look_spooler", 1),
        ("hm ?look_spooler", "look_spooler", "look_spooler", 1),
    ]


def test_another_attempts_tool_repairs_nothing(desk: Desk) -> None:
    say(desk, desk.begin(), "mumble")
    other = desk.begin("account_locked")
    desk.practice.move(desk.me, other, UseTool("look_account"), 1, "b")
    assert kept(desk) == [("mumble", "", "", 1)]


def test_a_click_that_came_twice_and_a_replay_count_once(desk: Desk) -> None:
    attempt = desk.begin()
    say(desk, attempt, "mumble")
    say(desk, attempt, "mumble")
    desk.restarted().view(desk.me, attempt)
    assert kept(desk) == [("mumble", "", "", 1)]


def test_a_broken_store_costs_no_turn(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(miss: MissRecord) -> None:
        raise StoreUnavailable("locked")

    monkeypatch.setattr(desk.missed, "add", fail)
    attempt = desk.begin()
    with caplog.at_level(logging.ERROR):
        say(desk, attempt, "mumble")
    assert desk.practice.view(desk.me, attempt).moves_made == 1
    assert "could not be kept" in caplog.text


def test_the_list_names_meanings_in_the_readers_language(desk: Desk) -> None:
    attempt = desk.begin()
    say(desk, attempt, "hm ?look_spooler 12345")
    say(desk, attempt, "mumble", 2)
    desk.practice.move(desk.me, attempt, UseTool("look_account"), 3, "c")
    by_text = {view.record.text: view for view in desk.misses.all(OPERATOR, "en")}
    near, chosen = by_text["hm ?look_spooler «…»"], by_text["mumble"]
    assert (near.meaning, near.repaired, near.tool) == (
        "Look at the print service", False, "look_spooler")  # fmt: skip
    assert near.phrasing == "hm ?look_spooler"
    assert (chosen.meaning, chosen.repaired) == ("Look at the account", True)
    assert {view.meaning for view in desk.misses.all(OPERATOR, "ru")}.isdisjoint({near.meaning})
    assert {tool.value for tool in near.tools} == set(desk.packs["tiny"].tools)


def test_a_miss_of_a_pack_that_is_gone_can_be_forgotten_only(desk: Desk) -> None:
    gone = MissRecord("gone", "en", "mumble", "", "look", 1, desk.clock())
    desk.missed.add(gone)
    (view,) = desk.misses.all(OPERATOR, "en")
    assert (view.pack_title, view.meaning, view.tool, view.tools) == ("gone", "", "", ())
    with pytest.raises(InvalidInput) as caught:
        desk.misses.add_phrasing(OPERATOR, gone, "look", "mumble")
    assert caught.value.values["field"] == "pack"
    desk.misses.forget(OPERATOR, gone)
    assert kept(desk) == []


def test_an_added_phrasing_is_in_the_pack_and_off_the_list(tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "tiny")
    desk = Desk({"tiny": load_pack(tmp_path / "tiny")})
    attempt = desk.begin()
    say(desk, attempt, "squint at it")
    say(desk, attempt, "squint at it", 2)
    desk.practice.move(desk.me, attempt, UseTool("look_spooler"), 3, "c")
    assert {chosen for _, chosen, _, _ in kept(desk)} == {"look_spooler", ""}
    record = desk.misses.all(OPERATOR, "en")[0].record
    desk.misses.add_phrasing(OPERATOR, record, "look_spooler", record.text)
    assert kept(desk) == []
    pack = load_pack(tmp_path / "tiny")
    assert pack.texts["en"].tools["look_spooler"].phrasings[-1] == "squint at it"


def test_a_refused_phrasing_stays_on_the_list(desk: Desk) -> None:
    say(desk, desk.begin(), "mumble")
    record = desk.misses.all(OPERATOR, "en")[0].record
    with pytest.raises(InvalidInput):
        desk.misses.add_phrasing(OPERATOR, record, "no_such_tool", "mumble")
    assert kept(desk) == [("mumble", "", "", 1)]
