"""What mentors say of a score changes what it counts for: held not at all, corrected as corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes import START, newcomer
from tests.services.test_readiness import Office
from trainer.domain.forms import Form
from trainer.domain.people import Actor
from trainer.services.mentoring.records import Correction, Hold
from trainer.services.records.exports import Exports
from trainer.services.records.statements import Statements
from trainer.store.cohort import SqlCohort
from trainer.store.policies import SqlPolicies
from trainer.store.record_pages import SqlRecordPages
from trainer.store.reviews import SqlReviews

ANNA = Actor("anna", frozenset({"newcomer"}))


class NoGroups:
    def of_person(self, profile_id: str) -> frozenset[str]:
        return frozenset()

    def members(self, groups: frozenset[str]) -> frozenset[str]:
        return frozenset()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "t.db")
    yield made
    made.database.close()


@pytest.fixture
def reviews(office: Office) -> SqlReviews:
    return SqlReviews(office.database)


def hold(reviews: SqlReviews, attempt: str, held: bool = True) -> None:
    reviews.hold(Hold(attempt, held, "look again", "mia", START))


def test_a_held_score_counts_for_nothing_until_it_is_released(
    office: Office, reviews: SqlReviews
) -> None:
    for number in range(1, 16):
        office.end(number)
    bad = office.end(20, 5.0, critical=1, passed=False)
    before = office.readiness.of("anna")
    assert before.line(1).criticals == 1
    hold(reviews, bad.id)
    now = office.readiness.of("anna")  # at once, though what was computed before is kept for a day
    assert now.overall.cases == 15
    assert now.line(1).criticals == 0
    assert now.line(1).estimate.expected > before.line(1).estimate.expected
    progress = office.reports.progress(newcomer("anna"), "anna", "en")
    assert progress.on_hold == (bad.id,)
    assert (len(progress.points), progress.criticals, progress.set_aside) == (15, 0, 0)
    hold(reviews, bad.id, held=False)
    assert office.readiness.of("anna") == replace(before, at=office.clock())
    assert office.reports.progress(newcomer("anna"), "anna", "en").on_hold == ()


def test_another_ticket_ended_meanwhile_does_not_hide_the_hold(
    office: Office, reviews: SqlReviews
) -> None:
    for number in range(1, 6):
        office.end(number)
    office.readiness.of("anna")
    hold(reviews, "a1")
    office.end(7)
    assert office.readiness.of("anna").overall.cases == 5


def test_a_correction_counts_at_once(office: Office, reviews: SqlReviews) -> None:
    for number in range(1, 6):
        office.end(number, 40.0)
    before = office.readiness.of("anna")
    for number in range(1, 6):
        record = office.attempts.get(f"a{number}")
        assert record is not None
        counted = replace(
            record, overall=95.0, passed=True, competencies=(("diagnosis", 95.0),)
        )  # fmt: skip
        reviews.correct(Correction(record.id, "looks", 0, 3, "was fine", "mia", START), counted)
    after = office.readiness.of("anna")
    assert after.overall.expected > before.overall.expected + 10
    assert {
        point[2] for point in office.reports.progress(newcomer("anna"), "anna", "en").points
    } == {95.0}


def test_a_screening_s_verdict_leaves_a_held_ticket_out(
    office: Office, reviews: SqlReviews
) -> None:
    records = [office.end(number) for number in range(1, 4)]
    keys = tuple(one.key for one in records)
    form = Form("office/first_line", "1", "1", 1, keys, 70.0, 1.0, 2.0, 0.1)
    hold(reviews, "a2")
    stored = [one for number in range(1, 4) if (one := office.attempts.get(f"a{number}"))]
    assert office.readiness.assess(stored, form).overall.cases == 2


def test_what_leaves_tells_no_score_on_hold(office: Office, reviews: SqlReviews) -> None:
    for number in range(1, 4):
        office.end(number)
    hold(reviews, "a2")
    pages = SqlRecordPages(office.database)
    exports = Exports(pages, {"office": office.pack}, NoGroups(), None)
    table = exports.table(ANNA, "attempts")
    names = [column.name for column in table.columns]
    rows = {str(row[0]): dict(zip(names, row, strict=True)) for row in table.rows}
    assert [rows[one]["held"] for one in ("a1", "a2", "a3")] == [False, True, False]
    assert [rows[one]["overall"] for one in ("a1", "a2", "a3")] == [90.0, None, 90.0]
    assert (rows["a2"]["passed"], rows["a2"]["diagnosis"]) == (None, None)
    statements = Statements(pages, {"office": office.pack}, NoGroups())
    told = [one["verb"]["display"]["en"] for one in statements.all(ANNA, "https://desk.example")]
    assert sorted(told) == ["completed", "completed", "completed", "passed", "passed"]


def test_the_printed_report_lists_it_without_a_score(office: Office, reviews: SqlReviews) -> None:
    from trainer.app.pdf.report import Call, report_pdf
    from trainer.app.pdf.summary import Subject

    subject = Subject("Anna", office.readiness.of("anna"), ("First", "Second", "Third"))
    call = Call(START, 1, "Printer", "resolved", None, None, 0, held=True)
    for language in ("ru", "en"):
        assert report_pdf(subject, [call], language).startswith(b"%PDF")  # type: ignore[arg-type]


def test_mentors_and_previews_compare_final_scores(office: Office, reviews: SqlReviews) -> None:
    for number in range(1, 4):
        office.end(number)
    hold(reviews, "a3")
    stretch = SqlCohort(office.database).stretches(None, 5)[0]
    assert stretch.late is not None
    assert stretch.late.count == 2
    week = SqlCohort(office.database).around(None, START, START + timedelta(days=2))[0]
    assert week.before is not None
    assert week.before.count + (week.late.count if week.late else 0) == 2
    assert [one.id for one in SqlPolicies(office.database).latest("office", 9)] == ["a2", "a1"]
