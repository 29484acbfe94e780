from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.services.desk import Desk, plain_grade
from tests.tiny import tiny_pack
from trainer.domain.moves import Abandon, Escalate, FillTicket, KeepDraft, Resolve, Say, UseTool
from trainer.domain.scenario import ScenarioKey
from trainer.domain.ticket import TEXT_LIMIT, HandoffNote
from trainer.domain.understanding import Understanding
from trainer.errors import (
    AttemptNotFound,
    InvalidInput,
    MoveNotAllowed,
    NotPermitted,
    StoreUnavailable,
    TextTooLong,
)
from trainer.language.limits import MESSAGE_LIMIT
from trainer.services.grades import grade_from_plain, grade_to_plain
from trainer.services.ports import MoveRecord
from trainer.services.practice import Practice


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_queue_has_two_tickets_a_line_and_stays_until_one_is_finished(desk: Desk) -> None:
    first = desk.practice.queue(desk.me, "en")
    assert [item.line for item in first] == [1, 1, 2, 2, 3, 3]
    assert [i.key for i in desk.restarted().queue(desk.me, "ru")] == [i.key for i in first]
    assert first[0].subject in ("The printer does not print", "I cannot sign in")
    assert desk.practice.queue(desk.other, "en") != first
    attempt = desk.practice.start(desk.me, first[0].key, "en")
    desk.practice.move(desk.me, attempt, Abandon(), 1, "r")
    assert desk.practice.queue(desk.me, "en") != first


def test_the_queue_of_a_desk_holds_its_tickets_alone() -> None:
    other = replace(tiny_pack(), header=tiny_pack().header.model_copy(update={"id": "other"}))
    desk = Desk({"tiny": tiny_pack(), "other": other})
    assert {item.key.pack for item in desk.practice.queue(desk.me, "en", pack="other")} == {"other"}
    assert {item.key.pack for item in desk.practice.queue(desk.me, "en")} == {"tiny"}


def test_the_usual_desk_is_the_one_practised_last() -> None:
    other = replace(tiny_pack(), header=tiny_pack().header.model_copy(update={"id": "other"}))
    desk = Desk({"tiny": tiny_pack(), "other": other})
    assert desk.practice.usual_pack(desk.me) == "tiny"
    key = desk.practice.queue(desk.me, "en", pack="other")[0].key
    desk.practice.start(desk.me, key, "en")
    assert desk.practice.usual_pack(desk.me) == "other"
    assert {item.key.pack for item in desk.practice.queue(desk.me, "en")} == {"other"}


def test_a_desk_that_does_not_exist_is_named(desk: Desk) -> None:
    with pytest.raises(InvalidInput) as caught:
        desk.practice.queue(desk.me, "en", pack="moon")
    assert caught.value.values["field"] == "pack"


def test_a_draft_outlives_the_server_and_is_cleaned(desk: Desk) -> None:
    attempt = desk.practice.start(desk.me, desk.practice.queue(desk.me, "en")[0].key, "en")
    desk.practice.move(desk.me, attempt, KeepDraft((("tried", "  restarted\x00 it "),)), 1, "r1")
    assert desk.restarted().view(desk.me, attempt).drafts == {"tried": "restarted it"}


def test_a_queue_of_one_line_avoids_repeating_faults_while_it_can(desk: Desk) -> None:
    items = desk.practice.queue(desk.me, "en", line=1)
    assert [item.line for item in items] == [1] * 6
    # Line 1 can draw five faults, so of six tickets five are different.
    faults = [desk.practice._tickets.scenario(item.key).faults for item in items]
    assert len(set(faults)) == 5


def test_a_queue_for_a_line_that_does_not_exist(desk: Desk) -> None:
    with pytest.raises(InvalidInput) as raised:
        desk.practice.queue(desk.me, "en", line=4)
    assert raised.value.values["field"] == "line"


def test_a_ticket_taken_twice_is_one_attempt(desk: Desk) -> None:
    assert desk.begin() == desk.begin()
    assert len(desk.attempts.of_profile(desk.me)) == 1
    assert desk.practice.open_attempt(desk.me) == desk.begin()
    assert desk.practice.open_attempt(desk.other) is None


