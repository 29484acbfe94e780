"""Screening forms: drawn from a blueprint by seed, equal for everybody, reproducible for ever."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from trainer.content.model import Pack
from trainer.content.schema.blueprints import BlueprintSpec
from trainer.domain.forms import Blueprint, Cell, Form
from trainer.domain.scenario import Scenario, ScenarioKey
from trainer.errors import InvalidInput
from trainer.generator.build import build_scenario
from trainer.generator.demands import demands_of, item_of
from trainer.progress.assembly import (
    EXPECTED_BOUND,
    INFORMATION_BOUND,
    Option,
    Target,
    assemble,
    target_of,
)
from trainer.progress.assess import balance
from trainer.progress.calibration import calibration
from trainer.progress.facets import facets_of
from trainer.progress.partial_credit import GRID, STEP
from trainer.services.readiness import rule_of

_BLOCK: Final = 10_000
"""Seeds that one form may look through; no other form looks at them, so no two share a ticket."""
SEEDS: Final = 2**40
"""Forms are numbered from 0 to SEEDS - 1; practice draws its seeds below 2**31."""
_OFFSET: Final = 2**32
_POOLS: Final = (8, 20, 60)
_REFERENCE: Final = 40


@dataclass(frozen=True)
class _Draw:
    """A ticket looked at for a cell."""

    key: ScenarioKey
    option: Option


class Forms:
    """Draws forms of the packs' blueprints; a blueprint's id is "pack/blueprint"."""

    def __init__(self, packs: Mapping[str, Pack]) -> None:
        self._packs = packs
        self._targets: dict[str, Target] = {}
        self._lock = threading.Lock()

    def blueprints(self) -> tuple[Blueprint, ...]:
        """Every blueprint of every pack."""
        return tuple(
            _blueprint(pack, name, spec)
            for pack in self._packs.values()
            for name, spec in pack.blueprints.items()
        )

    def draw(self, blueprint_id: str, seed: int) -> Form:
        """The form of this number (0 to SEEDS - 1): the same for ever, with no ticket in common with
        any other number, and within the stated bounds of the blueprint's target. Where a blueprint has
        enough tickets of a line for a verdict, its forms are such that they allow one, unless the
        pack's rule cannot be met at all.

        Raises InvalidInput for an unknown blueprint, a seed out of range, and a blueprint that the
        pack cannot fill (its message names the cell).
        """
        pack, spec = self._find(blueprint_id)
        if not 0 <= seed < SEEDS:
            raise InvalidInput(f"a form's seed is from 0 to {SEEDS - 1}", field="seed")
        blueprint = _blueprint(pack, blueprint_id.partition("/")[2], spec)
        target = self._target(pack, blueprint)
        drawn = _drawn(pack, blueprint, seed, target)
        if drawn is None:
            raise InvalidInput(f"no equal form of {blueprint_id} was found", field="blueprint")
        options = [one.option for one in drawn]
        return Form(
            blueprint=blueprint_id,
            blueprint_version=spec.version,
            pack_version=pack.header.version,
            seed=seed,
            keys=tuple(one.key for one in drawn),
            expected=sum(option.expected for option in options) / len(options),
            information=sum(option.information for option in options),
            expected_bound=EXPECTED_BOUND,
            information_bound=INFORMATION_BOUND,
        )

    # -- inside -------------------------------------------------------------------------------

    def _find(self, blueprint_id: str) -> tuple[Pack, BlueprintSpec]:
        pack_id, _, name = blueprint_id.partition("/")
        pack = self._packs.get(pack_id)
        spec = pack.blueprints.get(name) if pack else None
        if pack is None or spec is None:
            raise InvalidInput(f"there is no blueprint {blueprint_id!r}", field="blueprint")
        return pack, spec

    def _target(self, pack: Pack, blueprint: Blueprint) -> Target:
        with self._lock:
            if blueprint.id not in self._targets:
                pools = _pools(pack, blueprint, _OFFSET, _REFERENCE)
                self._targets[blueprint.id] = target_of(
                    [[one.option for one in pool] for pool in pools]
                )
            return self._targets[blueprint.id]


def _blueprint(pack: Pack, name: str, spec: BlueprintSpec) -> Blueprint:
    return Blueprint(
        id=f"{pack.id}/{name}",
        version=spec.version,
        pack=pack.id,
        names=(("ru", spec.name.ru), ("en", spec.name.en)),
        cells=tuple(
            Cell(cell.line, cell.area or "", cell.channel or "", cell.demand or "")
            for cell in spec.cells
            for _ in range(cell.count)
        ),
    )


def _lacking(pack: Pack, blueprint: Blueprint) -> Callable[[Sequence[Option]], int]:
    """How many tickets more a verdict would need, of the lines of which the blueprint has enough."""
    rule = rule_of(pack.policy.readiness)
    count = Counter(cell.line for cell in blueprint.cells)
    lines = [line for line, cells in count.items() if cells >= rule.least]

    def lacking(options: Sequence[Option]) -> int:
        return sum(
            balance([one for one in options if one.line == line], line, rule)[0] for line in lines
        )

    return lacking


def _drawn(pack: Pack, blueprint: Blueprint, seed: int, target: Target) -> list[_Draw] | None:
    """One ticket a cell, from the smallest pools that give an equal form that allows a verdict; an
    equal one where none does, and None where there is no equal one."""
    lacking = _lacking(pack, blueprint)
    equal: list[_Draw] | None = None
    for size in _POOLS:
        pools = _pools(pack, blueprint, _OFFSET + (seed + 1) * _BLOCK, size)
        options = [[one.option for one in pool] for pool in pools]
        if (chosen := assemble(options, target, lacking)) is not None:
            return _picked(pools, chosen)
        if equal is None and (chosen := assemble(options, target)) is not None:
            equal = _picked(pools, chosen)
    return equal


def _picked(pools: Sequence[Sequence[_Draw]], chosen: Sequence[int]) -> list[_Draw]:
    return [pool[index] for pool, index in zip(pools, chosen, strict=True)]


def _pools(pack: Pack, blueprint: Blueprint, first: int, size: int) -> list[list[_Draw]]:
    share = _BLOCK // len(blueprint.cells)
    return [
        _pool(pack, cell, range(first + at * share, first + (at + 1) * share), size)
        for at, cell in enumerate(blueprint.cells)
    ]


def _pool(pack: Pack, cell: Cell, seeds: range, size: int) -> list[_Draw]:
    """The first `size` tickets of these seeds that fit the cell; fewer where there are no more."""
    found: list[_Draw] = []
    for seed in seeds:
        scenario = build_scenario(pack, cell.line, seed)
        if fits(pack, scenario, cell):
            found.append(_Draw(scenario.key, _option(pack, scenario)))
            if len(found) == size:
                return found
    if not found:
        raise InvalidInput(f"pack {pack.id} has no ticket for the cell {cell}", field="blueprint")
    return found


def fits(pack: Pack, scenario: Scenario, cell: Cell) -> bool:
    """Whether a ticket is of a cell's kind."""
    return (
        (not cell.area or scenario.proof.category == cell.area)
        and (not cell.channel or scenario.channel == cell.channel)
        and (not cell.demand or cell.demand in demands_of(pack, scenario))
    )


def _option(pack: Pack, scenario: Scenario) -> Option:
    line = scenario.key.line
    scale = calibration().scales[f"line_{line}"]
    difficulty = float(scale.difficulty(np.asarray(facets_of(scenario))))
    expected, information = _at_cut(line, pack.policy.readiness.cut[line], round(difficulty / STEP))
    return Option(
        item_of(scenario),
        expected,
        information,
        line,
        scenario.proof.category,
        scenario.handed_on,
    )


@lru_cache(maxsize=4096)
def _at_cut(line: int, cut: float, steps: int) -> tuple[float, float]:
    """The score expected of somebody who stands at a line's cut score, and the information about
    their ability, on a ticket whose difficulty is `steps` steps."""
    scale = calibration().scales[f"line_{line}"]
    ability = float(np.interp(cut, scale.expected_typical, GRID))
    difficulty = steps * STEP
    expected = float(np.interp(ability, GRID, scale.expected(difficulty)))
    return expected, float(scale.information(ability, np.asarray(difficulty)))
