"""Best plays of a pack, made when first asked for and shared by all its scenarios."""

from __future__ import annotations

from functools import lru_cache

from trainer.content.model import Pack
from trainer.domain.scenario import Scenario
from trainer.world.hypotheses import hypotheses_for
from trainer.world.model import World, compile_world
from trainer.world.particles import Position
from trainer.world.play import BestPlay
from trainer.world.repair import Repairs
from trainer.world.use import Situation

Circumstances = tuple[tuple[str, str], ...]


class Plays:
    """The compiled world of one pack and its best plays by (symptom, circumstances, literacy)."""

    def __init__(self, pack: Pack) -> None:
        self.world: World = compile_world(pack)
        self._repairs = {literacy: Repairs(self.world, literacy) for literacy in (0, 1, 2)}
        self._alike = _alike(pack)
        self._plays: dict[tuple[str, Circumstances, int], BestPlay] = {}

    def of(self, reported: str, circumstances: Circumstances, literacy: int) -> BestPlay:
        """Best play for a complaint of a caller of `literacy` (0 to 2)."""
        literacy = self._alike[literacy]
        key = (reported, circumstances, literacy)
        play = self._plays.get(key)
        if play is None:
            found = hypotheses_for(self.world, reported, dict(circumstances))
            made = BestPlay(
                self.world,
                found,
                dict(circumstances),
                Situation(reported, literacy),
                self._repairs[literacy],
            )
            play = self._plays.setdefault(key, made)
        return play

    def of_scenario(self, scenario: Scenario) -> BestPlay:
        """Best play for a scenario's ticket."""
        return self.of(scenario.reported, scenario.circumstances, scenario.temper.literacy)


def _alike(pack: Pack) -> dict[int, int]:
    """For each technical literacy the lowest one that can do the same in this pack."""
    steps = sorted({0, *(tool.knows for tool in pack.tools.values())})
    return {literacy: max(step for step in steps if step <= literacy) for literacy in (0, 1, 2)}


@lru_cache(maxsize=32)
def plays_of(pack: Pack) -> Plays:
    """The plays of a loaded pack; one for each Pack object."""
    return Plays(pack)


def position_after_findings(
    play: BestPlay, position: Position, findings: tuple[tuple[str, str], ...]
) -> Position:
    """The hypotheses of `position` that agree with all (tool, outcome) readings.

    Readings of tools that do not exist in the pack, claims and facts of the person split nothing.
    """
    for name, outcome in findings:
        tool = play.world.tools.get(name)
        if tool is None or tool.spec.claim or tool.spec.effects:
            continue
        position = tuple(
            entry
            for group, settled in (
                parts for (seen, _), parts in play.after(position, tool).items() if seen == outcome
            )
            for entry in (*group, *settled)
        )
    return tuple(sorted(position))
