"""The mentor's side on each real database, and what the migration makes of older attempts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text

from tests.services.mentoring.desk import MentorDesk
from tests.store.conftest import sqlite_url
from trainer.domain.moves import Say
from trainer.services.mentoring.records import Step
from trainer.store.engine import Database, connect
from trainer.store.schema import VERSION_TABLE, upgrade
from trainer.store.tables_mentoring import (
    criterion_scores,
    criterion_tallies,
    review_items,
    slips,
    ticket_faults,
)

_SLIPS = [select(one).order_by(*one.primary_key) for one in (slips, ticket_faults)]
_TALLIES = select(criterion_tallies).order_by(*criterion_tallies.primary_key)


@pytest.fixture
def desk(database: Database) -> MentorDesk:
    return MentorDesk(database)


def test_the_queue_with_every_reason(desk: MentorDesk) -> None:
    asked = desk.ended(desk.anna)
    blind = desk.ended(desk.boris, sampled=True)
    desk.mentoring.requests.appeal(desk.anna, asked, "category", "Почему?")
    desk.mentoring.corrections.hold(desk.mia, asked, "wait")
    rows = desk.mentoring.reviews.queue(desk.mia).rows
    assert [(row.attempt_id, row.reasons, row.held) for row in rows] == [
        (asked, ("asked", "discrepancy"), True),
        (blind, ("sampled",), False),
    ]
    assert rows[0].graded_at.tzinfo is not None
    desk.mentoring.rating.rate(desk.mia, blind, {"category": 3, "cause": 2}, "fail")
    desk.mentoring.rating.rate(desk.max, blind, {"category": 0}, "fail")
    assert desk.mentoring.reviews.queue(desk.mia, "discrepancy", "b").total == 2
    assert desk.mentoring.reviews.queue(desk.ada, "sampled").total == 0
    assert [row.app.pairs for row in desk.mentoring.calibration.agreement(desk.mia, "ru")] == [2, 1]
    assert desk.mentoring.calibration.drift(desk.mia).months[0].difference.count == 3
    assert len(desk.mentoring.calibration.disagreements(desk.mia, "ru")) == 2
    assert desk.mentoring.calibration.cuts(desk.mia)[0].verdicts == 2


def test_corrections_comments_and_a_bank(desk: MentorDesk) -> None:
    attempt = desk.ended(desk.anna)
    desk.mentoring.corrections.correct(desk.mia, attempt, "category", 3, "x")
    desk.mentoring.corrections.correct(desk.mia, attempt, "category", 2, "y")
    desk.mentoring.comments.add(desk.mia, attempt, 1, "Хорошо")
    desk.mentoring.comments.keep(desk.mia, "Хорошо")
    said = desk.mentoring.requests.of_attempt(desk.anna, attempt)
    assert [one.level for one in said.corrections] == [3, 2]
    assert desk.mentoring.comments.bank(desk.mia)[0].text == "Хорошо"
    with desk.database.reading() as session:
        row = session.execute(
            select(criterion_scores.c.level, criterion_scores.c.counted).where(
                criterion_scores.c.attempt_id == attempt, criterion_scores.c.criterion == "category"
            )
        ).one()
    assert tuple(row) == (0, 2)


def test_the_cohort_is_counted(desk: MentorDesk) -> None:
    for number in range(12):
        desk.ended(desk.anna, well=number < 6)
    desk.later(days=9)
    for number in range(4):
        desk.ended(desk.boris, well=number % 2 == 0)
    page = desk.mentoring.cohort.page(desk.mia)
    assert [(row.name, row.stuck) for row in page.rows] == [("Anna <b>", (1,)), ("Boris", ())]
    found = desk.mentoring.cohort._store.stretches(None, 4)
    stretch = {one.profile_id: one.late for one in found if one.late}
    records = [one.overall or 0.0 for one in desk.attempts.of_profile(desk.boris.id)]
    mean = sum(records) / 4
    assert stretch[desk.boris.id].mean == pytest.approx(mean)
    expected = sum((one - mean) ** 2 for one in records) / 3
    assert stretch[desk.boris.id].variance == pytest.approx(expected)
    total, rows = desk.mentoring.cohort.mistakes(desk.mia, "en")
    assert total
    assert rows[0].weak >= rows[-1].weak
    assert rows[0].calls
    total, slips_there = desk.mentoring.cohort.common(desk.mia, "en")
    assert total >= len(slips_there) > 1
    assert slips_there[0].times >= slips_there[-1].times > 1
    assert slips_there[0].tickets == 16
    assert len(slips_there[0].calls) == 3
    assert [row.name for row in desk.mentoring.cohort.page(desk.ada).rows] == ["Anna <b>", "Boris"]


def test_assignments_and_hints(desk: MentorDesk) -> None:
    due = desk.clock() + timedelta(days=3)
    made = desk.mentoring.assignments.give(
        desk.mia,
        "tiny",
        [Step(1, count=2), Step(2, fault="rights_missing")],
        due,
        group="g1",
        note="до среды",
    )
    assert [one.step.line for one in desk.mentoring.assignments.due(desk.anna, "ru")[0].steps] == [
        1,
        2,
    ]
    assert desk.mentoring.assignments.given(desk.mia, "ru").total == 1
    desk.mentoring.assignments.withdraw(desk.mia, made)
    assert desk.mentoring.assignments.due(desk.anna, "ru") == ()
    attempt = desk.begin(desk.anna)
    desk.begin(desk.boris)
    desk.moves(desk.anna, attempt, Say("greet"))
    total, rows = desk.mentoring.live.open_attempts(desk.mia)
    assert (total, rows[0].attempt_id, rows[0].moves, rows[1].last_at) == (2, attempt, 1, None)
    assert rows[0].last_at == desk.clock()
    desk.mentoring.live.whisper(desk.mia, attempt, "hint")
    (hint,) = desk.mentoring.live.hints(desk.anna, attempt)
    assert desk.mentoring.live.open_hint(desk.anna, attempt, hint.id).opened


def test_a_rating_is_stored_once_and_whole(desk: MentorDesk) -> None:
    attempt = desk.ended(desk.anna, sampled=True)
    desk.mentoring.rating.rate(desk.mia, attempt, {"category": 3}, "fail")
    store = desk.mentoring.rating._store
    (rating,) = store.of_attempt(attempt)
    from trainer.services.mentoring.records import OverallRating

    again = OverallRating(attempt, desk.mia.id, desk.anna.id, 1, "pass", 50.0, desk.clock())
    assert not store.rate([rating], again)
    assert store.of_attempt(attempt) == (rating,)
    assert rating.rated_at == datetime(2026, 11, 2, 9, 7, tzinfo=UTC)


def test_older_attempts_get_their_rows_when_the_database_is_upgraded(tmp_path: Path) -> None:
    desk = MentorDesk(tmp_path)
    plain, blind = desk.ended(desk.anna), desk.ended(desk.anna, sampled=True)
    running = desk.begin(desk.boris)
    with desk.database.reading() as session:
        scores = session.execute(
            select(criterion_scores).order_by(*criterion_scores.primary_key)
        ).all()
        items = session.execute(select(review_items)).all()
        tallies = session.execute(_TALLIES).all()
        made = [session.execute(query).all() for query in _SLIPS]
    names = [
        "assignment_steps", "assignments", "comment_bank", "corrections", "criterion_scores",
        "criterion_tallies", "holds", "policy_versions", "slips", "ticket_faults",
        "overall_ratings", "ratings", "review_items", "review_requests", "turn_comments", "whispers",
        "screening_impacts", "screening_declarations", "screening_disputes", "screening_decisions",
        "screening_consents", "screening_candidates", "screening_campaigns",
    ]  # fmt: skip
    with desk.database.writing() as session:
        for name in names:
            session.execute(text(f"DROP TABLE {name}"))
        session.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '0011'"))
    desk.close()

    database = connect(sqlite_url(tmp_path / "mentor.db"))
    upgrade(database.write_engine)
    with database.reading() as session:
        again = session.execute(
            select(criterion_scores).order_by(*criterion_scores.primary_key)
        ).all()
        assert again == scores
        assert session.execute(select(review_items)).all() == items
        assert session.execute(_TALLIES).all() == tallies
        assert made == [session.execute(query).all() for query in _SLIPS]
        assert all(made)
        assert {row.attempt_id for row in again} == {plain, blind}
        assert running not in {row.attempt_id for row in again}
        assert [row.attempt_id for row in items] == [blind]
    with database.writing() as session:
        session.execute(delete(review_items))
    database.close()
