"""Repairs found part by part are as cheap as those found over the whole world at once."""

from __future__ import annotations

import heapq
from itertools import combinations

import pytest

from tests.loaded import shipped_names, shipped_pack, tiny_pack
from trainer.content.model import Pack
from trainer.generator.draw import all_circumstances
from trainer.world.hypotheses import allowed_fault_sets
from trainer.world.model import Tool, World, compile_world
from trainer.world.repair import Authority, Repairs
from trainer.world.state import State
from trainer.world.use import Situation, inject_fault, use_tool

PACKS = ["tiny", *shipped_names()]


def pack_of(name: str) -> Pack:
    return tiny_pack() if name == "tiny" else shipped_pack(name)


def cheapest_over_all(
    world: World, faults: tuple[str, ...], reported: str, state: State, tools: list[Tool]
) -> float | None:
    """Minutes of the cheapest repair, by a search that knows nothing of parts."""
    situation = Situation(reported, 2)
    queue, done = [(0.0, 0, state)], set[State]()
    while queue:
        cost, steps, here = heapq.heappop(queue)
        if here in done:
            continue
        done.add(here)
        if world.resolved(faults, reported, here):
            return cost
        for tool in tools:
            result = use_tool(world, tool, here, situation)
            if result.state not in done and result.state != here and not result.skipped:
                heapq.heappush(queue, (cost + tool.spec.minutes, steps + 1, result.state))
    return None


@pytest.mark.content
@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize("line", [1, 2, 3])
def test_parts_cost_as_much_as_the_whole(name: str, line: int) -> None:
    """Tools of process alone are let into the slow search where a fault's own tools need them."""
    pack = pack_of(name)
    world = compile_world(pack)
    repairs, authority = Repairs(world, 2), Authority(line)
    checked = 0
    for faults in allowed_fault_sets(world)[:: 7 if name in ("office", "mobile") else 1]:
        for reported in pack.faults[faults[0]].spec.reported:
            circumstances = dict(all_circumstances(pack)[0])
            state = inject_fault(world, faults, circumstances)
            broken = {v for fault in faults for v in pack.faults[fault].spec.sets}
            tools = [
                tool
                for tool in world.tools.values()
                if tool.effects
                and authority.allows(tool)
                and any(
                    variable in broken or variable.split(".")[0] in {v.split(".")[0] for v in broken}
                    or variable.startswith("case.")
                    for _, sets in tool.effects
                    for variable, _ in sets
                )
            ]  # fmt: skip
            steps = repairs.cheapest(faults, reported, state, authority)
            found = None if steps is None else sum(tool.spec.minutes for tool in steps)
            slow = cheapest_over_all(world, faults, reported, state, tools)
            assert found == pytest.approx(slow) if slow is not None else found is None, faults
            checked += 1
    assert checked > 3


def test_team_has_its_own_tools_those_below_and_those_without_a_team() -> None:
    world = compile_world(tiny_pack())
    for tool in world.tools.values():
        for team, spec in world.pack.policy.teams.items():
            allowed = Authority(spec.line, team).allows(tool)
            expected = tool.usable_at(spec.line) and (
                tool.spec.line < spec.line or tool.spec.team in (None, team)
            )
            assert allowed == expected


def test_several_faults_are_repaired_together() -> None:
    pack = tiny_pack()
    world = compile_world(pack)
    repairs = Repairs(world, 2)
    for one, other in combinations(sorted(pack.faults), 2):
        faults = (one, other)
        shared = set(pack.faults[one].spec.reported) & set(pack.faults[other].spec.reported)
        for reported in shared:
            state = inject_fault(world, faults, dict(all_circumstances(pack)[0]))
            steps = repairs.cheapest(faults, reported, state, Authority(3))
            if steps is None:
                continue
            for tool in steps:
                assert not world.resolved(faults, reported, state)
                state = use_tool(world, tool, state, Situation(reported, 2)).state
            assert world.resolved(faults, reported, state)
