"""Proving a ticket's structure: healthy, broken, repairable, owned, distinguishable, learnable.

The structural part depends on the faults, the circumstances, the symptom, the line and the caller's
literacy, not on names or words, so it is proved once for each and remembered.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from trainer.content.model import Pack
from trainer.domain.scenario import FaultSet, Proof
from trainer.domain.triage import URGENCIES, Urgency
from trainer.errors import ScenarioUnprovable
from trainer.world.particles import Position
from trainer.world.play import BestPlay
from trainer.world.plays import Circumstances, Plays, plays_of
from trainer.world.search import EXACT_LIMIT
from trainer.world.state import State
from trainer.world.use import affected_scope, inject_fault, use_tool


@dataclass(frozen=True, slots=True)
class Structure:
    """What a structural proof is about."""

    line: int
    faults: FaultSet
    circumstances: Circumstances
    reported: str
    literacy: int


class ProvingGround:
    """Structural proofs of one pack, remembered by structure."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.plays: Plays = plays_of(pack)
        self._proofs: dict[Structure, Proof] = {}

    def prove(self, structure: Structure) -> Proof:
        """The proof of a structure; raises ScenarioUnprovable with the failing clause."""
        proof = self._proofs.get(structure)
        if proof is None:
            proof = self._proofs[structure] = _prove(self.plays, structure)
        return proof

    def forget(self) -> None:
        """Drop every remembered proof and play (benchmarks measure the uncached cost)."""
        self._proofs.clear()
        self.plays = Plays(self.pack)


@lru_cache(maxsize=32)
def ground_of(pack: Pack) -> ProvingGround:
    """The proving ground of a loaded pack; one for each Pack object."""
    return ProvingGround(pack)


def _prove(plays: Plays, structure: Structure) -> Proof:
    world, faults, reported = plays.world, structure.faults, structure.reported
    circumstances = dict(structure.circumstances)
    healthy = world.healthy(circumstances)
    for name in world.pack.world.capabilities:
        if not world.can(name, healthy):
            raise ScenarioUnprovable("healthy_before", f"{name} is lost with nothing broken")
    state = inject_fault(world, faults, circumstances)
    if world.can(reported, state):
        raise ScenarioUnprovable("symptom_after", f"{reported} still works with {faults} broken")
    play = plays.of(reported, structure.circumstances, structure.literacy)
    index = next((i for i, h in enumerate(play.hypotheses) if h.faults == faults), None)
    if index is None:
        raise ScenarioUnprovable("symptom_after", f"{faults} is no cause of {reported} here")
    owner_line, teams = play.owner(index, state)
    if owner_line == 0:
        raise ScenarioUnprovable("repair_exists", f"no line has the tools to settle {faults}")
    if len(teams) != 1:
        raise ScenarioUnprovable(
            "one_owner", f"line {owner_line} can settle {faults}, by these teams alone: {teams}"
        )
    if owner_line < structure.line:
        raise ScenarioUnprovable("line_too_high", f"{faults} is finished at line {owner_line}")
    repair = _minimal_repair(play, index, state, owner_line)
    for line in range(structure.line, 4):
        if line >= owner_line and play.repair(index, state, line) is None:
            raise ScenarioUnprovable("repair_exists", f"line {line} lacks tools to settle {faults}")
    learnable = _distinguishable(play, index, state, structure.line, (owner_line, teams))
    _learnable_facts(play, state, structure.line)
    value = play.value(play.initial, structure.line)
    if value == float("inf"):
        raise ScenarioUnprovable("best_play_exists", f"no line of play settles {reported}")
    exact = len(play.initial) <= EXACT_LIMIT
    impact = world.pack.policy.impact[affected_scope(world, reported, state)]
    urgency = world.pack.world.capabilities[reported].urgency
    lead = max(faults, key=lambda fault: world.pack.faults[fault].spec.finish.line)
    return Proof(
        hypotheses=play.faults(play.initial),
        repair=repair,
        owner_line=owner_line,
        owner_team=teams[0],
        category=world.pack.faults[lead].spec.area,
        impact=impact,
        urgency=urgency,
        priority=world.pack.policy.matrix[impact][urgency],
        best_minutes=value,
        gap=0.0 if exact else value - play.lower_bound(play.initial, structure.line),
        learnable=learnable,
    )


