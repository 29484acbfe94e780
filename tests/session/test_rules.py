from __future__ import annotations

from dataclasses import replace

import pytest

from tests.session.test_talk import play, texts
from tests.tiny import tiny_attempt, tiny_pack
from trainer.domain.attempt import Breach
from trainer.domain.moves import (
    Abandon,
    Escalate,
    FillTicket,
    KeepDraft,
    Move,
    PickMeaning,
    ReadArticle,
    Resolve,
    ReturnTicket,
    Say,
    UseTool,
)
from trainer.domain.ticket import SUMMARY_LIMIT, TEXT_LIMIT, HandoffNote
from trainer.errors import MoveNotAllowed
from trainer.language.limits import MESSAGE_LIMIT
from trainer.session.advance import REASONS, advance, start_attempt

FORBIDDEN: tuple[tuple[str, int, Move], ...] = (
    ("tool_unknown", 1, UseTool("magic")),
    ("tool_not_here", 1, UseTool("look_driver")),
    ("tool_not_here", 2, UseTool("guide_restart")),
    ("field_unknown", 1, FillTicket((("colour", "red"),))),
    ("value_unknown", 1, FillTicket((("impact", "huge"),))),
    ("value_unknown", 1, FillTicket((("category", "kitchen"),))),
    ("text_too_long", 1, FillTicket((("summary", "x" * (SUMMARY_LIMIT + 1)),))),
    ("text_too_long", 1, Say("x" * (MESSAGE_LIMIT + 1))),
    ("text_too_long", 1, Resolve("x" * (MESSAGE_LIMIT + 1))),
    (
        "text_too_long",
        1,
        Escalate(2, "workplace", HandoffNote(tried="x" * (TEXT_LIMIT + 1))),
    ),
    ("text_empty", 1, Say(" \n")),
    ("address_unknown", 1, Escalate(2, "nobody")),
    ("address_unknown", 1, Escalate(3, "workplace")),
    ("address_not_above", 1, Escalate(1, "service_desk")),
    ("address_not_above", 2, Escalate(2, "directory")),
    ("tool_unknown", 1, Escalate(2, "workplace", HandoffNote(findings=(("magic", "x"),)))),
    ("value_unknown", 1, Escalate(2, "workplace", HandoffNote(findings=(("ask_host", "x"),)))),
    ("return_at_first_line", 1, ReturnTicket(("ask_host",))),
    ("nothing_asked", 2, ReturnTicket(())),
    ("value_unknown", 2, ReturnTicket(("look_driver",))),
    ("no_offers", 1, PickMeaning(0, "ask_host")),
    ("article_unknown", 1, ReadArticle("cooking")),
)


@pytest.mark.parametrize(("reason", "line", "move"), FORBIDDEN)
def test_a_move_that_cannot_be_made_says_why(reason: str, line: int, move: Move) -> None:
    state = tiny_attempt("driver_corrupt", line)
    with pytest.raises(MoveNotAllowed) as raised:
        advance(state, move)
    assert raised.value.reason == reason
    assert reason in REASONS


@pytest.mark.parametrize("end", [Resolve(), Abandon(), Escalate(2, "workplace")])
def test_nothing_follows_the_end(end: Move) -> None:
    state = play(tiny_attempt("driver_corrupt"), end)
    assert state.status != "open"
    with pytest.raises(MoveNotAllowed) as raised:
        advance(state, UseTool("look_tickets"))
    assert raised.value.reason == "ended"


def test_a_change_that_helps_shows_and_one_that_does_not_shows_too() -> None:
    state = tiny_attempt("spooler_stopped", channel="phone")  # nobody's typing in the words
    wrong = play(state, UseTool("unlock_account"))
    assert (wrong.events[-1].working, wrong.working) == (False, False)
    assert wrong.events[-1].text in texts(state, "still_broken")
    right = play(wrong, UseTool("restart_spooler"))
    assert (right.events[-1].working, right.working) == (True, True)
    assert right.events[-1].text in texts(state, "works_now")


def test_a_request_that_has_somebody_mend_things_shows_and_mere_process_does_not() -> None:
    pack, scenario = tiny_pack(), tiny_attempt("spooler_stopped").scenario
    asked_for = pack.tools["restart_spooler"].model_copy(update={"kind": "request"})
    other = replace(pack, tools={**pack.tools, "restart_spooler": asked_for})
    state = start_attempt(other, scenario, "en")
    assert play(state, UseTool("restart_spooler")).working
    process = play(state, UseTool("verify_identity"))
    assert [event.working for event in process.events] == [None] * len(process.events)


def test_what_broke_again_is_no_longer_confirmed() -> None:
    started = tiny_attempt("spooler_stopped")
    fixed = play(started, UseTool("restart_spooler"), UseTool("ask_works_now"))
    assert (fixed.working, fixed.confirmed) == (True, True)
    again = play(replace(fixed, world=started.world), UseTool("ask_works_now"))
    assert (again.working, again.confirmed) == (False, False)


def test_guiding_needs_hands_that_can() -> None:
    lost = play(tiny_attempt("spooler_stopped", literacy=0), UseTool("guide_restart"))
    able = play(tiny_attempt("spooler_stopped", literacy=2), UseTool("guide_restart"))
    assert (lost.steps[-1].used[0][1], lost.working) == ("cannot", False)
    assert (able.steps[-1].used[0][1], able.working) == ("done", True)


def test_a_skipped_duty_is_a_breach_and_a_kept_one_is_not() -> None:
    state = tiny_attempt("account_locked")
    skipped = play(state, UseTool("unlock_account"))
    assert skipped.breaches == (Breach("account_without_identity", 1, "unlock_account"),)
    assert skipped.working
    assert all(event.kind != "breach" for event in skipped.events)
    assert play(state, UseTool("verify_identity"), UseTool("unlock_account")).breaches == ()


