"""The cheapest repair of a broken world, and who has the authority for it."""

from __future__ import annotations

import heapq
from collections.abc import Callable

from trainer.domain.scenario import FaultSet
from trainer.world.model import Tool, World
from trainer.world.state import State
from trainer.world.use import Situation, change_by

STEPS_LIMIT = 8


Allowed = Callable[[Tool], bool]


class Changes:
    """What each changing tool would do to a state, remembered: every search with callers of the
    same literacy meets the same few states again and again."""

    def __init__(self, world: World, literacy: int) -> None:
        self.world = world
        # What a tool changes depends on no complaint and no claim, only on who can follow it.
        self._situation = Situation("", literacy)
        self._tools = tuple(tool for tool in world.tools.values() if tool.effects)
        self._after: dict[State, tuple[tuple[Tool, State], ...]] = {}

    def after(self, state: State) -> tuple[tuple[Tool, State], ...]:
        """The tools that change `state` with their scripted duties met, and the state after each."""
        known = self._after.get(state)
        if known is None:
            known = self._after[state] = tuple(
                (tool, after)
                for tool in self._tools
                if (after := change_by(self.world, tool, state, self._situation)) != state
                and all(met(state) for _, met in tool.duties)
            )
        return known


def allowed_at(line: int, team: str | None = None) -> Allowed:
    """Whether a tool may be used at `line`; with `team`, only that team's tools of the line itself."""
    return lambda tool: (
        tool.usable_at(line)
        and (team is None or tool.spec.line < line or tool.spec.team in (None, team))
    )


def cheapest_repair(
    changes: Changes, faults: FaultSet, reported: str, state: State, allowed: Allowed
) -> tuple[Tool, ...] | None:
    """The cheapest sequence of tools (minutes, then file order) that settles the ticket from `state`
    with every scripted duty met in time; None where the tools cannot do it.

    Uniform-cost search over states. Tools that change nothing in a state are not tried, so the
    search stays within the few states that matter.
    """
    world = changes.world
    order = 0
    queue: list[tuple[float, int, State, tuple[Tool, ...]]] = [(0.0, order, state, ())]
    done: set[State] = set()
    while queue:
        cost, _, here, path = heapq.heappop(queue)
        if here in done:
            continue
        done.add(here)
        if world.resolved(faults, reported, here):
            return path
        if len(path) >= STEPS_LIMIT:
            continue
        for tool, after in changes.after(here):
            if after not in done and allowed(tool):
                order += 1
                heapq.heappush(queue, (cost + tool.spec.minutes, order, after, (*path, tool)))
    return None


def owners(
    changes: Changes, faults: FaultSet, reported: str, state: State
) -> tuple[int, tuple[str, ...]]:
    """The lowest line that can finish the ticket, and the teams of it that can do so alone.

    A sound scenario has exactly one team. (0, ()) where nobody can.
    """
    for line in (1, 2, 3):
        if cheapest_repair(changes, faults, reported, state, allowed_at(line)) is None:
            continue
        teams = changes.world.pack.policy.teams.items()
        able = tuple(
            name
            for name, team in teams
            if team.line == line
            and cheapest_repair(changes, faults, reported, state, allowed_at(line, name))
            is not None
        )
        return line, able
    return 0, ()
