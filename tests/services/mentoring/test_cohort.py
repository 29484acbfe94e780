"""The cohort, what goes wrong often, and calibration."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.services.mentoring.desk import MentorDesk
from trainer.domain.people import Actor
from trainer.errors import InvalidInput, NotPermitted
from trainer.progress.improvement import STRETCH


def test_everybody_of_the_groups_is_there_with_what_is_known(desk: MentorDesk) -> None:
    desk.ended(desk.anna)
    page = desk.mentoring.cohort.page(desk.mia)
    assert [row.name for row in page.rows] == ["Anna <b>", "Boris"]
    assert (page.total, page.people, page.stuck, page.better) == (2, 2, 0, 0)
    row = page.rows[0]
    assert row.readiness is not None
    assert [line for line, _ in row.forecasts] == [2, 3]  # ready for line 1 already
    assert desk.readiness.asked == [(desk.anna.id, desk.boris.id)]


def test_nobody_s_readiness_is_asked_beyond_the_page(desk: MentorDesk) -> None:
    for n in range(60):
        person = desk.people.create(f"Trainee {n:02}", "en").id
        desk.groups.put("g1", person)
    page = desk.mentoring.cohort.page(desk.mia, offset=25)
    assert (page.total, len(page.rows), len(desk.readiness.asked[-1])) == (62, 25, 25)
    assert desk.mentoring.cohort.page(desk.mia, search="trainee 1").total == 10


def test_who_is_unknown_to_readiness_has_a_row_all_the_same(desk: MentorDesk) -> None:
    desk.readiness.unknown.add(desk.anna.id)
    row = desk.mentoring.cohort.page(desk.mia).rows[0]
    assert (row.readiness, row.forecasts) == (None, ())


def test_no_improvement_in_a_stretch_is_being_stuck(desk: MentorDesk) -> None:
    for number in range(2 * STRETCH):
        desk.ended(desk.anna, well=number < STRETCH)
    for number in range(2 * STRETCH):
        desk.ended(desk.boris, well=number >= STRETCH)
    page = desk.mentoring.cohort.page(desk.mia)
    assert [(row.name, row.stuck) for row in page.rows] == [("Anna <b>", (1,)), ("Boris", ())]
    only = desk.mentoring.cohort.page(desk.mia, shown="stuck")
    assert [row.name for row in only.rows] == ["Anna <b>"]
    assert only.stuck == 1


def test_better_since_last_week_beyond_luck(desk: MentorDesk) -> None:
    for _ in range(4):
        desk.ended(desk.anna)
        desk.ended(desk.boris)
    desk.later(days=10)
    for _ in range(4):
        desk.ended(desk.anna, well=True)
        desk.ended(desk.boris)
    desk.later(days=1)
    page = desk.mentoring.cohort.page(desk.mia, shown="better")
    assert [row.name for row in page.rows] == ["Anna <b>"]
    gain = page.rows[0].changes[0]
    assert gain.line == 1
    assert 0 < gain.change.low <= gain.change.mean <= gain.change.high
    desk.later(days=40)
    assert desk.mentoring.cohort.page(desk.mia).better == 0


def test_common_mistakes_with_example_calls(desk: MentorDesk) -> None:
    calls = [desk.ended(desk.anna) for _ in range(4)]
    hidden = desk.ended(desk.boris, sampled=True)
    desk.ended(desk.clara)
    total, rows = desk.mentoring.cohort.mistakes(desk.mia, "en")
    assert total >= len(rows) > 3
    first = next(row for row in rows if row.criterion == "category")
    assert (first.weak, first.scored, first.people, first.title) == (5, 5, 2, "Category")
    assert [call.attempt_id for call in first.calls] == calls[:2:-1]  # Boris's is of the sample
    assert hidden not in {call.attempt_id for row in rows for call in row.calls}
    for attempt in calls:
        desk.mentoring.corrections.correct(desk.mia, attempt, "category", 3, "x")
    pages = [desk.mentoring.cohort.mistakes(desk.mia, "ru", offset)[1] for offset in (0, 10)]
    rows = [*pages[0], *pages[1]]
    assert len(rows) == total
    assert next(row.weak for row in rows if row.criterion == "category") == 1
    desk.clock.now += timedelta(days=70)
    assert desk.mentoring.cohort.mistakes(desk.mia, "en") == (0, ())


def test_which_move_goes_wrong_on_which_fault(desk: MentorDesk) -> None:
    calls = [desk.ended(desk.anna) for _ in range(3)]
    hidden = desk.ended(desk.boris, sampled=True)
    good = desk.ended(desk.boris, well=True)
    desk.ended(desk.clara)
    total, rows = desk.mentoring.cohort.common(desk.mia, "en")
    assert total == len(rows) > 2
    assert {row.fault for row in rows} == {"The print service stopped"}
    gave_up = next(row for row in rows if row.kind == "decision.gave_up")
    assert (gave_up.times, gave_up.tickets, gave_up.people) == (4, 5, 2)
    assert [call.attempt_id for call in gave_up.calls] == calls[::-1]  # Boris's is of the sample
    assert hidden not in {call.attempt_id for row in rows for call in row.calls}
    assert not any(row.kind == "restored.not_restored" for row in rows)  # the same move
    none = next(row for row in rows if row.kind == "looks.none")
    assert none.tool
    assert {
        row.competency for row in desk.mentoring.cohort.common(desk.mia, "en", "triage")[1]
    } == {"triage"}
    assert desk.mentoring.cohort.common(desk.mia, "ru", None, 10)[0] == total
    assert desk.mentoring.cohort.common(desk.mia, "ru")[1][0].fault != rows[0].fault
    slip = desk.mentoring.corrections
    slip.correct(desk.mia, good, "restored", 0, "x")
    slip.correct(desk.mia, calls[0], "restored", 0, "x")
    for call in calls[1:]:
        slip.correct(desk.mia, call, "decision", 3, "it was not theirs")
    kinds = {row.kind: row.times for row in desk.mentoring.cohort.common(desk.mia, "en")[1]}
    assert kinds["decision.gave_up"] == 2
    desk.clock.now += timedelta(days=70)
    assert desk.mentoring.cohort.common(desk.mia, "en") == (0, ())


def test_a_mistake_of_one_time_is_not_common(desk: MentorDesk) -> None:
    desk.ended(desk.anna)
    assert desk.mentoring.cohort.common(desk.mia, "en") == (0, ())
    with pytest.raises(InvalidInput):
        desk.mentoring.cohort.common(desk.mia, "en", "juggling")  # type: ignore[arg-type]
    with pytest.raises(NotPermitted):
        desk.mentoring.cohort.common(desk.anna, "en")


def test_only_mentors_and_administrators_see_a_cohort(desk: MentorDesk) -> None:
    desk.ended(desk.clara)
    with pytest.raises(NotPermitted):
        desk.mentoring.cohort.page(desk.anna)
    with pytest.raises(NotPermitted):
        desk.mentoring.cohort.mistakes(Actor("r", frozenset({"recruiter"})), "en")
    with pytest.raises(InvalidInput):
        desk.mentoring.cohort.page(desk.mia, shown="none")  # type: ignore[arg-type]
    assert [row.name for row in desk.mentoring.cohort.page(desk.ada).rows] == ["Clara"]
    assert desk.mentoring.cohort.page(Actor(desk.mia.id, frozenset({"mentor"}))).total == 0


def rate(desk: MentorDesk, count: int) -> None:
    for number in range(count):
        attempt = desk.ended(desk.anna, sampled=True, well=number % 2 == 0)
        grade = desk.attempts.grade(attempt)
        assert grade is not None
        levels = {one["criterion"]: one["level"] for one in grade["scores"]}
        far = {**levels, "category": 3 - levels["category"]} if number == 0 else levels
        desk.mentoring.rating.rate(desk.mia, attempt, far, "pass" if number % 2 == 0 else "fail")
        desk.mentoring.rating.rate(desk.max, attempt, levels, "borderline")


def test_agreement_is_not_concluded_from_few_pairs(desk: MentorDesk) -> None:
    rate(desk, 3)
    row = next(
        r for r in desk.mentoring.calibration.agreement(desk.mia, "en") if r.criterion == "category"
    )
    assert (row.app.pairs, row.app.kappa, row.mentors.pairs) == (6, None, 3)
    assert desk.mentoring.calibration.agreement(desk.otto, "en") == []
    cut = desk.mentoring.calibration.cuts(desk.mia)[0]
    assert (cut.line, cut.verdicts, cut.cut) == (1, 6, None)
    drift = desk.mentoring.calibration.drift(desk.mia)
    assert [one.month for one in drift.months] == ["2026-11"]
    assert drift.months[0].difference.low is not None
    assert drift.change is None
    assert desk.mentoring.calibration.drift(desk.otto).months == ()


def test_enough_pairs_give_kappa_with_its_interval(desk: MentorDesk) -> None:
    rate(desk, 16)
    rows = desk.mentoring.calibration.agreement(desk.mia, "en")
    row = next(r for r in rows if r.criterion == "restored")
    assert row.app.pairs == 32
    assert row.app.kappa is not None
    assert row.mentors.kappa is None
    assert row.app.kappa > 0.9
    cut = desk.mentoring.calibration.cuts(desk.mia)[0].cut
    assert cut is not None
    assert cut.low < cut.score < cut.high
    worst = desk.mentoring.calibration.disagreements(desk.mia, "en")
    assert [(one.title, one.person, one.rater) for one in worst] == [
        ("Category", "Anna <b>", "Mia")
    ]
    with pytest.raises(NotPermitted):
        desk.mentoring.calibration.drift(desk.anna)
