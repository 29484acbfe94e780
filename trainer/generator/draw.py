"""What can be drawn at a line: every fault set, situation and symptom that fits, with its weight."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, product
from random import Random

from trainer.content.model import Pack
from trainer.domain.scenario import FaultSet
from trainer.world.hypotheses import allowed_fault_sets, fits
from trainer.world.plays import Circumstances, plays_of

OWN_LINE, NEXT_LINE, TOP_LINE = 0.6, 0.27, 0.13
"""Shares of tickets by how far above the line they are finished: most belong here, some only look
as if they did."""
PAIR_SHARE = 0.35
"""How much a combination weighs against its rarer fault, so that trainees meet some."""


@dataclass(frozen=True, slots=True)
class Draw:
    """One thing that can be drawn."""

    faults: FaultSet
    circumstances: Circumstances
    reported: str
    owner_line: int


@dataclass(frozen=True, slots=True)
class Urn:
    """All draws of a line with cumulative weights."""

    draws: tuple[Draw, ...]
    cumulative: tuple[float, ...]

    def draw(self, rng: Random) -> Draw:
        """One draw; an empty urn raises IndexError."""
        return rng.choices(self.draws, cum_weights=self.cumulative)[0]


def all_circumstances(pack: Pack) -> tuple[Circumstances, ...]:
    """Every combination of the pack's circumstances."""
    names = list(pack.world.circumstances)
    return tuple(
        tuple(zip(names, values, strict=True))
        for values in product(*(pack.world.circumstances[name] for name in names))
    )


@lru_cache(maxsize=128)
def urn_of(pack: Pack, line: int, pinned: str = "") -> Urn:
    """What line `line` can draw; `pinned` limits it to one fault set ("a" or "a+b")."""
    world = plays_of(pack).world
    draws: list[tuple[Draw, float]] = []
    wanted = tuple(sorted(pinned.split("+"))) if pinned else None
    for faults in allowed_fault_sets(world):
        if wanted is not None and faults != wanted:
            continue
        owner = max(pack.faults[fault].spec.finish.line for fault in faults)
        if owner < line:
            continue
        weight = min(pack.faults[fault].spec.weight for fault in faults)
        if len(faults) > 1:
            weight *= PAIR_SHARE
        places = [
            (circumstances, reported)
            for circumstances in all_circumstances(pack)
            for reported in pack.faults[faults[0]].spec.reported
            if fits(world, faults, reported, dict(circumstances))
        ]
        for circumstances, reported in places:
            draws.append((Draw(faults, circumstances, reported, owner), weight / len(places)))
    return _balanced(draws, line)


def _balanced(draws: list[tuple[Draw, float]], line: int) -> Urn:
    """Scale weights so that each owner line gets its share."""
    totals: dict[int, float] = {}
    for draw, weight in draws:
        totals[draw.owner_line] = totals.get(draw.owner_line, 0.0) + weight
    shares = (OWN_LINE, NEXT_LINE, TOP_LINE)
    scaled = [
        weight / totals[draw.owner_line] * shares[draw.owner_line - line] for draw, weight in draws
    ]
    return Urn(tuple(draw for draw, _ in draws), tuple(accumulate(scaled)))
