from __future__ import annotations

from dataclasses import fields, is_dataclass

import pytest

from tests.session.test_talk import play
from tests.tiny import meaning, tiny_attempt, tiny_pack
from trainer.domain.language import LANGUAGES, Language
from trainer.domain.moves import FillTicket, ReturnTicket, Say, UseTool
from trainer.services.views import AttemptView
from trainer.services.workspace import build_view
from trainer.session.state import AttemptState


def view_of(state: AttemptState) -> AttemptView:
    return build_view(tiny_pack(), state, "a1")


def test_the_palette_holds_the_tools_of_the_line() -> None:
    first, third = (view_of(tiny_attempt("print_server_hung", line)) for line in (1, 3))
    tools = {line: {t.id for t in view.tools} for line, view in ((1, first), (3, third))}
    assert "guide_restart" in tools[1] - tools[3]
    assert "restart_print_service" in tools[3] - tools[1]
    choice = next(t for t in third.tools if t.id == "restart_print_service")
    assert (choice.kind, choice.group_name, choice.minutes, choice.risk) == (
        "change", "Servers", 8, "disruptive",
    )  # fmt: skip


def test_every_address_and_every_cause_can_be_chosen_not_only_the_right_ones() -> None:
    view = view_of(tiny_attempt("spooler_stopped"))
    assert {(line, choice.value) for line, choice in view.addresses} == {
        (team.line, name) for name, team in tiny_pack().policy.teams.items()
    }
    assert {choice.value for choice in view.causes} == set(tiny_pack().faults)
    assert [choice.label for choice in view.causes] == sorted(c.label for c in view.causes)


def test_priority_and_sla_follow_from_the_form() -> None:
    state = tiny_attempt("spooler_stopped")
    assert view_of(state).priority is None
    half = play(state, FillTicket((("impact", "high"),)))
    assert (view_of(half).priority, view_of(half).sla_resolve) == (None, None)
    whole = view_of(play(half, FillTicket((("urgency", "high"),))))
    assert (whole.priority, whole.sla_respond, whole.sla_resolve) == (1, 5, 60)


def test_findings_read_like_a_ticket_and_each_stands_once() -> None:
    state = play(
        tiny_attempt("spooler_stopped"),
        UseTool("look_spooler"),
        UseTool("look_spooler"),
        UseTool("ask_host"),
        UseTool("restart_spooler"),
        UseTool("look_spooler"),
    )
    host = state.scenario.people["en"].host
    assert [finding.text for finding in view_of(state).findings] == [
        "Print service stopped",
        f"Computer: {host}",
        "Print service restarted",
        "Print service running",
    ]


def test_a_deadline_that_does_not_exist_is_not_zero_minutes() -> None:
    state = tiny_attempt("spooler_stopped", deadline_minutes=None, channel="phone")
    state = play(state, UseTool("ask_deadline"))
    assert "0" not in state.events[-1].text
    assert view_of(state).findings[0].text == "No deadline given"


def test_offers_come_in_words_with_their_turn() -> None:
    state = play(tiny_attempt("spooler_stopped"), Say("x", meaning(offers=("ask_host",))))
    view = view_of(state)
    assert [(o.value, o.label) for o in view.offers] == [("ask_host", "Ask the computer's name")]
    assert view.offers_turn == 1


def test_the_note_comes_in_words_and_can_be_returned_once() -> None:
    state = tiny_attempt("print_server_hung", 2, quality="thin")
    view = view_of(state)
    assert state.scenario.note is not None
    assert len(view.note_lines) == len(state.scenario.note.findings)
    assert view.note_happening == state.events[0].text
    assert {c.value for c in view.returnable} == set(tiny_pack().policy.handoff.minimum)
    assert view_of(play(state, ReturnTicket(("ask_host",)))).returnable == ()
    assert view_of(tiny_attempt("spooler_stopped")).returnable == ()


def test_a_metric_is_drawn_as_it_was_last_read() -> None:
    state = play(tiny_attempt("print_server_hung", 3), UseTool("look_print_load"))
    climbing = view_of(state).metrics["jobs_waiting"]
    assert (climbing.name, climbing.unit, len(climbing.points)) == ("Jobs waiting", "jobs", 24)
    assert climbing.points[-1] > 150
    mended = play(state, UseTool("restart_print_service"), UseTool("look_print_load"))
    assert max(view_of(mended).metrics["jobs_waiting"].points) < 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_hidden_is_in_the_view(language: Language) -> None:
    state = tiny_attempt("print_server_hung", 2, language, quality="wrong")
    view = view_of(play(state, UseTool("look_spooler")))
    assert state.scenario.note is not None
    named = {field.name for field in fields(view)}
    assert not named & {"scenario", "faults", "proof", "world", "breaches", "claims"}
    assert all(not is_dataclass(value) or "proof" not in dir(value) for value in _values(view))
    cause = tiny_pack().faults["print_server_hung"].texts[language].cause
    assert cause not in repr(view)


def _values(view: AttemptView) -> list[object]:
    return [getattr(view, field.name) for field in fields(view)]
