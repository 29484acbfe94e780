"""xAPI statements: conformant, the same each time, and sent until the store has them."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.records.fakes import ADMIN, Office, actor, an_attempt, play
from tests.records.lrs_stub import LrsStub, check
from trainer.app.lrs import BATCH, RecordStore, write_lines
from trainer.domain.people import ROLES
from trainer.errors import InvalidInput, NotPermitted, StoreUnavailable
from trainer.services.records.statements import RIGHTS, Statements, duration

HOME = "https://train.example.org/threeline"


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def statements(office: Office) -> Statements:
    return Statements(office.pages, office.packs, office.groups, page=2)


def store(lrs: LrsStub, **changes: Any) -> RecordStore:
    return RecordStore(lrs.url, "key", "s3cret", **{"pause": 0.01, **changes})


def test_every_statement_conforms(statements: Statements) -> None:
    found = list(statements.all(ADMIN, HOME))
    assert len(found) == 10  # five ended attempts, completed and failed
    for one in found:
        check(one)


def test_the_check_can_fail(statements: Statements) -> None:
    one = next(statements.all(ADMIN, HOME))
    for place, value in (("id", "7"), ("timestamp", "yesterday"), ("extra", 1), ("actor", {})):
        broken = copy.deepcopy(one) | {place: value}
        with pytest.raises((AssertionError, KeyError, ValueError)):
            check(broken)


def test_scores_are_scaled_and_say_what_they_are(statements: Statements) -> None:
    one = next(s for s in statements.all(ADMIN, HOME) if s["verb"]["id"].endswith("failed"))
    assert one["result"]["score"] == {"scaled": 0.815, "raw": 81.5, "min": 0, "max": 100}
    assert one["result"]["success"] is False
    assert one["result"]["duration"] == "PT12M5S"
    assert one["result"]["extensions"][f"{HOME}/xapi/critical-errors"] == 1


def test_people_are_ids_unless_names_are_asked_for(statements: Statements) -> None:
    bare = json.dumps(list(statements.all(ADMIN, HOME)), ensure_ascii=False)
    assert "Анна" not in bare
    named = list(statements.all(ADMIN, HOME + "/", "anna", names=True))
    assert {one["actor"]["name"] for one in named} == {"Анна =1+1"}
    assert named[0]["actor"]["account"] == {"homePage": HOME, "name": "anna"}


def test_the_same_attempt_is_the_same_statement(statements: Statements, office: Office) -> None:
    first = list(statements.all(ADMIN, HOME))
    assert list(statements.all(ADMIN, HOME)) == first
    assert len({one["id"] for one in first}) == len(first)
    record = office.attempts.get("anna-1")
    assert record is not None
    office.attempts.regrade(replace(record, scoring_version="4", overall=90), {}, record.started_at)
    again = {one["id"] for one in statements.all(ADMIN, HOME)}
    assert len(again - {one["id"] for one in first}) == 1  # a new result, completed once


def test_nobody_gets_statements_of_strangers(statements: Statements) -> None:
    for role in ROLES:
        if role != "administrator":
            with pytest.raises(NotPermitted):
                statements.all(actor("clara", role), HOME, "anna")
    mentor = actor("clara", "mentor", groups=("red",))
    assert len(list(statements.all(mentor, HOME))) == 10
    assert len(list(statements.all(actor("anna", "newcomer"), HOME))) == 4
    assert {f"Statements.{n}" for n in vars(Statements) if n[0] != "_"} == set(RIGHTS.table)


@pytest.mark.parametrize(
    "home", ["", "train.example.org", "https://a b", "mailto:x@y", "https://x?q"]
)
def test_the_home_page_must_be_an_address(statements: Statements, home: str) -> None:
    with pytest.raises(InvalidInput):
        statements.all(ADMIN, home)


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "PT0S"), (59.6, "PT1M"), (3725, "PT1H2M5S"), (90000, "PT25H")]
)
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_a_store_takes_them_all_and_twice_is_once(statements: Statements, office: Office) -> None:
    for number in range(BATCH):
        play(office.attempts, an_attempt(f"more-{number}", "boris"))
    with LrsStub() as lrs:
        sent = store(lrs).send(statements.all(ADMIN, HOME))
        assert (sent.taken, sent.known) == (2 * BATCH + 10, 0)
        assert lrs.batches == [BATCH, BATCH, 10]
        store(lrs).send(statements.all(ADMIN, HOME))
        assert len(lrs.stored) == 2 * BATCH + 10


def test_a_store_that_stumbles_is_asked_again(statements: Statements) -> None:
    with LrsStub(503, 429, 500) as lrs:
        assert store(lrs).send(statements.all(ADMIN, HOME)).taken == 10
        assert lrs.requests == 4


def test_what_the_store_knows_otherwise_is_left_as_it_is(statements: Statements) -> None:
    with LrsStub() as lrs:
        first = next(statements.all(ADMIN, HOME))
        lrs.stored[first["id"]] = first | {"timestamp": "2020-01-01T00:00:00Z"}
        sent = store(lrs).send(statements.all(ADMIN, HOME))
        assert (sent.taken, sent.known) == (9, 1)
        assert lrs.stored[first["id"]]["timestamp"] == "2020-01-01T00:00:00Z"


@pytest.mark.parametrize("status", [401, 400, 302])
def test_a_refusal_is_told(statements: Statements, status: int) -> None:
    with LrsStub(status) as lrs:
        with pytest.raises(StoreUnavailable, match=str(status)):
            store(lrs).send(statements.all(ADMIN, HOME))
        assert lrs.requests == 1


def test_a_store_that_stays_away_is_told(statements: Statements) -> None:
    with LrsStub(*[503] * 9) as lrs, pytest.raises(StoreUnavailable, match="503"):
        store(lrs, tries=2).send(statements.all(ADMIN, HOME))
    with pytest.raises(StoreUnavailable, match="reached"):
        RecordStore("http://127.0.0.1:9", tries=0).send(statements.all(ADMIN, HOME))


@pytest.mark.parametrize("url", ["", "lrs.example.org", "ftp://x", "http://lrs.example.org/xapi"])
def test_a_key_never_goes_in_the_open(url: str) -> None:
    with pytest.raises(InvalidInput):
        RecordStore(url, "key", "s3cret")


def test_a_file_holds_one_a_line(statements: Statements, tmp_path: Path) -> None:
    out = tmp_path / "statements.jsonl"
    assert write_lines(statements.all(ADMIN, HOME), out) == 10
    for line in out.read_text("utf-8").splitlines():
        check(json.loads(line))