def _minimal_repair(play: BestPlay, index: int, state: State, line: int) -> tuple[str, ...]:
    """The repair's tool ids, having seen that it settles the ticket and no proper prefix does."""
    steps = play.repair(index, state, line)
    faults, reported = play.hypotheses[index].faults, play.situation.reported
    if not steps:
        raise ScenarioUnprovable("repair_exists", f"line {line} cannot repair {faults}")
    for number, tool in enumerate(steps, start=1):
        state = use_tool(play.world, tool, state, play.situation).state
        if play.world.resolved(faults, reported, state) != (number == len(steps)):
            raise ScenarioUnprovable(
                "repair_minimal", f"step {number} of {[tool.id for tool in steps]} for {faults}"
            )
    return tuple(tool.id for tool in steps)


def _distinguishable(
    play: BestPlay, index: int, state: State, line: int, owner: tuple[int, tuple[str, ...]]
) -> tuple[str, ...]:
    """The looks that tell the true cause apart; raises where causes stay mixed up that need
    another address (owner above this line) or another first step of repair (owner within it)."""
    mixed: Position = play.initial
    telling: list[str] = []
    for tool in play.world.tools.values():
        spec = tool.spec
        # A request that reads (an identity check) tells causes apart as a look does.
        looks = spec.reads and not spec.claim and (not spec.effects or spec.kind == "request")
        if not looks or spec.reads == "symptom" or not tool.usable_at(line):
            continue
        result = use_tool(play.world, tool, state, play.situation)
        groups = play.after(mixed, tool)
        if len(groups) > 1 and not result.skipped:
            telling.append(tool.id)
            mixed = next(group for group, _ in groups.values() if (index, result.state) in group)
            state = result.state
    for other, other_state in mixed:
        if other == index:
            continue
        other_owner = play.owner(other, other_state)
        names = f"{play.hypotheses[index].faults} and {play.hypotheses[other].faults}"
        if owner[0] > line or other_owner[0] > line:
            if other_owner != owner:
                raise ScenarioUnprovable(
                    "distinguishable",
                    f"line {line} cannot tell {names} apart, which belong to {owner} and "
                    f"{other_owner} (literacy {play.situation.literacy})",
                )
            continue
        mine, theirs = play.repair(index, state, line), play.repair(other, other_state, line)
        if mine and theirs and mine[0].id != theirs[0].id:
            raise ScenarioUnprovable(
                "distinguishable",
                f"line {line} cannot tell {names} apart, which need {mine[0].id} and "
                f"{theirs[0].id} (literacy {play.situation.literacy})",
            )
    return tuple(telling)


def _learnable_facts(play: BestPlay, state: State, line: int) -> None:
    """Whoever else is affected (impact) and the note's minimum must be open to the trainee."""
    world = play.world
    open_tools = [tool for tool in world.tools.values() if tool.usable_at(line)]
    known = {
        tool.id
        for tool in open_tools
        if use_tool(world, tool, state, play.situation).outcome not in ("unknown", "unavailable")
    }
    if not any(tool.id in known for tool in open_tools if tool.spec.reads == "affected"):
        raise ScenarioUnprovable("facts_learnable", f"nothing tells line {line} who is affected")
    minimum = world.pack.policy.handoff.minimum
    if minimum and not any(name in known for name in minimum):
        raise ScenarioUnprovable(
            "facts_learnable", f"line {line} can learn none of the note's minimum {minimum}"
        )


def raised_urgency(urgency: Urgency, deadline: int | None, within: float) -> Urgency:
    """The urgency, one step higher where the caller's deadline is nearer than `within` minutes."""
    if deadline is None or deadline > within:
        return urgency
    return URGENCIES[min(URGENCIES.index(urgency) + 1, len(URGENCIES) - 1)]


def required_facts(plays: Plays, play: BestPlay, state: State, line: int) -> tuple[str, ...]:
    """The note's minimum that this caller and these consoles can tell."""
    world = plays.world
    return tuple(
        name
        for name in world.pack.policy.handoff.minimum
        if world.tools[name].usable_at(line)
        and use_tool(world, world.tools[name], state, play.situation).outcome
        not in ("unknown", "unavailable", "cannot")
    )
