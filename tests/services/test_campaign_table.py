"""A campaign as a table: complete, blind where the campaign is, and for its owner only."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.screening_desk import ADMIN, NEWCOMER, OTHER, RECRUITER, Screening
from tests.services.test_screening_reports import ended_fast
from trainer.errors import NotPermitted, ScreeningNotFound
from trainer.services.records.columns import Value
from trainer.services.records.files import write_export
from trainer.services.screening.records import Campaign


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Screening]:
    made = Screening(tmp_path)
    yield made
    made.database.close()


def told(desk: Screening, campaign: Campaign) -> list[dict[str, Value]]:
    table = desk.reporting.table(RECRUITER, campaign.id)
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_a_row_says_what_the_report_says(desk: Screening) -> None:
    made = desk.campaign(lines=(1,))
    actor = desk.finished(made, "Anna", email="anna@example.com", extra_percent=50)
    desk.deciding.decide(RECRUITER, desk.of(actor).id, "hold", "Let us see.")
    desk.clock.advance(minutes=3)
    desk.deciding.decide(RECRUITER, desk.of(actor).id, "decline", "=Not yet")
    report = desk.reporting.candidate(RECRUITER, desk.of(actor).id)
    assert report.readiness is not None
    assert report.seconds is not None
    (row,) = told(desk, made)
    estimate = report.readiness.line(1).estimate
    assert row == {
        "candidate": report.code,
        "name": "Anna",
        "email": "anna@example.com",
        "language": report.language,
        "status": "finished",
        "tickets_ended": 2,
        "tickets": 2,
        "line_1_verdict": "not_yet",
        "line_1_expected": estimate.expected,
        "line_1_low": estimate.low,
        "line_1_high": estimate.high,
        "critical_errors": report.critical,
        "time_percent": round(100 * report.time_share),
        "minutes_used": round(report.seconds / 60, 1),
        "decision": "decline",
        "reason": "=Not yet",
        "decided_at": report.decisions[-1].at,
    }


def test_blind_until_a_decision(desk: Screening) -> None:
    made = desk.campaign(blind=True)
    actor = desk.finished(made, "Anna", email="anna@example.com", extra_percent=50)
    hidden = ("name", "email", "minutes_used")
    assert [told(desk, made)[0][name] for name in hidden] == ["", "", None]
    desk.deciding.decide(RECRUITER, desk.of(actor).id, "hold", "Later.")
    assert [told(desk, made)[0][name] for name in hidden] == ["", "", None]
    desk.deciding.decide(RECRUITER, desk.of(actor).id, "invite", "Well done.")
    assert told(desk, made)[0]["name"] == "Anna"


def test_whoever_has_not_begun_or_ended_has_a_row_without_a_verdict(desk: Screening) -> None:
    made = desk.campaign(minutes=5)
    desk.invited(made, "Never")
    running = desk.begun(made, "Running")
    by_name = {row["name"]: row for row in told(desk, made)}
    assert by_name["Never"]["status"] == "invited"
    assert by_name["Never"]["time_percent"] is None
    assert by_name["Running"]["line_1_verdict"] == ""
    desk.give_up(running)
    desk.clock.advance(hours=1)
    late = {row["name"]: row for row in told(desk, made)}["Running"]  # settled by the look
    assert (late["status"], late["time_percent"]) == ("timed_out", 100)
    assert late["line_1_verdict"] == "not_enough"


def test_the_ticket_to_try_counts_nowhere(desk: Screening) -> None:
    made = desk.campaign()
    actor = desk.consented(made)
    practice = desk.sitting.start_practice(actor)
    desk.sitting.end_practice(actor)
    desk.sitting.begin(actor)
    while desk.give_up(actor):
        pass
    (row,) = told(desk, made)
    assert (row["tickets_ended"], row["tickets"]) == (2, 2)
    assert desk.of(actor).practice_attempt == practice
    assert practice not in {one.id for seen in desk.report.seen for one in seen}


def test_the_owners_and_administrators_only(desk: Screening) -> None:
    made = desk.campaign()
    desk.reporting.table(ADMIN, made.id)
    for actor, refusal in ((OTHER, ScreeningNotFound), (NEWCOMER, NotPermitted)):
        with pytest.raises(refusal):
            desk.reporting.table(actor, made.id)
    with pytest.raises(ScreeningNotFound):
        desk.reporting.table(RECRUITER, "no-such")


def test_a_thousand_in_the_order_of_pseudonyms(desk: Screening, tmp_path: Path) -> None:
    made = desk.campaign()
    ended_fast(desk, made.id, 1000)
    codes = [row["candidate"] for row in told(desk, made)]
    assert len(codes) == 1000
    assert codes == sorted(set(codes))  # type: ignore[type-var]


def test_a_name_is_no_formula(desk: Screening, tmp_path: Path) -> None:
    made = desk.campaign()
    desk.invited(made, "=HYPERLINK(1)")
    path, count = write_export(desk.reporting.table(RECRUITER, made.id), tmp_path, "csv")
    assert (path.name, count) == ("candidates.csv", 1)
    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["name"] == "'=HYPERLINK(1)"


def test_nobody_of_a_blind_campaign_is_in_it_before_the_link_is_opened(desk: Screening) -> None:
    blind, open_ = desk.campaign(blind=True), desk.campaign()
    for made in (blind, open_):
        desk.invited(made)
        desk.begun(made, "Bert")
    assert [row["status"] for row in told(desk, blind)] == ["running"]
    assert sorted(str(row["status"]) for row in told(desk, open_)) == ["invited", "running"]
