"""Who may give records away for research, and from how many people on."""

from __future__ import annotations

import pytest

from tests.records.fakes import ADMIN, Office, a_profile, actor, an_attempt, play
from trainer.domain.people import ROLES
from trainer.errors import InvalidInput, NotPermitted
from trainer.services.records.research import RIGHTS, Research, week

SALT = b"0123456789abcdef"


@pytest.fixture
def office() -> Office:
    made = Office()
    for id in ("dora", "egor"):
        made.profiles.add(a_profile(id, id))
        play(made.attempts, an_attempt(f"{id}-1", id))
    return made


@pytest.fixture
def research(office: Office) -> Research:
    return Research(office.pages, lambda key: "fault", page=2)


def test_open_attempts_stay_here(research: Research) -> None:
    attempts, scores, moves = research.tables(ADMIN, SALT)
    assert len(list(attempts.rows)) == 7
    assert len(list(scores.rows)) == 14
    rows = list(moves.rows)
    assert len(rows) == 21
    assert {row[2] for row in rows} == {60, 120, 180}
    assert {len(row) for row in rows} == {len(moves.columns)}


def test_the_same_salt_joins_and_another_does_not(research: Research) -> None:
    def labels(salt: bytes) -> list[object]:
        return [row[:3] for row in research.tables(ADMIN, salt)[0].rows]

    assert labels(SALT) == labels(SALT)
    assert not set(labels(SALT)) & set(labels(SALT[::-1]))


def test_a_short_salt_and_few_people_are_refused(research: Research) -> None:
    with pytest.raises(InvalidInput):
        research.tables(ADMIN, b"short")
    with pytest.raises(InvalidInput):
        Research(Office().pages, lambda key: "").tables(ADMIN, SALT)


def test_only_administrators_may(research: Research) -> None:
    for role in ROLES:
        if role != "administrator":
            with pytest.raises(NotPermitted):
                research.tables(actor("anna", role), SALT)
    assert {f"Research.{n}" for n in vars(Research) if n[0] != "_"} == set(RIGHTS.table)


def test_weeks_are_iso_weeks() -> None:
    record = an_attempt("x", "y")
    assert week(record.started_at) == "2026-W45"
