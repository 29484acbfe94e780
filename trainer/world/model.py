"""A pack's world, compiled: variables, capabilities, tools and faults ready to run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from trainer.content.model import Pack
from trainer.content.schema.tools import ToolSpec
from trainer.domain.scenario import FaultSet
from trainer.world.state import Conditions, State, Test, Variables, read_variables

PROCESS_STATE: Final = "case."
"""Attributes of component `case` are the state of the process, not of any thing."""


@dataclass(frozen=True, slots=True, eq=False)
class Tool:
    """A tool ready to run. `reader` gives the value read in a state, or is None."""

    id: str
    spec: ToolSpec
    possible: Test
    effects: tuple[tuple[Test, tuple[tuple[str, str], ...]], ...]
    reader: Callable[[State], str] | None
    duties: tuple[tuple[str, Test], ...]

    @property
    def changes_things(self) -> bool:
        """Whether it changes more than the ticket's own process state (identity, approvals)."""
        return any(
            not name.startswith(PROCESS_STATE) for _, sets in self.effects for name, _ in sets
        )

    def usable_at(self, line: int) -> bool:
        """Whether a specialist of `line` has the tool."""
        return self.spec.line <= line <= self.spec.until


@dataclass(frozen=True, eq=False)
class World:
    """Everything needed to run states of one pack; made by `compile_world`."""

    pack: Pack
    variables: Variables
    conditions: Conditions
    tools: Mapping[str, Tool]
    goals: Mapping[str, Test]

    def healthy(self, circumstances: Mapping[str, str]) -> State:
        """The world before anything broke, in the given circumstances."""
        return self.variables.with_values(
            bytes(len(self.variables.names)),
            [(f"circumstance.{name}", value) for name, value in circumstances.items()],
        )

    def can(self, capability: str, state: State) -> bool:
        """Whether the caller has the capability."""
        return self.conditions.capability(capability)(state)

    def refused(self, faults: FaultSet) -> bool:
        """Whether the person had to be turned away: then nothing is to work again for them."""
        return any(self.pack.faults[fault].spec.resolved_by_refusal for fault in faults)

    def resolved(self, faults: FaultSet, reported: str, state: State) -> bool:
        """Whether the ticket's matter is settled: the reported capability is back (unless the
        person had to be refused) and every fault's `resolved_when` holds."""
        if not self.refused(faults) and not self.can(reported, state):
            return False
        return all(self.goals[fault](state) for fault in faults)


def compile_world(pack: Pack) -> World:
    """Compile a loaded (and therefore checked) pack."""
    variables = read_variables(pack.world)
    conditions = Conditions(pack.world, variables)
    tools = {
        name: _tool(name, spec, pack, conditions, variables) for name, spec in pack.tools.items()
    }
    goals = {
        name: conditions.all_of(fault.spec.resolved_when) for name, fault in pack.faults.items()
    }
    return World(pack, variables, conditions, tools, goals)


def _tool(
    name: str, spec: ToolSpec, pack: Pack, conditions: Conditions, variables: Variables
) -> Tool:
    return Tool(
        id=name,
        spec=spec,
        possible=conditions.all_of(spec.needs),
        effects=tuple(
            (conditions.all_of(effect.when), tuple(effect.sets.items())) for effect in spec.effects
        ),
        reader=_reader(spec, conditions, variables),
        duties=tuple(
            (duty, conditions.all_of(pack.policy.duties[duty].met_when)) for duty in spec.duties
        ),
    )


def _reader(
    spec: ToolSpec, conditions: Conditions, variables: Variables
) -> Callable[[State], str] | None:
    """A reader of one attribute, capability or display; None for what depends on the ticket."""
    if spec.reads is None or spec.claim or spec.reads in ("symptom", "affected"):
        return None
    head, _, name = spec.reads.partition(".")
    if head == "fact":
        return lambda _: "told"
    if head == "can":
        capability = conditions.capability(name)
        return lambda state: "working" if capability(state) else "broken"
    if head == "display":
        return conditions.display(name)
    if head == "quantity":
        return conditions.level(name)
    place = variables.index[spec.reads]
    options = variables.values[place]
    return lambda state: options[state[place]]
