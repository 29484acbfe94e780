"""The cheapest repair of a broken world, and who has the authority for it.

A world falls into parts that no tool of a line links: each is repaired by itself, the repairs are
put together, and the whole is tried out. That is exact where the healthy value of an attribute is
never worse than a broken one (a repair of the whole, cut down to a part's tools, repairs the part);
where the whole does not work, one search over all tools decides.
"""

from __future__ import annotations

import heapq
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from trainer.domain.scenario import FaultSet
from trainer.world.footprint import Part, footprint, parts_of, twins_of
from trainer.world.model import Tool, World
from trainer.world.state import State
from trainer.world.use import Situation, change_by

STEPS_LIMIT = 8
"""The longest repair searched for within a part."""


@dataclass(frozen=True, slots=True)
class Authority:
    """Whose tools may be used: those of `line`; with a `team`, only that team's of the line itself
    (tools of lower lines and requests without a team are everybody's)."""

    line: int
    team: str | None = None

    def allows(self, tool: Tool) -> bool:
        return tool.usable_at(self.line) and (
            self.team is None or tool.spec.line < self.line or tool.spec.team in (None, self.team)
        )


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """What an authority can change: all its tools, the parts they fall into, all variables of those,
    variables that are mended together, and those that its tools read."""

    whole: Part
    parts: tuple[Part, ...]
    reached: frozenset[int]
    twins: tuple[tuple[int, ...], ...]
    read: frozenset[int]


Goal = tuple[str, FaultSet]
"""The capability reported and the faults that ask for more than its return."""


