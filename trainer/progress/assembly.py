"""Assembling a form: one candidate a cell, so that every form asks as much and tells as much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

EXPECTED_BOUND: Final = 0.5
"""Largest difference of a form's expected score from its blueprint's target, in points."""
INFORMATION_BOUND: Final = 0.03
"""Largest difference of a form's information from the target, as a share of it."""
_ROUNDS: Final = 6
_WANT: Final = 100.0
"""What one lacking ticket weighs against bounds that are missed: it goes first."""


@dataclass(frozen=True, slots=True)
class Option:
    """A ticket that may fill a cell: the score (0..100) that somebody at the cut is expected to
    reach, the Fisher information about ability there, its item (two of one item never stand on one
    form), and what a verdict asks about: line, service area, whether it has to be handed on."""

    item: str
    expected: float
    information: float
    line: int = 1
    area: str = ""
    handed_on: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """What a whole form should come to: mean expected score and total information."""

    expected: float
    information: float


def target_of(pools: Sequence[Sequence[Option]]) -> Target:
    """The target that large pools, one a cell, define: their means."""
    cells = len(pools)
    return Target(
        sum(sum(option.expected for option in pool) / len(pool) for pool in pools) / cells,
        sum(sum(option.information for option in pool) / len(pool) for pool in pools),
    )


def off_target(chosen: Sequence[Option], target: Target) -> tuple[float, float]:
    """How far a form is from its target: points of expected score, share of information."""
    expected = sum(option.expected for option in chosen) / len(chosen)
    information = sum(option.information for option in chosen)
    return abs(expected - target.expected), abs(information / target.information - 1)


def _nothing(options: Sequence[Option]) -> int:
    return 0


def assemble(
    pools: Sequence[Sequence[Option]],
    target: Target,
    lacking: Callable[[Sequence[Option]], int] = _nothing,
) -> tuple[int, ...] | None:
    """The index of one option a cell, within both bounds of the target and with nothing `lacking`
    (a count of what the form as a whole still wants); None where none was found.

    Starts with the first options of different items and exchanges one cell after another for the
    better: the heuristic of Luecht and Hirsch (1992, Applied Psychological Measurement 16:41-51) on a
    weighted distance. The same pools give the same form.
    """
    chosen = [-1] * len(pools)
    taken: set[str] = set()
    # Cells with few items to choose from choose first.
    for cell in sorted(range(len(pools)), key=lambda at: len({one.item for one in pools[at]})):
        free = (at for at, option in enumerate(pools[cell]) if option.item not in taken)
        chosen[cell] = next(free, -1)
        if chosen[cell] < 0:
            return None
        taken.add(pools[cell][chosen[cell]].item)

    def options() -> list[Option]:
        return [pool[index] for pool, index in zip(pools, chosen, strict=True)]

    def distance() -> float:
        form = options()
        points, share = off_target(form, target)
        return max(points / EXPECTED_BOUND, share / INFORMATION_BOUND) + _WANT * lacking(form)

    best = distance()
    for _ in range(_ROUNDS):
        for cell, pool in enumerate(pools):
            items = {option.item for at, option in enumerate(options()) if at != cell}
            for index, option in enumerate(pool):
                if option.item in items:
                    continue
                before, chosen[cell] = chosen[cell], index
                if (now := distance()) < best:
                    best = now
                else:
                    chosen[cell] = before
            if best <= 1:
                return tuple(chosen)
    return None
