"""How a root cause reaches the symptom: the part of the world worth drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from trainer.content.conditions import parse_atom
from trainer.domain.scenario import FaultSet
from trainer.world.model import World
from trainer.world.state import State


@dataclass(frozen=True, slots=True)
class PathStep:
    """One box: a broken attribute (cause), a lost capability, or the symptom itself.

    `depth` counts arrows from the nearest cause, `leads_to` are ids of the boxes it breaks.
    """

    id: str
    kind: Literal["cause", "capability", "symptom"]
    depth: int
    leads_to: tuple[str, ...]


def dependency_path(
    world: World, faults: FaultSet, state: State, reported: str
) -> tuple[PathStep, ...]:
    """The boxes between what the faults broke and the reported capability, causes first.

    Only lost capabilities that lie on a way from a cause to the symptom are kept; a cause with no
    such way (somebody to be refused) is joined to the symptom directly.
    """
    spec = world.pack.world
    lost = {name for name in spec.capabilities if not world.can(name, state)}
    causes = [name for fault in faults for name in world.pack.faults[fault].spec.sets]
    leads: dict[str, set[str]] = {}
    for name in lost | {reported}:
        capability = spec.capabilities[name]
        atoms = (*capability.needs, *(atom for group in capability.any_of for atom in group))
        for source in _sources(atoms):
            leads.setdefault(source, set()).add(name)
    useful = _backwards(leads, reported)
    kept = [name for name in (*causes, *sorted(lost)) if name in useful and name != reported]
    depth = _depths(causes, leads)
    steps = [
        PathStep(
            name,
            "cause" if name in causes else "capability",
            0 if name in causes else depth.get(name, 1),
            tuple(sorted(target for target in leads[name] if target in useful)),
        )
        for name in dict.fromkeys(kept)
        if name in causes or name in depth
    ]
    stray = [name for name in dict.fromkeys(causes) if name not in useful]
    if not any(step.kind == "cause" for step in steps):
        steps = [PathStep(name, "cause", 0, (reported,)) for name in stray] + steps
    last = 1 + max((step.depth for step in steps), default=0)
    ordered = sorted(steps, key=lambda step: (step.depth, step.id))
    return (*ordered, PathStep(reported, "symptom", last, ()))


def _sources(atoms: Iterable[str]) -> Iterable[str]:
    for text in atoms:
        atom = parse_atom(text)
        if atom.subject in ("attribute", "capability"):
            yield atom.name


def _backwards(leads: dict[str, set[str]], target: str) -> set[str]:
    """Everything from which `target` can be reached, `target` included."""
    found = {target}
    growing = True
    while growing:
        new = {name for name, targets in leads.items() if targets & found} - found
        found |= new
        growing = bool(new)
    return found


def _depths(causes: list[str], leads: dict[str, set[str]]) -> dict[str, int]:
    """Longest number of arrows from a cause, so that every box stands right of what breaks it."""
    depth = dict.fromkeys(causes, 0)
    growing = True
    while growing:
        growing = False
        for name, targets in leads.items():
            if name not in depth:
                continue
            for target in targets:
                if depth.get(target, -1) < depth[name] + 1 <= len(leads) + 1:
                    depth[target] = depth[name] + 1
                    growing = True
    return depth
