"""Which variables conditions and tools depend on, and so which parts of a world never meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trainer.content.conditions import parse_atom
from trainer.world.model import Tool, World


def variables_read(world: World, texts: Iterable[str]) -> frozenset[int]:
    """Indexes of the variables that conditions depend on, through capabilities, displays and
    quantities too; circumstances are left out: nothing changes them."""
    spec, found = world.pack.world, set[int]()
    for text in texts:
        atom = parse_atom(text)
        if atom.subject == "attribute":
            found.add(world.variables.index[atom.name])
        elif atom.subject == "capability":
            capability = spec.capabilities[atom.name]
            inner = (*capability.needs, *(text for group in capability.any_of for text in group))
            found |= variables_read(world, inner)
        elif atom.subject == "display":
            rules = spec.displays[atom.name].rules
            found |= variables_read(world, (text for rule in rules for text in rule.when))
        elif atom.subject == "quantity":
            quantity = spec.quantities[atom.name]
            parts = [rule.when for rule in quantity.rules] + [x.when for x in quantity.factors]
            found |= variables_read(world, (text for part in parts for text in part))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a tool reads (conditions of effects, needs, duties) and sets, as variable indexes.
    `always` are those it sets whatever the state of the world."""

    tool: Tool
    reads: frozenset[int]
    sets: frozenset[int]
    always: frozenset[int]


def footprint(world: World, tool: Tool) -> Footprint:
    """The footprint of one tool."""
    spec, index = tool.spec, world.variables.index
    duties = [text for name in spec.duties for text in world.pack.policy.duties[name].met_when]
    when = [text for effect in spec.effects for text in effect.when]
    free = not spec.needs and not duties
    return Footprint(
        tool,
        variables_read(world, (*when, *spec.needs, *duties)),
        frozenset(index[name] for effect in spec.effects for name in effect.sets),
        frozenset(
            index[name] for effect in spec.effects if free and not effect.when
            for name in effect.sets
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of the world that a set of tools changes apart from all the rest."""

    variables: frozenset[int]
    tools: tuple[Tool, ...]


def parts_of(footprints: Sequence[Footprint]) -> tuple[Part, ...]:
    """The finest partition in which every tool touches one part only, in the order of the tools."""
    groups: list[tuple[frozenset[int], tuple[int, ...]]] = []
    for number, mine in enumerate(footprints):
        variables = mine.reads | mine.sets
        members: tuple[int, ...] = (number,)
        apart = []
        for group in groups:
            if group[0] & variables:
                variables, members = variables | group[0], members + group[1]
            else:
                apart.append(group)
        groups = [*apart, (variables, members)]
    parts = sorted((sorted(members), variables) for variables, members in groups)
    return tuple(
        Part(variables, tuple(footprints[number].tool for number in members))
        for members, variables in parts
    )


def twins_of(footprints: Sequence[Footprint]) -> tuple[frozenset[int], ...]:
    """Groups of variables that one and the same tool sets, always and all at once, and that nothing
    else reads or sets: for a repair it is all one how many of them are broken."""
    touched: dict[int, list[Footprint]] = {}
    for mine in footprints:
        for variable in mine.reads | mine.sets:
            touched.setdefault(variable, []).append(mine)
    groups: dict[str, set[int]] = {}
    for variable, touching in touched.items():
        if len(touching) == 1 and variable in touching[0].always - touching[0].reads:
            groups.setdefault(touching[0].tool.id, set()).add(variable)
    return tuple(frozenset(group) for group in groups.values() if len(group) > 1)