def test_a_look_that_is_not_possible_here_finds_nothing() -> None:
    state = tiny_attempt("spooler_stopped", circumstances=(("place", "home"),))
    state = play(state, UseTool("look_message"))
    assert state.steps[-1].used == (("look_message", "unavailable"),)
    assert state.findings == ()


def test_logs_and_metrics_come_with_their_outcome() -> None:
    state = tiny_attempt("print_server_hung", 3)
    state = play(state, UseTool("look_print_load"))
    event = state.events[-1]
    assert event.metric == "jobs_waiting"
    assert event.log[0].startswith(f"{state.scenario.since}:11 print01")
    fixed = play(state, UseTool("ask_approval"), UseTool("restart_print_service"))
    assert (fixed.breaches, fixed.working) == ((), True)
    assert play(fixed, UseTool("look_print_load")).events[-1].log == ()


def test_the_form_takes_no_time_and_an_article_one_minute() -> None:
    state = tiny_attempt("spooler_stopped")
    filled = play(state, FillTicket((("category", "printing"), ("impact", "low"))))
    assert (filled.ticket.category, filled.ticket.impact, filled.minute) == ("printing", "low", 0)
    assert play(filled, FillTicket((("impact", ""),))).ticket.impact == ""
    read = play(filled, ReadArticle("printing"), ReadArticle("printing"))
    assert (read.articles, read.minute) == (("printing",), 2)


def test_a_draft_is_kept_unseen_and_takes_no_time() -> None:
    before = tiny_attempt("spooler_stopped")
    state, _ = advance(before, KeepDraft((("happening", "Nothing prints"), ("words", "Bye"))))
    state, _ = advance(state, KeepDraft((("words", ""),)))
    assert state.drafts == (("happening", "Nothing prints"),)
    assert (state.minute, state.patience, state.events) == (
        before.minute,
        before.patience,
        before.events,
    )


def test_a_draft_of_no_field_or_too_long_is_refused() -> None:
    for values in ((("colour", "blue"),), (("tried", "x" * (TEXT_LIMIT + 1)),)):
        with pytest.raises(MoveNotAllowed):
            advance(tiny_attempt("spooler_stopped"), KeepDraft(values))


def test_a_thin_note_returned_for_what_it_lacks_gets_it_truly() -> None:
    state = tiny_attempt("print_server_hung", 2, quality="thin")
    assert state.scenario.note is not None
    (missing,) = state.scenario.note.missing
    other = next(n for n in tiny_pack().policy.handoff.minimum if n != missing)
    after = play(state, ReturnTicket((missing, other)))
    supplied = [f for f in after.findings if f.source == "colleague"]
    assert [f.tool for f in supplied] == [missing]
    direct = play(state, UseTool(missing)).steps[-1].used[0][1]
    assert supplied[0].outcome == direct
    assert after.minute == tiny_pack().policy.handoff.return_minutes
    assert after.status == "open"
    with pytest.raises(MoveNotAllowed) as raised:
        advance(after, ReturnTicket((missing,)))
    assert raised.value.reason == "returned_already"


def test_a_complete_note_returned_gives_nothing_and_costs_the_same() -> None:
    state = tiny_attempt("print_server_hung", 2, quality="complete")
    after = play(state, ReturnTicket(("ask_host",)))
    assert [f for f in after.findings if f.source == "colleague"] == []
    unfair = tiny_pack().texts["en"].colleague.returned_unfair
    assert after.events[-1].text in unfair
    assert after.minute == tiny_pack().policy.handoff.return_minutes


def test_last_words_depend_on_how_it_ended() -> None:
    state = tiny_attempt("spooler_stopped", channel="phone")
    tried = play(state, UseTool("unlock_account"), Resolve())
    fixed = play(state, UseTool("restart_spooler"), Resolve())
    asked = play(state, UseTool("restart_spooler"), UseTool("ask_works_now"), Resolve())
    assert tried.events[-1].text in texts(state, "still_broken")
    assert fixed.events[-1].text in texts(state, "wants_confirmation")
    assert any(bye in asked.events[-1].text for bye in texts(state, "goodbye"))
    assert {s.status for s in (tried, fixed, asked)} == {"resolved"}


def test_escalation_names_the_team_it_goes_to() -> None:
    state = play(tiny_attempt("print_server_hung", 2), Escalate(3, "platform"))
    assert state.status == "escalated"
    assert "Platform" in state.events[-1].text


def test_patience_falls_faster_for_the_angry_and_hurried_and_never_ends_anything() -> None:
    hurried = tiny_attempt("spooler_stopped", persona="hurried", mood="angry", channel="phone")
    expert = tiny_attempt("spooler_stopped", persona="expert", mood="calm", channel="phone")
    looks = [UseTool("look_tickets")] * 6
    spent = play(hurried, *looks)
    assert hurried.patience - spent.patience > expert.patience - play(expert, *looks).patience
    worried = tiny_attempt("spooler_stopped", persona="hurried", mood="worried", channel="phone")
    assert hurried.patience - spent.patience > worried.patience - play(worried, *looks).patience
    worn = play(spent, *looks)
    assert (worn.patience, worn.status) == (0.0, "open")
    assert sum(event.text in texts(worn, "impatient") for event in worn.events) >= 2


def test_a_state_that_was_moved_on_from_stays_as_it_was() -> None:
    state = tiny_attempt("spooler_stopped")
    before = replace(state)
    advance(state, UseTool("restart_spooler"))
    assert state == before