class Repairs:
    """Cheapest repairs for callers of one technical literacy (0 to 2), remembered by part and state.

    A repair is a sequence of tools, cheapest in minutes, then in file order, with every scripted
    duty met in time.
    """

    def __init__(self, world: World, literacy: int) -> None:
        self.world = world
        # What a tool changes depends on no complaint and no claim, only on who can follow it.
        self._situation = Situation("", literacy)
        self._things = sum(scope >= 0 for scope in world.variables.scope)
        self._reach: dict[Authority, Reach] = {}
        self._after: dict[tuple[Part, State], tuple[tuple[Tool, State], ...]] = {}
        self._found: dict[tuple[Goal, Part, State], tuple[Tool, ...] | None] = {}
        self._met: dict[tuple[Goal, State], bool] = {}
        self._harmless: dict[tuple[Goal, int, int, bytes], bool] = {}
        self._authorities = tuple(
            (Authority(line), tuple(Authority(line, name) for name, team in teams))
            for line in (1, 2, 3)
            if (teams := [x for x in world.pack.policy.teams.items() if x[1].line == line])
        )

    def cheapest(
        self, faults: FaultSet, reported: str, state: State, authority: Authority
    ) -> tuple[Tool, ...] | None:
        """The cheapest repair that settles the ticket from `state`, or None where the authority's
        tools cannot do it."""
        world, reach = self.world, self._reach_of(authority)
        asking = (name for name in faults if world.pack.faults[name].spec.resolved_when)
        goal: Goal = (reported, tuple(asking))
        if world.refused(faults):
            return self._search(goal, reach.whole, state)
        plain = self._plain(goal, reach, state)
        broken = {v for v in range(self._things) if plain[v]}
        if not self._is_met(goal, self._only(broken - reach.reached, plain)):
            return None
        steps: tuple[Tool, ...] = ()
        for part in reach.parts:
            # Who is not to be turned away asks nothing of a part where nothing is broken.
            if goal[1] or not broken.isdisjoint(part.variables):
                found = self._search(goal, part, self._only(broken & part.variables, plain))
                if found is None:
                    return None
                steps += found
        end = state
        for tool in steps:
            end = change_by(world, tool, end, self._situation)
        return steps if self._is_met(goal, end) else self._search(goal, reach.whole, state)

    def owner(self, faults: FaultSet, reported: str, state: State) -> tuple[int, tuple[str, ...]]:
        """The lowest line that can finish the ticket, and the teams of it that can do so alone.

        A sound scenario has exactly one team. (0, ()) where nobody can.
        """
        line, teams, _ = self.finish(faults, reported, state)
        return line, teams

    def finish(
        self, faults: FaultSet, reported: str, state: State
    ) -> tuple[int, tuple[str, ...], tuple[Tool, ...]]:
        """The owner's line and teams (see `owner`), and the cheapest repair of that line."""
        for anybody, teams in self._authorities:
            steps = self.cheapest(faults, reported, state, anybody)
            if steps is not None:
                whole = self._reach_of(anybody).whole.tools
                able = tuple(
                    team.team or ""
                    for team in teams
                    if self._reach_of(team).whole.tools == whole
                    or self.cheapest(faults, reported, state, team) is not None
                )
                return anybody.line, able, steps
        return 0, (), ()

    # -- inside -------------------------------------------------------------------------------

    def _reach_of(self, authority: Authority) -> Reach:
        known = self._reach.get(authority)
        if known is None:
            prints = [
                footprint(self.world, tool)
                for tool in self.world.tools.values()
                if tool.effects and authority.allows(tool)
            ]
            tools = tuple(mine.tool for mine in prints)
            known = self._reach[authority] = Reach(
                Part(frozenset(range(self._things)), tools),
                parts_of(prints),
                frozenset(variable for mine in prints for variable in mine.reads | mine.sets),
                tuple(tuple(sorted(twins)) for twins in twins_of(prints)),
                frozenset(variable for mine in prints for variable in mine.reads),
            )
        return known

    def _is_met(self, goal: Goal, state: State) -> bool:
        key = (goal, state)
        known = self._met.get(key)
        if known is None:
            known = self._met[key] = self.world.resolved(goal[1], goal[0], state)
        return known

    def _only(self, variables: AbstractSet[int], state: State) -> State:
        """`state` with everything healthy but `variables`."""
        alone = bytearray(len(state))
        alone[self._things :] = state[self._things :]
        for variable in variables:
            alone[variable] = state[variable]
        return bytes(alone)

    def _plain(self, goal: Goal, reach: Reach, state: State) -> State:
        """`state` without what neither stands in the way of the goal nor matters to a tool, and with
        one of several twins only: many states have the same repair."""
        plain = bytearray(state)
        for variable in range(self._things):
            if (
                state[variable]
                and variable not in reach.read
                and self._is_harmless(goal, variable, state)
            ):
                plain[variable] = 0
        for twins in reach.twins:
            for variable in [twin for twin in twins if plain[twin]][1:]:
                plain[variable] = 0
        return bytes(plain)

    def _is_harmless(self, goal: Goal, variable: int, state: State) -> bool:
        """Whether the goal is met with this alone broken."""
        key = (goal, variable, state[variable], state[self._things :])
        known = self._harmless.get(key)
        if known is None:
            known = self._harmless[key] = self._is_met(goal, self._only({variable}, state))
        return known

    def _changes(self, part: Part, state: State) -> tuple[tuple[Tool, State], ...]:
        """The tools of a part that change `state` with their duties met, and the state after each."""
        key = (part, state)
        known = self._after.get(key)
        if known is None:
            known = self._after[key] = tuple(
                (tool, after)
                for tool in part.tools
                if (after := change_by(self.world, tool, state, self._situation)) != state
                and all(met(state) for _, met in tool.duties)
            )
        return known

    def _search(self, goal: Goal, part: Part, state: State) -> tuple[Tool, ...] | None:
        """Uniform-cost search over states with the tools of `part`. Tools that change nothing in a
        state are not tried, so the search stays within the few states that matter."""
        key = (goal, part, state)
        if key not in self._found:
            self._found[key] = self._searched(goal, part, state)
        return self._found[key]

    def _searched(self, goal: Goal, part: Part, state: State) -> tuple[Tool, ...] | None:
        order = 0
        queue: list[tuple[float, int, State, tuple[Tool, ...]]] = [(0.0, order, state, ())]
        done: set[State] = set()
        while queue:
            cost, _, here, path = heapq.heappop(queue)
            if here in done:
                continue
            done.add(here)
            if self._is_met(goal, here):
                return path
            if len(path) >= STEPS_LIMIT:
                continue
            for tool, after in self._changes(part, here):
                if after not in done:
                    order += 1
                    heapq.heappush(queue, (cost + tool.spec.minutes, order, after, (*path, tool)))
        return None
