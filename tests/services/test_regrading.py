"""Grading again: both grades stay, a dry run stores nothing, what cannot be graded is told."""

from __future__ import annotations

from dataclasses import replace

from tests.loaded import shipped_pack
from tests.services.desk import Desk, plain_grade
from trainer.app.regrade import summary
from trainer.domain.moves import Resolve, UseTool
from trainer.domain.scores import Grade
from trainer.services.accounts.trail import OPERATOR
from trainer.services.regrading import Regrading
from trainer.services.tickets import Tickets
from trainer.session.state import AttemptState


def stricter(state: AttemptState) -> Grade:
    return replace(plain_grade(state), scoring_version="test-2", overall=40.0, passed=False)


def ended(desk: Desk) -> str:
    attempt = desk.begin()
    desk.practice.move(desk.me, attempt, UseTool("restart_spooler"), 1, "one")
    desk.practice.move(desk.me, attempt, Resolve(), 2, "two")
    return attempt


def regrading(desk: Desk, version: str = "test-2", packs: bool = True) -> Regrading:
    return Regrading(
        desk.attempts,
        desk.profiles,
        Tickets(desk.packs if packs else {"office": shipped_pack("office")}),
        desk.clock,
        stricter,
        version,
    )


def test_a_dry_run_tells_who_would_move_and_stores_nothing() -> None:
    desk = Desk()
    attempt = ended(desk)
    before = desk.attempts.get(attempt)
    (row,) = regrading(desk).run(OPERATOR, apply=False)
    assert (row.attempt_id, row.person, row.before, row.after) == (attempt, "Me", 100.0, 40.0)
    assert row.moved == -60
    assert desk.attempts.get(attempt) == before
    assert len(desk.attempts.grades(attempt)) == 1
    assert "1 move" in summary([row])
    assert "1 no longer pass" in summary([row])


def test_applying_keeps_both_and_happens_once() -> None:
    desk = Desk()
    attempt = ended(desk)
    list(regrading(desk).run(OPERATOR, apply=True))
    record = desk.attempts.get(attempt)
    assert record is not None
    assert (record.scoring_version, record.overall, record.passed) == ("test-2", 40.0, False)
    assert [grade["overall"] for grade in desk.attempts.grades(attempt)] == [100.0, 40.0]
    assert list(regrading(desk).run(OPERATOR, apply=True)) == []
    assert "has been graded" in summary([])


def test_an_attempt_of_this_version_or_still_open_is_left_alone() -> None:
    desk = Desk()
    ended(desk)
    desk.begin(seed=2)
    assert list(regrading(desk, version="test-1").run(OPERATOR, apply=True)) == []


def test_a_retired_pack_is_told_and_its_grade_kept() -> None:
    desk = Desk()
    attempt = ended(desk)
    (row,) = regrading(desk, packs=False).run(OPERATOR, apply=True)
    assert row.problem
    assert row.before == row.after == 100.0
    assert len(desk.attempts.grades(attempt)) == 1
