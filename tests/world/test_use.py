"""Breaking, reading and changing a world."""

from __future__ import annotations

from tests.loaded import tiny_pack
from trainer.world.path import dependency_path
from trainer.world.plays import plays_of
from trainer.world.use import Situation, affected_scope, inject_fault, use_tool

HERE = {"place": "office"}
WORLD = plays_of(tiny_pack()).world


def test_fault_takes_its_capability_away_and_no_other() -> None:
    state = inject_fault(WORLD, ("account_locked",), HERE)
    assert not WORLD.can("sign_in", state)
    assert WORLD.can("print", state)


def test_shared_component_hits_everybody_who_shares_it() -> None:
    state = inject_fault(WORLD, ("print_server_hung",), HERE)
    assert affected_scope(WORLD, "print", state) == "company"
    state = inject_fault(WORLD, ("spooler_stopped",), HERE)
    assert affected_scope(WORLD, "print", state) == "person"


def test_claim_is_what_the_person_says_not_what_is() -> None:
    state = inject_fault(WORLD, ("spooler_stopped",), HERE)
    lying = Situation("print", 2, (("ask_restarted", "claimed"),))
    assert use_tool(WORLD, WORLD.tools["ask_restarted"], state, lying).outcome == "claimed"
    assert use_tool(WORLD, WORLD.tools["look_spooler"], state, lying).outcome == "stopped"


def test_caller_without_the_literacy_cannot_follow_and_nothing_changes() -> None:
    state = inject_fault(WORLD, ("spooler_stopped",), HERE)
    result = use_tool(WORLD, WORLD.tools["guide_restart"], state, Situation("print", 0))
    assert (result.outcome, result.state) == ("cannot", state)


def test_skipped_duty_is_reported_and_the_change_still_happens() -> None:
    state = inject_fault(WORLD, ("account_locked",), HERE)
    result = use_tool(WORLD, WORLD.tools["unlock_account"], state, Situation("sign_in", 1))
    assert result.skipped == ("identity",)
    assert WORLD.can("sign_in", result.state)


def test_tool_that_does_not_reach_reads_nothing() -> None:
    state = inject_fault(WORLD, ("spooler_stopped",), {"place": "home"})
    result = use_tool(WORLD, WORLD.tools["look_message"], state, Situation("print", 2))
    assert result.outcome == "unavailable"


def test_path_leads_from_the_cause_to_the_symptom() -> None:
    state = inject_fault(WORLD, ("account_locked",), HERE)
    steps = dependency_path(WORLD, ("account_locked",), state, "sign_in")
    assert [(step.id, step.kind) for step in steps] == [
        ("account.status", "cause"),
        ("sign_in", "symptom"),
    ]
    assert steps[0].leads_to == ("sign_in",)
