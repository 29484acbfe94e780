"""One trainee before their mentor: tickets without what a blind rating must not know, own mistakes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.services.mentoring.desk import MentorDesk
from trainer.domain.people import Actor
from trainer.errors import NotPermitted, PersonNotFound
from trainer.services.mentoring.trainees import PAGE


def test_a_trainee_stands_where_the_cohort_says(desk: MentorDesk) -> None:
    for number in range(12):
        desk.ended(desk.anna, well=number < 6)
    (row, _) = desk.mentoring.cohort.page(desk.mia).rows
    assert row.stuck == (1,)
    assert desk.mentoring.trainees.open(desk.mia, desk.anna.id) == row
    assert desk.mentoring.trainees.open(desk.ada, desk.anna.id) == row


def test_tickets_come_in_pages_and_only_ended_ones(desk: MentorDesk) -> None:
    ended = [desk.ended(desk.anna) for _ in range(PAGE + 2)]
    desk.begin(desk.anna)
    trainees = desk.mentoring.trainees
    first = trainees.tickets(desk.mia, desk.anna.id)
    rest = trainees.tickets(desk.mia, desk.anna.id, PAGE)
    assert first.total == rest.total == PAGE + 2
    assert [one.item.attempt_id for one in (*first.rows, *rest.rows)] == ended[::-1]
    assert not any(one.blind for one in first.rows)
    assert first.rows[0].item.overall is not None


def test_a_ticket_to_be_rated_blind_tells_nothing_of_its_grade(desk: MentorDesk) -> None:
    attempt = desk.ended(desk.anna, sampled=True)
    desk.mentoring.corrections.hold(desk.ada, desk.ended(desk.anna), "Let me look.")
    trainees = desk.mentoring.trainees

    def ticket(actor: Actor) -> tuple[bool, float | None, bool | None]:
        rows = trainees.tickets(actor, desk.anna.id).rows
        one = next(one for one in rows if one.item.attempt_id == attempt)
        return one.blind, one.item.overall, one.item.passed

    assert ticket(desk.mia) == (True, None, None)
    desk.mentoring.rating.rate(desk.mia, attempt, {"category": 2}, "fail")
    blind, overall, passed = ticket(desk.mia)
    assert (blind, passed) == (False, False)
    assert overall is not None
    assert ticket(desk.max) == (True, None, None)  # another mentor's rating is still wanted


def test_mistakes_of_one_person_come_with_their_calls(desk: MentorDesk) -> None:
    calls = [desk.ended(desk.anna) for _ in range(4)]
    hidden = desk.ended(desk.anna, sampled=True)
    desk.ended(desk.boris)
    total, rows = desk.mentoring.cohort.mistakes(desk.mia, "en", person=desk.anna.id)
    assert total >= len(rows) > 3
    first = next(row for row in rows if row.criterion == "category")
    assert (first.weak, first.scored, first.people) == (5, 5, 1)
    assert [call.attempt_id for call in first.calls] == calls[:0:-1]  # three, the newest first
    assert hidden not in {call.attempt_id for row in rows for call in row.calls}
    desk.mentoring.corrections.correct(desk.mia, calls[-1], "category", 3, "x")
    pages = [
        desk.mentoring.cohort.mistakes(desk.mia, "en", offset, desk.anna.id)[1]
        for offset in (0, 10)
    ]
    rows = [*pages[0], *pages[1]]
    first = next(row for row in rows if row.criterion == "category")
    assert [call.attempt_id for call in first.calls] == calls[2::-1]
    common = desk.mentoring.cohort.common(desk.mia, "en", person=desk.anna.id)[1]
    assert {row.people for row in common} == {1}


ASKED: dict[str, Callable[[MentorDesk, Actor, str], object]] = {
    "open": lambda d, actor, person: d.mentoring.trainees.open(actor, person),
    "tickets": lambda d, actor, person: d.mentoring.trainees.tickets(actor, person),
    "mistakes": lambda d, actor, person: d.mentoring.cohort.mistakes(actor, "en", person=person),
    "common": lambda d, actor, person: d.mentoring.cohort.common(actor, "en", person=person),
}


@pytest.mark.parametrize("what", sorted(ASKED))
def test_only_people_one_looks_after(desk: MentorDesk, what: str) -> None:
    ask = ASKED[what]
    ask(desk, desk.mia, desk.anna.id)
    for actor, person in (
        (desk.otto, desk.anna.id),  # of another group
        (desk.mia, desk.mia.id),  # one's own progress has a page of its own
        (desk.anna, desk.boris.id),
        (desk.anna, desk.anna.id),
        (desk.mia, "nobody"),
        (desk.mia, "x' OR 1=1 --"),
    ):
        with pytest.raises(NotPermitted):
            ask(desk, actor, person)


def test_an_administrator_who_names_nobody_is_told_so(desk: MentorDesk) -> None:
    with pytest.raises(PersonNotFound):
        desk.mentoring.trainees.open(desk.ada, "nobody")
