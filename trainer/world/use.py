"""Breaking the world, reading it and changing it with tools."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.domain.scenario import FaultSet
from trainer.world.model import Tool, World
from trainer.world.state import State


@dataclass(frozen=True, slots=True)
class Situation:
    """What a reading depends on besides the state: the ticket's symptom, the caller's technical
    literacy (0 to 2) and false claims as (tool, answer) pairs."""

    reported: str
    literacy: int
    claims: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What using a tool gave: the outcome, the state after it, the duties it skipped."""

    outcome: str
    state: State
    skipped: tuple[str, ...]


def inject_fault(world: World, faults: FaultSet, circumstances: Mapping[str, str]) -> State:
    """The world with all of `faults` broken, in the given circumstances."""
    state = world.healthy(circumstances)
    for fault in faults:
        state = world.variables.with_values(state, world.pack.faults[fault].spec.sets.items())
    return state


def affected_scope(world: World, capability: str, state: State) -> str:
    """The widest scope whose people have lost the capability too.

    Somebody who shares only wider things than scope s has healthy narrower ones: reset those and
    see whether the capability is still lost.
    """
    scopes = list(world.pack.world.scopes)
    for wide in range(len(scopes) - 1, 0, -1):
        if not world.can(capability, world.variables.of_neighbour(state, wide)):
            return scopes[wide]
    return scopes[0]


def use_tool(world: World, tool: Tool, state: State, situation: Situation) -> Result:
    """Use a tool: its effects happen first, then it reads.

    Duties skipped are reported, never enforced here: a trainee can make that mistake.
    """
    spec = tool.spec
    skipped = tuple(name for name, met in tool.duties if not met(state))
    if not tool.possible(state):
        return Result("unavailable", state, ())
    if spec.knows > situation.literacy and spec.kind in ("ask", "guide"):
        return Result("unknown" if spec.kind == "ask" else "cannot", state, ())
    after = _apply(world, tool, state)
    return Result(_read(world, tool, after, situation), after, skipped)


def change_by(world: World, tool: Tool, state: State, situation: Situation) -> State:
    """The state after a tool, without reading anything."""
    if not tool.possible(state):
        return state
    if tool.spec.kind == "guide" and tool.spec.knows > situation.literacy:
        return state
    return _apply(world, tool, state)


def _apply(world: World, tool: Tool, state: State) -> State:
    after = state
    for holds, sets in tool.effects:
        if holds(state):
            after = world.variables.with_values(after, sets)
    return after


def _read(world: World, tool: Tool, state: State, situation: Situation) -> str:
    spec = tool.spec
    if spec.claim:
        return dict(situation.claims).get(tool.id, "denied")
    if spec.reads is None:
        return "done"
    if spec.reads == "symptom":
        return "working" if world.can(situation.reported, state) else "broken"
    if spec.reads == "affected":
        return affected_scope(world, situation.reported, state)
    assert tool.reader is not None  # every other target has one
    return tool.reader(state)