def test_a_stranger_takes_no_ticket(desk: Desk) -> None:
    key = desk.practice.queue(desk.me, "en")[0].key
    with pytest.raises(NotPermitted):
        desk.practice.start("nobody", key, "en")


@pytest.mark.parametrize(
    "key",
    [
        ScenarioKey("gone", "1.0.0", 1, 1),
        ScenarioKey("tiny", "0.9.0", 1, 1),
        ScenarioKey("tiny", "1.0.0", 7, 1),
        ScenarioKey("tiny", "1.0.0", 1, 1, "no_such_fault"),
        ScenarioKey("tiny", "1.0.0", 1, -1),
    ],
)
def test_a_key_that_names_no_ticket_is_refused(desk: Desk, key: ScenarioKey) -> None:
    with pytest.raises(InvalidInput):
        desk.practice.start(desk.me, key, "en")
    assert desk.attempts.of_profile(desk.me) == ()


def test_a_move_is_stored_before_its_reply_with_what_was_understood(desk: Desk) -> None:
    attempt = desk.begin()
    view = desk.practice.say(desk.me, attempt, "greet ask_since", 1, "r1")
    (entry,) = desk.attempts.moves(attempt)
    assert (entry.number, entry.request) == (1, "r1")
    assert entry.move["kind"] == "say"
    assert [act[0] for act in entry.move["understood"]["acts"]] == ["greet", "ask_since"]
    assert view.moves_made == 1
    assert any(event.tool == "ask_since" for event in view.events)


def test_the_understander_hears_of_the_tools_of_this_line_only(desk: Desk) -> None:
    desk.practice.say(desk.me, desk.begin(), "greet", 1, "r1")
    desk.practice.say(desk.me, desk.begin("driver_corrupt", 2), "greet", 1, "r1")
    first, second = (allowed for _, _, allowed in desk.understander.heard)
    assert "guide_restart" in first - second
    assert "look_driver" in second - first


def test_a_page_cannot_bring_its_own_understanding(desk: Desk) -> None:
    attempt = desk.begin()
    forged = Understanding(acts=desk.understander.understand("greet", "en", frozenset()).acts)
    desk.practice.move(desk.me, attempt, Say("nothing", forged), 1, "r1")
    assert desk.attempts.moves(attempt)[0].move["understood"]["acts"] == []


def test_words_are_cleaned_before_they_are_kept(desk: Desk) -> None:
    attempt = desk.begin()
    desk.practice.say(desk.me, attempt, "  hi\x00\u202e <b>\U0001f600\r\n", 1, "r1")
    assert desk.attempts.moves(attempt)[0].move["text"] == "hi <b>\U0001f600"


@pytest.mark.parametrize(
    ("move", "field"),
    [
        (Say("x" * (MESSAGE_LIMIT + 1)), "text"),
        (Resolve("x" * (MESSAGE_LIMIT + 1)), "words"),
        (FillTicket((("notes", "x" * (TEXT_LIMIT + 1)),)), "notes"),
        (Escalate(2, "workplace", HandoffNote(tried="x" * (TEXT_LIMIT + 1))), "tried"),
    ],
)
def test_a_text_that_is_too_long_loses_nothing(desk: Desk, move: Say, field: str) -> None:
    attempt = desk.begin()
    with pytest.raises(TextTooLong) as raised:
        desk.practice.move(desk.me, attempt, move, 1, "r1")
    assert raised.value.values["field"] == field
    assert raised.value.values["limit"] in (MESSAGE_LIMIT, TEXT_LIMIT)
    assert desk.attempts.moves(attempt) == ()
    assert desk.practice.view(desk.me, attempt).moves_made == 0


def test_a_double_click_and_a_page_that_is_behind_change_nothing(desk: Desk) -> None:
    attempt = desk.begin()
    look = UseTool("look_tickets")
    once = desk.practice.move(desk.me, attempt, look, 1, "click")
    assert desk.practice.move(desk.me, attempt, look, 2, "click") == once
    assert desk.practice.move(desk.me, attempt, look, 1, "other") == once
    assert desk.practice.move(desk.me, attempt, look, 5, "ahead") == once
    assert len(desk.attempts.moves(attempt)) == 1


