"""Positions as sets of bits: one bit for each (hypothesis, state of its world) ever met.

Best play visits thousands of positions that differ in few members. As integers they are split,
weighed and looked up by a few machine operations instead of walks over tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from trainer.world.hypotheses import Hypothesis
from trainer.world.model import Tool
from trainer.world.state import State

Position = tuple[tuple[int, State], ...]
"""(index of hypothesis, state of its world), by index; hypotheses settled or ruled out are gone."""
Mask = int
"""A position as a set of bits: bit i stands for `Particles.pairs[i]`."""


class Look:
    """A tool that only reads, with the particles by what it would read of them."""

    def __init__(self, tool: Tool, outcome_of: Callable[[Tool, State], str]) -> None:
        self.tool = tool
        self.minutes = tool.spec.minutes
        self._outcome_of = outcome_of
        self._parts: dict[str, Mask] = {}
        self._unready: Mask = 0

    def add(self, bit: Mask, state: State) -> None:
        """Take in a new particle."""
        outcome = self._outcome_of(self.tool, state)
        self._parts[outcome] = self._parts.get(outcome, 0) | bit
        if not all(met(state) for _, met in self.tool.duties):
            self._unready |= bit

    def split(self, mask: Mask) -> tuple[Mask, ...]:
        """The parts of `mask` by what is read; empty where it reads the same of all of them, or
        where a scripted duty stands in the way."""
        if mask & self._unready:
            return ()
        parts = tuple(part for read in self._parts.values() if (part := mask & read))
        return parts if len(parts) > 1 else ()


def telling(looks: Sequence[Look], mask: Mask) -> list[Look]:
    """The looks worth considering in a position, in the given order: those that tell something and
    of which no other look tells all that and more for the same minutes or fewer.

    Leaving the others out changes no value: who sees more can always act as if they saw less.
    """
    found = [(look, parts) for look in looks if (parts := look.split(mask))]
    found.sort(key=lambda pair: (pair[0].minutes, -len(pair[1])))
    kept: list[tuple[Look, tuple[Mask, ...]]] = []
    for look, parts in found:
        if not any(_tells_all(better, parts) for _, better in kept):
            kept.append((look, parts))
    chosen = {look.tool.id for look, _ in kept}
    return [look for look in looks if look.tool.id in chosen]


def _tells_all(parts: Sequence[Mask], others: Sequence[Mask]) -> bool:
    """Whether knowing the part of `parts` tells the part of `others`."""
    return len(parts) >= len(others) and all(
        any(part & other == part for other in others) for part in parts
    )


class Particles:
    """All (hypothesis, state) pairs met by one best play, numbered in the order of meeting."""

    def __init__(self, hypotheses: Sequence[Hypothesis], looks: Sequence[Look]) -> None:
        self.pairs: list[tuple[int, State]] = []
        self._hypotheses = hypotheses
        self._looks = looks
        self._number: dict[tuple[int, State], int] = {}
        self._members: dict[Mask, tuple[int, ...]] = {}
        self._weights: dict[Mask, float] = {}

    def number(self, index: int, state: State) -> int:
        """The number of a pair, given at its first meeting."""
        pair = (index, state)
        known = self._number.get(pair)
        if known is None:
            known = self._number[pair] = len(self.pairs)
            self.pairs.append(pair)
            for look in self._looks:
                look.add(1 << known, state)
        return known

    def mask(self, position: Position) -> Mask:
        """A position as bits."""
        mask = 0
        for index, state in position:
            mask |= 1 << self.number(index, state)
        return mask

    def members(self, mask: Mask) -> tuple[int, ...]:
        """The numbers in `mask`, in the order of their hypotheses."""
        known = self._members.get(mask)
        if known is None:
            found, rest = [], mask
            while rest:
                lowest = rest & -rest
                found.append(lowest.bit_length() - 1)
                rest ^= lowest
            known = tuple(sorted(found, key=lambda number: self.pairs[number][0]))
            self._members[mask] = known
        return known

    def weight(self, mask: Mask) -> float:
        """Total prior weight of a position."""
        known = self._weights.get(mask)
        if known is None:
            known = self._weights[mask] = sum(
                self._hypotheses[self.pairs[number][0]].weight for number in self.members(mask)
            )
        return known
