"""Scenarios: the same everywhere, always proved, right in both languages."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.loaded import shipped_pack, tiny_pack
from trainer.errors import InvalidInput, ScenarioUnprovable
from trainer.generator.build import build_scenario
from trainer.generator.prove import prove_scenario
from trainer.world.plays import plays_of
from trainer.world.use import inject_fault, use_tool

SEEDS = st.integers(min_value=0, max_value=2**31)


def test_same_key_gives_the_same_scenario_in_another_process() -> None:
    code = (
        "import json;from dataclasses import asdict;from tests.loaded import tiny_pack;"
        "from trainer.generator.build import build_scenario as b;"
        "print(json.dumps([asdict(b(tiny_pack(), l, s)) for l in (1,2,3) for s in range(20)]))"
    )
    other = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    here = [asdict(build_scenario(tiny_pack(), n, s)) for n in (1, 2, 3) for s in range(20)]
    assert json.loads(other) == json.loads(json.dumps(here))


@given(seed=SEEDS, line=st.sampled_from([1, 2, 3]))
@settings(max_examples=1000, deadline=None)
def test_tiny_scenarios_prove_anew(seed: int, line: int) -> None:
    scenario = build_scenario(tiny_pack(), line, seed)
    assert prove_scenario(tiny_pack(), scenario).repair == scenario.proof.repair


@pytest.mark.content
@given(seed=SEEDS, line=st.sampled_from([1, 2, 3]))
@settings(max_examples=3000, deadline=None)
def test_office_scenarios_hold_what_their_proof_says(seed: int, line: int) -> None:
    pack = shipped_pack("office")
    scenario = build_scenario(pack, line, seed)
    prove_scenario(pack, scenario)
    plays = plays_of(pack)
    play = plays.of_scenario(scenario)
    state = inject_fault(plays.world, scenario.faults, dict(scenario.circumstances))
    assert not plays.world.can(scenario.reported, state)
    for number, tool in enumerate(scenario.proof.repair, start=1):
        result = use_tool(plays.world, plays.world.tools[tool], state, play.situation)
        assert not result.skipped
        state = result.state
        solved = plays.world.resolved(scenario.faults, scenario.reported, state)
        assert solved == (number == len(scenario.proof.repair))
    assert scenario.proof.owner_line >= line
    assert scenario.note is None or line > 1
    if scenario.note is not None and scenario.note.wrong is not None:
        assert scenario.note.wrong in scenario.note.findings


def test_pinned_fault_is_the_one_broken() -> None:
    scenario = build_scenario(tiny_pack(), 1, 5, "spooler_stopped")
    assert scenario.faults == ("spooler_stopped",)
    assert dict(scenario.claims) == {"ask_restarted": "claimed"}


@pytest.mark.parametrize(
    ("line", "seed", "fault"), [(4, 1, ""), (1, -1, ""), (1, 1, "meteor"), (2, 1, "account_locked")]
)
def test_impossible_request_is_refused_with_its_field(line: int, seed: int, fault: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        build_scenario(tiny_pack(), line, seed, fault)
    assert caught.value.values["field"] in {"line", "seed", "fault"}


def test_unprovable_error_names_its_clause() -> None:
    error = ScenarioUnprovable("distinguishable", "two causes look the same")
    assert error.clause == "distinguishable"
    assert "two causes" in str(error)


def test_wrong_note_contradicts_the_world() -> None:
    pack, seen = tiny_pack(), 0
    for seed in range(300):
        scenario = build_scenario(pack, 2, seed)
        if scenario.note is None or scenario.note.wrong is None:
            continue
        seen += 1
        plays = plays_of(pack)
        state = inject_fault(plays.world, scenario.faults, dict(scenario.circumstances))
        tool, outcome = scenario.note.wrong
        situation = plays.of_scenario(scenario).situation
        assert use_tool(plays.world, plays.world.tools[tool], state, situation).outcome != outcome
    assert seen > 5
