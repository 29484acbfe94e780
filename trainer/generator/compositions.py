"""Proving whole families of compositions: many faults at once behind one complaint.

Tickets are drawn from single faults and pairs; a family is every set of faults that may be broken
together. Nobody plays all of them, but all must hold what a ticket's proof holds. The looks of all
members are compared at once, so that the cost grows with the family and not with its square.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from trainer.content.model import Pack
from trainer.domain.scenario import FaultSet
from trainer.errors import ScenarioUnprovable
from trainer.generator.draw import all_circumstances
from trainer.world.model import Tool, World, compile_world
from trainer.world.plays import Circumstances
from trainer.world.repair import Repairs
from trainer.world.state import State
from trainer.world.use import Situation, change_by, inject_fault, use_tool


@dataclass(frozen=True, slots=True)
class Composed:
    """A proved composition: who finishes it and by which steps (tool ids, cheapest first)."""

    faults: FaultSet
    circumstances: Circumstances
    owner_line: int
    owner_team: str
    repair: tuple[str, ...]


def compositions(faults: Sequence[str], apart: Collection[frozenset[str]]) -> Iterator[FaultSet]:
    """Every non-empty set of `faults` without a pair of `apart` in it, each sorted."""
    names = sorted(faults)

    def grow(start: int, chosen: FaultSet) -> Iterator[FaultSet]:
        for number in range(start, len(names)):
            name = names[number]
            if not any(frozenset((name, other)) in apart for other in chosen):
                yield (*chosen, name)
                yield from grow(number + 1, (*chosen, name))

    return grow(0, ())


def circumstances_of(pack: Pack, faults: FaultSet) -> Circumstances:
    """The first circumstances of the pack in which all `faults` occur; ValueError where none are."""
    for circumstances in all_circumstances(pack):
        drawn = dict(circumstances)
        if all(
            drawn[name] in allowed
            for fault in faults
            for name, allowed in pack.faults[fault].spec.circumstances.items()
        ):
            return circumstances
    raise ValueError(f"{faults} never occur together")


class Family:
    """Compositions behind one complaint, met at `line` by a trainee whose caller has technical
    literacy `literacy` (0 to 2). Nothing is remembered from one family to the next."""

    def __init__(self, pack: Pack, reported: str, line: int = 1, literacy: int = 0) -> None:
        self.pack = pack
        self.world: World = compile_world(pack)
        self.reported = reported
        self._line = line
        self._repairs = Repairs(self.world, literacy)
        self._situation = Situation(reported, literacy)
        looks = [
            tool
            for tool in self.world.tools.values()
            if tool.usable_at(line) and tool.spec.reads and not tool.effects and not tool.spec.claim
        ]
        self._tells_scope = [tool.spec.reads == "affected" for tool in looks]
        self._looks = tuple(self._reading(tool) for tool in looks)
        self._healthy: set[Circumstances] = set()

    def prove(self, members: Iterable[FaultSet]) -> tuple[Composed, ...]:
        """Prove every member; raises ScenarioUnprovable with the failing clause (healthy_before,
        symptom_after, repair_exists, repair_minimal, one_owner, distinguishable, facts_learnable)."""
        proved: list[Composed] = []
        seen: dict[tuple[Circumstances, tuple[str, ...]], Composed] = {}
        for faults in members:
            circumstances = circumstances_of(self.pack, faults)
            state = inject_fault(self.world, faults, dict(circumstances))
            composed = self._one(faults, circumstances, state)
            looks = self._read(state, faults)
            twin = seen.setdefault((circumstances, looks), composed)
            self._compare(twin, composed)
            proved.append(composed)
        return tuple(proved)

    def _one(self, faults: FaultSet, circumstances: Circumstances, state: State) -> Composed:
        if circumstances not in self._healthy:
            healthy = self.world.healthy(dict(circumstances))
            for name in self.pack.world.capabilities:
                if not self.world.can(name, healthy):
                    raise ScenarioUnprovable("healthy_before", f"{name} is lost, nothing broken")
            self._healthy.add(circumstances)
        if self.world.can(self.reported, state):
            raise ScenarioUnprovable("symptom_after", f"{self.reported} works despite {faults}")
        line, teams, steps = self._repairs.finish(faults, self.reported, state)
        if not line:
            raise ScenarioUnprovable("repair_exists", f"no line has the tools to settle {faults}")
        if len(teams) != 1:
            raise ScenarioUnprovable("one_owner", f"line {line} settles {faults}, alone: {teams}")
        if settling_prefix(self.world, faults, self.reported, state, steps) != len(steps):
            raise ScenarioUnprovable("repair_minimal", f"{[tool.id for tool in steps]}, {faults}")
        return Composed(faults, circumstances, line, teams[0], tuple(tool.id for tool in steps))

    def _reading(self, tool: Tool) -> Callable[[State], str]:
        """What a look reads, without the detours that only some looks need."""
        if tool.reader is not None and not tool.spec.needs and not tool.spec.knows:
            return tool.reader
        return lambda state: use_tool(self.world, tool, state, self._situation).outcome

    def _read(self, state: State, faults: FaultSet) -> tuple[str, ...]:
        read = tuple(look(state) for look in self._looks)
        if not any(
            scope and outcome not in ("unknown", "unavailable")
            for scope, outcome in zip(self._tells_scope, read, strict=True)
        ):
            raise ScenarioUnprovable("facts_learnable", f"who is affected by {faults} stays hidden")
        return read

    def _compare(self, one: Composed, other: Composed) -> None:
        """Two members that look alike in everything must be handled alike."""
        alike = (one.owner_line, one.owner_team) == (other.owner_line, other.owner_team)
        here = one.owner_line <= self._line
        if not alike or (here and one.repair != other.repair):
            raise ScenarioUnprovable(
                "distinguishable", f"line {self._line} cannot tell {one.faults} and {other.faults}"
            )


def settling_prefix(
    world: World, faults: FaultSet, reported: str, state: State, steps: Sequence[Tool]
) -> int:
    """The length of the shortest prefix of `steps` that settles the ticket; 0 where it is settled
    from the start, -1 where not even all of them settle it. A caller who follows is assumed."""
    situation = Situation(reported, 2)
    if world.resolved(faults, reported, state):
        return 0
    for number, tool in enumerate(steps, start=1):
        state = change_by(world, tool, state, situation)
        if world.resolved(faults, reported, state):
            return number
    return -1