def test_a_click_that_lost_the_race_sees_what_won(desk: Desk) -> None:
    attempt = desk.begin()
    stored = desk.attempts.append_move

    def too_late(move: MoveRecord) -> bool:
        winner = replace(move, request="winner", move={"kind": "use", "tool": "look_spooler"})
        assert stored(winner)
        return stored(move)

    desk.attempts.append_move = too_late  # type: ignore[method-assign]
    view = desk.practice.move(desk.me, attempt, UseTool("look_tickets"), 1, "loser")
    assert [event.tool for event in view.events if event.kind == "read"] == ["look_spooler"]


def test_a_move_that_is_not_allowed_is_not_stored(desk: Desk) -> None:
    attempt = desk.begin()
    with pytest.raises(MoveNotAllowed):
        desk.practice.move(desk.me, attempt, UseTool("look_driver"), 1, "r1")
    assert desk.attempts.moves(attempt) == ()


@pytest.mark.parametrize("request_", ["", "x" * 101])
def test_a_request_needs_a_name_that_can_be_kept(desk: Desk, request_: str) -> None:
    with pytest.raises(InvalidInput):
        desk.practice.move(desk.me, desk.begin(), UseTool("look_tickets"), 1, request_)


def test_a_restarted_server_goes_on_where_the_attempt_was(desk: Desk) -> None:
    attempt = desk.begin()
    for number, text in enumerate(("greet", "ask_since", "?ask_host", "ask_restarted"), start=1):
        view = desk.practice.say(desk.me, attempt, text, number, f"r{number}")
    assert desk.restarted().view(desk.me, attempt) == view


def test_two_servers_on_one_store_see_each_others_moves(desk: Desk) -> None:
    attempt, second = desk.begin(), desk.restarted()
    desk.practice.move(desk.me, attempt, UseTool("look_tickets"), 1, "a")
    seen = second.move(desk.me, attempt, UseTool("look_spooler"), 2, "b")
    assert desk.practice.view(desk.me, attempt) == seen


