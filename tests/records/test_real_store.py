"""Statements sent to a real learning record store, not to one of our own making."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.records.fakes import ADMIN, Office
from tests.servers.record_store import (
    PYTHON,
    REASON,
    RunningStore,
    objections,
    running_store,
)
from trainer.app.lrs import RecordStore
from trainer.errors import StoreUnavailable
from trainer.services.records.statements import Statement, Statements

HOME = "https://train.example.org/threeline"
pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason=REASON)


@pytest.fixture
def lrs(tmp_path: Path) -> Iterator[RunningStore]:
    with running_store(tmp_path) as store:
        yield store


@pytest.fixture
def statements() -> list[Statement]:
    office = Office()
    all_of = Statements(office.pages, office.packs, office.groups)
    return list(all_of.all(ADMIN, HOME, names=True))


def sender(lrs: RunningStore) -> RecordStore:
    return RecordStore(lrs.endpoint, lrs.key, lrs.secret, pause=0.01)


def test_it_takes_every_statement_once_and_gives_it_back(
    lrs: RunningStore, statements: list[Statement]
) -> None:
    assert sender(lrs).send(statements).taken == len(statements) == 10
    sender(lrs).send(statements)  # again, as after a broken line
    status, found = lrs.get(limit="100")
    assert status == 200
    kept = {one["id"]: one for one in found["statements"]}
    assert len(found["statements"]) == len(kept) == 10
    for one in statements:
        told = {part: kept[one["id"]][part] for part in ("actor", "verb", "object", "result")}
        assert told == {part: one[part] for part in told}


def test_it_finds_one_by_its_id(lrs: RunningStore, statements: list[Statement]) -> None:
    sender(lrs).send(statements)
    for one in statements:
        _, found = lrs.get(statementId=one["id"])
        assert [kept["id"] for kept in found["statements"]] == [one["id"]]


def test_it_refuses_what_is_nobody_s_and_we_say_so(
    lrs: RunningStore, statements: list[Statement]
) -> None:
    broken = copy.deepcopy(statements[0]) | {"actor": {"name": "nobody"}}
    with pytest.raises(StoreUnavailable):
        sender(lrs).send([broken])
    assert lrs.get()[1]["statements"] == []


def test_its_models_find_nothing_to_object_to(statements: list[Statement]) -> None:
    assert objections(statements) == [0] * len(statements)


def test_its_models_object_to_what_is_wrong(statements: list[Statement]) -> None:
    wrong: list[tuple[str, object]] = [
        ("verb", {"id": "passed"}), ("timestamp", "yesterday"), ("result", {"score": {"scaled": 7}}),
        ("version", "2"), ("object", {"id": "a place"}), ("extra", 1),
    ]  # fmt: skip
    broken = [copy.deepcopy(statements[0]) | {place: value} for place, value in wrong]
    assert all(objections(broken))


def test_a_wrong_key_is_refused(lrs: RunningStore, statements: list[Statement]) -> None:
    with pytest.raises(StoreUnavailable, match="401"):
        RecordStore(lrs.endpoint, lrs.key, "guess", pause=0.01).send(statements)
