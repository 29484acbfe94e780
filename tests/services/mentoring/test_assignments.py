"""Assignments, and hints in running attempts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.services.mentoring.desk import NASTY, MentorDesk
from trainer.domain.moves import Abandon, Resolve, Say
from trainer.errors import AttemptNotFound, InvalidInput, NotPermitted
from trainer.services.mentoring.records import Step


def give(desk: MentorDesk, *steps: Step, person: str = "", group: str = "", note: str = "") -> str:
    due = desk.clock() + timedelta(days=7)
    return desk.mentoring.assignments.give(
        desk.mia, "tiny", steps, due, person=person, group=group, note=note
    )


def work(desk: MentorDesk, line: int = 1, fault: str = "spooler_stopped") -> None:
    attempt = desk.begin(desk.anna, fault, line)
    desk.moves(desk.anna, attempt, Say("greet"), Resolve("bye"))


def test_progress_is_counted_from_attempts(desk: MentorDesk) -> None:
    work(desk)  # before it was assigned
    desk.later(minutes=1)
    give(desk, Step(1, "workplace", count=2), Step(1, fault="account_locked"), person=desk.anna.id)
    (item,) = desk.mentoring.assignments.due(desk.anna, "en")
    assert (item.done, item.wanted, item.overdue, item.by) == (0, 3, False, "Mia")
    work(desk)
    attempt = desk.begin(desk.anna)
    desk.moves(desk.anna, attempt, Abandon())  # given up: does not count
    (item,) = desk.mentoring.assignments.due(desk.anna, "en")
    assert [step.done for step in item.steps] == [1, 0]
    assert item.steps[1].fault == ""  # it would give the cause away
    desk.later(days=8)
    assert desk.mentoring.assignments.due(desk.anna, "ru")[0].overdue
    work(desk)
    work(desk, fault="account_locked")
    assert desk.mentoring.assignments.due(desk.anna, "en") == ()
    row = desk.mentoring.assignments.given(desk.mia, "en").rows[0]
    opened = desk.mentoring.assignments.given(desk.mia, "en", opened=row.item.assignment.id).rows[0]
    assert [(name, one.finished) for name, one in opened.progress] == [("Anna <b>", True)]
    assert opened.item.steps[1].fault != ""


def test_the_next_ticket_fits_the_step(desk: MentorDesk) -> None:
    made = give(desk, Step(1, "workplace"), Step(2, fault="rights_missing"), group="g1")
    keys = [desk.mentoring.assignments.next_ticket(desk.anna, made, n) for n in (1, 2)]
    assert [key.line for key in keys] == [1, 2]
    assert keys[1].fault == "rights_missing"
    assert keys == [desk.mentoring.assignments.next_ticket(desk.anna, made, n) for n in (1, 2)]
    for who, number in ((desk.anna, 3), (desk.clara, 1)):
        with pytest.raises(NotPermitted):
            desk.mentoring.assignments.next_ticket(who, made, number)


def test_a_group_s_assignment_is_everybody_s_of_it(desk: MentorDesk) -> None:
    made = give(desk, Step(1), group="g1", note=NASTY)
    assert desk.mentoring.assignments.due(desk.boris, "en")[0].assignment.note == NASTY
    assert desk.mentoring.assignments.due(desk.clara, "en") == ()
    page = desk.mentoring.assignments.given(desk.mia, "en")
    assert (page.total, page.rows[0].to, page.rows[0].people) == (1, "Desk one", 2)
    assert desk.mentoring.assignments.given(desk.otto, "en").total == 0
    assert desk.mentoring.assignments.given(desk.ada, "en").total == 1
    with pytest.raises(NotPermitted):
        desk.mentoring.assignments.withdraw(desk.otto, made)
    with pytest.raises(NotPermitted):
        desk.mentoring.assignments.withdraw(desk.mia, "no-such")
    desk.mentoring.assignments.withdraw(desk.mia, made)
    assert desk.mentoring.assignments.due(desk.boris, "en") == ()


@pytest.mark.parametrize(
    "steps",
    [(), (Step(4),), (Step(1, "no_area"),), (Step(1, fault="no_fault"),), (Step(1, count=0),),
     (Step(1, count=21),), (Step(1),) * 11, (Step(1, "sign_in", "spooler_stopped"),)],
)  # fmt: skip
def test_steps_that_cannot_be(desk: MentorDesk, steps: tuple[Step, ...]) -> None:
    with pytest.raises(InvalidInput) as caught:
        give(desk, *steps, person=desk.anna.id)
    assert caught.value.values["field"] == "steps"


def test_to_whom_and_by_when(desk: MentorDesk) -> None:
    assignments, due = desk.mentoring.assignments, desk.clock() + timedelta(days=1)
    for person, group in (("", ""), (desk.anna.id, "g1")):
        with pytest.raises(InvalidInput):
            assignments.give(desk.mia, "tiny", [Step(1)], due, person=person, group=group)
    for person, group in ((desk.clara.id, ""), ("", "g2"), (desk.mia.id, ""), ("no-such", "")):
        with pytest.raises(NotPermitted):
            assignments.give(desk.mia, "tiny", [Step(1)], due, person=person, group=group)
    for when in (desk.clock(), desk.clock() + timedelta(days=400)):
        with pytest.raises(InvalidInput):
            assignments.give(desk.mia, "tiny", [Step(1)], when, group="g1")
    with pytest.raises(InvalidInput):
        assignments.give(desk.mia, "no-pack", [Step(1)], due, group="g1")
    with pytest.raises(NotPermitted):
        assignments.give(desk.anna, "tiny", [Step(1)], due, group="g1")


def test_what_can_be_chosen(desk: MentorDesk) -> None:
    found = desk.mentoring.assignments.recipients(desk.mia, "ann")
    assert [one.label for one in found.people] == ["Anna <b>"]
    assert [one.label for one in found.groups] == ["Desk one"]
    assert len(desk.mentoring.assignments.recipients(desk.ada).groups) == 2
    areas, faults = desk.mentoring.assignments.choices(desk.mia, "tiny", "ru")
    assert areas
    assert len(faults) == 5


def test_running_attempts_of_the_groups_are_listed_and_watched(desk: MentorDesk) -> None:
    attempt = desk.begin(desk.anna)
    desk.moves(desk.anna, attempt, Say("greet"))
    desk.begin(desk.clara)
    desk.ended(desk.boris)
    total, rows = desk.mentoring.live.open_attempts(desk.mia)
    assert total == 1
    assert (rows[0].attempt_id, rows[0].moves, rows[0].name) == (attempt, 1, "Anna <b>")
    assert desk.mentoring.live.open_attempts(desk.mia, "bor")[0] == 0
    assert desk.mentoring.live.open_attempts(desk.ada)[0] == 2
    watched = desk.mentoring.live.watch(desk.mia, attempt)
    assert watched.view.events[-1].turn == 1
    with pytest.raises(AttemptNotFound):
        desk.mentoring.live.watch(desk.otto, attempt)


def test_a_hint_is_read_only_when_it_is_opened(desk: MentorDesk) -> None:
    attempt, live = desk.begin(desk.anna), desk.mentoring.live
    live.whisper(desk.mia, attempt, f"Ask who else has it. {NASTY}")
    (hint,) = live.hints(desk.anna, attempt)
    assert (hint.text, hint.opened, hint.by) == ("", False, "Mia")
    opened = live.open_hint(desk.anna, attempt, hint.id)
    assert opened.text == f"Ask who else has it. {NASTY}"
    first = live.watch(desk.mia, attempt).whispers[0].opened_at
    desk.later(minutes=5)
    live.open_hint(desk.anna, attempt, hint.id)
    assert live.watch(desk.mia, attempt).whispers[0].opened_at == first
    for who in (desk.boris, desk.clara):
        with pytest.raises(AttemptNotFound):
            live.hints(who, attempt)
    with pytest.raises(AttemptNotFound):
        live.open_hint(desk.anna, attempt, "no-such")
    for _ in range(9):
        live.whisper(desk.mia, attempt, "x")
    with pytest.raises(InvalidInput):
        live.whisper(desk.mia, attempt, "x")
    desk.moves(desk.anna, attempt, Abandon())
    with pytest.raises(NotPermitted):
        live.whisper(desk.mia, attempt, "too late")
