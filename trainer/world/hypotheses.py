"""The causes that could be behind a complaint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.domain.scenario import FaultSet
from trainer.world.model import World
from trainer.world.use import inject_fault


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One fault set that explains the complaint, with its prior weight (relative, above 0)."""

    faults: FaultSet
    weight: float


def fits(world: World, faults: FaultSet, reported: str, circumstances: Mapping[str, str]) -> bool:
    """Whether the faults can occur in these circumstances, callers would report `reported` for each
    of them, and each alone takes the capability away (so all must be repaired)."""
    for fault in faults:
        spec = world.pack.faults[fault].spec
        if reported not in spec.reported:
            return False
        if any(
            circumstances.get(name) not in values for name, values in spec.circumstances.items()
        ):
            return False
        if world.can(reported, inject_fault(world, (fault,), circumstances)):
            return False
    return True


def allowed_fault_sets(world: World) -> tuple[FaultSet, ...]:
    """All single faults, then all pairs that the pack allows together; each sorted."""
    singles: list[FaultSet] = [(fault,) for fault in sorted(world.pack.faults)]
    pairs = {
        tuple(sorted((fault, other)))
        for fault, content in world.pack.faults.items()
        for other in content.spec.combines_with
        if fault != other
    }
    return (*singles, *sorted(pairs))


def hypotheses_for(
    world: World, reported: str, circumstances: Mapping[str, str]
) -> tuple[Hypothesis, ...]:
    """All fault sets that produce the complaint, in a fixed order.

    Weights come from the pack's priors; two independent faults at once weigh as the product of
    their shares.
    """
    total = sum(fault.spec.weight for fault in world.pack.faults.values())
    found = []
    for faults in allowed_fault_sets(world):
        if fits(world, faults, reported, circumstances):
            weight = total
            for fault in faults:
                weight *= world.pack.faults[fault].spec.weight / total
            found.append(Hypothesis(faults, weight))
    return tuple(found)