def test_servers_that_take_turns_replay_what_the_other_stored(desk: Desk) -> None:
    attempt, servers = desk.begin(), (desk.practice, desk.restarted())
    tools = (
        "look_tickets",
        "look_spooler",
        "ask_since",
        "ask_host",
        "look_account",
        "ask_deadline",
    )
    for number, tool in enumerate(tools, start=1):
        server = servers[number // 2 % 2]
        view = server.move(desk.me, attempt, UseTool(tool), number, f"r{number}")
    assert [finding.tool for finding in view.findings] == list(tools)
    assert all(server.view(desk.me, attempt) == view for server in (*servers, desk.restarted()))


CALLS: tuple[Callable[[Practice, str, str], object], ...] = (
    lambda practice, me, attempt: practice.view(me, attempt),
    lambda practice, me, attempt: practice.say(me, attempt, "greet", 1, "r"),
    lambda practice, me, attempt: practice.move(me, attempt, Abandon(), 1, "r"),
    lambda practice, me, attempt: practice.debrief(me, attempt),
)


@pytest.mark.parametrize("call", CALLS)
def test_somebody_elses_attempt_looks_like_none(
    desk: Desk, call: Callable[[Practice, str, str], object]
) -> None:
    attempt = desk.begin()
    for person, wanted in ((desk.other, attempt), (desk.me, "no-such-attempt"), (desk.me, "")):
        with pytest.raises(AttemptNotFound):
            call(desk.practice, person, wanted)
    assert desk.attempts.moves(attempt) == ()


def test_the_end_is_graded_once_and_kept(desk: Desk) -> None:
    attempt = desk.begin()
    desk.practice.move(desk.me, attempt, UseTool("restart_spooler"), 1, "a")
    desk.clock.advance(minutes=7)
    view = desk.practice.move(desk.me, attempt, Resolve("greet"), 2, "b")
    record = desk.attempts.get(attempt)
    assert record is not None
    assert (view.status, record.status, record.overall, record.passed) == (
        "resolved", "resolved", 100.0, True,
    )  # fmt: skip
    assert record.finished_at == desk.clock.now
    assert (record.scoring_version, record.competencies) == ("test-1", (("resolution", 100.0),))
    with pytest.raises(MoveNotAllowed) as raised:
        desk.practice.move(desk.me, attempt, UseTool("look_tickets"), 3, "c")
    assert raised.value.reason == "ended"
    assert desk.practice.open_attempt(desk.me) is None


def test_a_server_killed_before_the_grade_makes_up_for_it(desk: Desk) -> None:
    attempt = desk.begin()
    finish = desk.attempts.finish

    def killed(*_: object) -> None:
        raise StoreUnavailable("locked")

    desk.attempts.finish = killed  # type: ignore[method-assign, assignment]
    with pytest.raises(StoreUnavailable):
        desk.practice.move(desk.me, attempt, Abandon(), 1, "a")
    desk.attempts.finish = finish  # type: ignore[method-assign]
    assert desk.restarted().view(desk.me, attempt).status == "abandoned"
    record = desk.attempts.get(attempt)
    assert record is not None
    assert record.status == "abandoned"
    assert desk.attempts.grade(attempt) is not None


def test_the_debrief_opens_when_the_ticket_has_ended(desk: Desk) -> None:
    attempt = desk.begin()
    with pytest.raises(NotPermitted):
        desk.practice.debrief(desk.me, attempt)
    desk.practice.move(desk.me, attempt, UseTool("restart_spooler"), 1, "a")
    desk.practice.move(desk.me, attempt, Abandon(), 2, "b")
    stored = desk.attempts.grade(attempt)
    assert stored is not None
    assert grade_from_plain(stored).overall == 100.0


def test_a_grade_survives_being_stored(desk: Desk) -> None:
    attempt = desk.begin("account_locked")
    desk.practice.move(desk.me, attempt, UseTool("unlock_account"), 1, "a")
    desk.practice.move(desk.me, attempt, Abandon(), 2, "b")
    record = desk.attempts.get(attempt)
    stored = desk.attempts.grade(attempt)
    assert record is not None
    assert stored is not None
    state = desk.practice._running.current(record, desk.attempts.moves(attempt))
    assert grade_from_plain(stored) == plain_grade(state)
    assert grade_from_plain(grade_to_plain(plain_grade(state))).critical != ()
    assert (record.critical, record.passed) == (1, False)


def test_a_broken_log_is_named_and_not_guessed_at(desk: Desk) -> None:
    attempt = desk.begin()
    for plain in ({"kind": "dance"}, {"kind": "use"}, {"kind": "use", "tool": "look_driver"}):
        broken = Desk()
        attempt = broken.begin()
        broken.attempts.append_move(MoveRecord(attempt, 1, "r", broken.clock.now, plain))
        with pytest.raises(StoreUnavailable) as raised:
            broken.practice.view(broken.me, attempt)
        assert raised.value.reason == "broken"


def test_a_pack_that_was_updated_leaves_history_readable(desk: Desk) -> None:
    attempt = desk.begin()
    pack = tiny_pack()
    header = pack.header.model_copy(update={"version": "2.0.0"})
    desk.packs = {"tiny": replace(pack, header=header)}
    updated = desk.restarted()
    with pytest.raises(InvalidInput) as raised:
        updated.view(desk.me, attempt)
    assert raised.value.values["version"] == "1.0.0"
    assert updated.open_attempt(desk.me) is None
    (item,) = updated.history(desk.me)
    assert (item.attempt_id, item.subject.startswith("tiny@1.0.0")) == (attempt, True)
    assert {entry.key.version for entry in updated.queue(desk.me, "en")} == {"2.0.0"}


def test_history_tells_how_it_went(desk: Desk) -> None:
    attempt = desk.begin()
    desk.practice.move(desk.me, attempt, Abandon(), 1, "a")
    (item,) = desk.practice.history(desk.me)
    assert (item.subject, item.status, item.overall, item.passed) == (
        "The printer does not print", "abandoned", 10.0, False,
    )  # fmt: skip


def test_results_come_in_pages_without_the_ticket_in_hand(desk: Desk) -> None:
    ended = []
    for _ in range(3):
        attempt = desk.begin()
        desk.practice.move(desk.me, attempt, Abandon(), 1, f"end-{attempt}")
        desk.clock.now += timedelta(hours=1)
        ended.append(attempt)
    desk.begin()
    first, second = desk.practice.results(desk.me, 0, 2), desk.practice.results(desk.me, 2, 2)
    assert (first.total, second.total) == (3, 3)
    assert [one.attempt_id for one in (*first.items, *second.items)] == ended[::-1]
    assert desk.practice.results(desk.me, -5, -1).items == ()
