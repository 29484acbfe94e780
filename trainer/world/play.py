"""Best play: the cheapest expected troubleshooting policy over the causes still possible.

Decision-theoretic troubleshooting after Heckerman, Breese, Rommelse (1995), "Decision-theoretic
troubleshooting", CACM 38(3), with exact recursion in place of their myopic approximation:

    value(position) = min over moves of minutes + expected value of the positions after it

A position is the set of hypotheses still possible together with the state each one's world is in by
now (what was repaired, verified, approved). A look splits the set by what it reads; a change
settles some hypotheses and shows whether the complaint is gone; a hand-off costs the policy's
minutes, a bounce for every cause that belongs to another address, and the next line's own best play.

Exact up to EXACT_LIMIT hypotheses. Beyond, one candidate is followed greedily, which gives a policy
that exists (an upper bound); `lower_bound` is what full knowledge would cost; their distance is
reported as the gap.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trainer.domain.scenario import FaultSet
from trainer.world.hypotheses import Hypothesis
from trainer.world.model import Tool, World
from trainer.world.repair import Changes, allowed_at, cheapest_repair, owners
from trainer.world.state import State
from trainer.world.use import Situation, inject_fault, use_tool

EXACT_LIMIT = 12
Position = tuple[tuple[int, State], ...]
"""(index of hypothesis, state of its world), by index; hypotheses settled or ruled out are gone."""


@dataclass(frozen=True, slots=True, order=True)
class PlayMove:
    """A move of best play: a tool, or a hand-off to a line and team (then `tool` is empty)."""

    tool: str = ""
    line: int = 0
    team: str = ""


@dataclass(frozen=True, slots=True)
class Valued:
    """A move with the expected minutes left if it is made and best play follows."""

    move: PlayMove
    minutes: float


class BestPlay:
    """Best play for one complaint in one situation; values are remembered between calls.

    Arguments are the compiled world, the hypotheses and circumstances of the complaint, and the
    situation. All results are deterministic: ties fall to the first move in pack order.
    """

    def __init__(
        self,
        world: World,
        hypotheses: tuple[Hypothesis, ...],
        circumstances: Mapping[str, str],
        situation: Situation,
        changes: Changes | None = None,
    ) -> None:
        self.world = world
        self.hypotheses = hypotheses
        self.situation = situation
        self.initial: Position = tuple(
            (index, inject_fault(world, hypothesis.faults, circumstances))
            for index, hypothesis in enumerate(hypotheses)
        )
        self._policy = world.pack.policy.handoff
        # Values under computation stand as infinity; another thread must not see that.
        self._lock = threading.RLock()
        self._changes = changes or Changes(world, situation.literacy)
        self._values: dict[tuple[int, Position], Valued] = {}
        self._costs: dict[tuple[int, int, State], float] = {}
        self._steps: dict[tuple[int, int, State], tuple[Tool, ...] | None] = {}
        self._owner: dict[tuple[int, State], tuple[int, tuple[str, ...]]] = {}
        self._results: dict[tuple[str, State], tuple[str, State]] = {}
        self._readers = {line: self._reading_tools(line) for line in (1, 2, 3)}

    # -- what a position is worth -------------------------------------------------------------

    def value(self, position: Position, line: int) -> float:
        """Expected minutes left from `position` for a specialist of `line` under best play; 0 for
        the empty position, infinity where nothing can settle it."""
        if not position:
            return 0.0
        return self._valued(position, line).minutes

    def best(self, position: Position, line: int) -> Valued:
        """The best move in `position`; ValueError where the position is empty or hopeless."""
        if not position or math.isinf(self.value(position, line)):
            raise ValueError("there is no best move in an empty or hopeless position")
        return self._valued(position, line)

    def value_of_tool(self, position: Position, line: int, tool: Tool) -> float:
        """Expected minutes left if `tool` (any tool) is used now and best play follows."""
        total = tool.spec.minutes
        weight = self.weight(position)
        for group, settled in self.after(position, tool).values():
            total += self.weight(settled) / weight * self._policy.confirm
            if group:
                total += self.weight(group) / weight * self.value(group, line)
        return total

    def value_of_handoff(self, position: Position, line: int, team: str) -> float:
        """Expected minutes left if the ticket goes to `team` of `line` now."""
        bounced = self._bounced(position, line, team)
        return self._policy.minutes + bounced + self.value(position, line)

    def lower_bound(self, position: Position, line: int) -> float:
        """Expected minutes if the cause were known: no policy can do better."""
        return self._known(position, line) / self.weight(position)

    # -- how positions change -----------------------------------------------------------------

    def weight(self, position: Position) -> float:
        """Total prior weight of a position."""
        return sum(self.hypotheses[index].weight for index, _ in position)

    def after(
        self, position: Position, tool: Tool
    ) -> dict[tuple[str, bool], tuple[Position, Position]]:
        """What can follow a tool: (outcome, whether the complaint is gone) -> (the position then,
        the hypotheses settled by it)."""
        groups: dict[tuple[str, bool], tuple[list[tuple[int, State]], list[tuple[int, State]]]] = {}
        reported = self.situation.reported
        for index, state in position:
            outcome, new = self._result(tool, state)
            gone = bool(tool.effects) and self.world.can(reported, new)
            going, settled = groups.setdefault((outcome, gone), ([], []))
            changed = new != state
            if changed and self.world.resolved(self.hypotheses[index].faults, reported, new):
                settled.append((index, new))
            else:
                going.append((index, new))
        return {seen: (tuple(going), tuple(settled)) for seen, (going, settled) in groups.items()}

    def owner(self, index: int, state: State) -> tuple[int, tuple[str, ...]]:
        """Lowest line and the teams of it that can settle hypothesis `index` from `state`."""
        key = (index, state)
        if key not in self._owner:
            self._owner[key] = owners(
                self._changes, self.hypotheses[index].faults, self.situation.reported, state
            )
        return self._owner[key]

    def repair(self, index: int, state: State, line: int) -> tuple[Tool, ...] | None:
        """The cheapest repair of hypothesis `index` with the tools of `line`, or None."""
        key = (line, index, state)
        if key not in self._steps:
            self._steps[key] = cheapest_repair(
                self._changes,
                self.hypotheses[index].faults,
                self.situation.reported,
                state,
                allowed_at(line),
            )
        return self._steps[key]

    def faults(self, position: Position) -> tuple[FaultSet, ...]:
        """The fault sets still possible."""
        return tuple(self.hypotheses[index].faults for index, _ in position)

    # -- inside -------------------------------------------------------------------------------

    def _reading_tools(self, line: int) -> tuple[Tool, ...]:
        return tuple(
            tool
            for tool in self.world.tools.values()
            if tool.usable_at(line)
            and tool.spec.reads is not None
            and not tool.spec.claim
            and not tool.spec.reads.startswith("fact.")
            and tool.spec.reads != "symptom"
            and tool.spec.risk == "none"
        )

    def _result(self, tool: Tool, state: State) -> tuple[str, State]:
        key = (tool.id, state)
        known = self._results.get(key)
        if known is None:
            result = use_tool(self.world, tool, state, self.situation)
            known = self._results[key] = (result.outcome, result.state)
        return known

    def _splits(self, position: Position, tool: Tool) -> bool:
        first = self._result(tool, position[0][1])[0]
        return any(self._result(tool, state)[0] != first for _, state in position[1:])

    def _allowed(self, position: Position, tool: Tool) -> bool:
        """Scripted duties are preconditions: met in every world still possible."""
        return all(met(state) for _, met in tool.duties for _, state in position)

    def _valued(self, position: Position, line: int) -> Valued:
        """The best move and its minutes, remembered. Moves are tried in the order of what they
        would cost with full knowledge afterwards; the rest is left out once that alone is worse
        than the best found (branch and bound)."""
        key = (line, position)
        with self._lock:
            best = self._values.get(key)
            if best is None:
                # A line of play that comes back here gains nothing.
                best = self._values[key] = Valued(PlayMove(), math.inf)
                for bound, _, move in sorted(self._candidates(position, line)):
                    if bound >= best.minutes:
                        break
                    minutes = self._value_of(move, position, line)
                    if minutes < best.minutes:
                        best = Valued(move, minutes)
                self._values[key] = best
            return best

    def _value_of(self, move: PlayMove, position: Position, line: int) -> float:
        if move.tool:
            return self.value_of_tool(position, line, self.world.tools[move.tool])
        return self.value_of_handoff(position, move.line, move.team)

    def _candidates(self, position: Position, line: int) -> Iterator[tuple[float, int, PlayMove]]:
        """Moves worth considering as (lower bound of minutes, pack order, move)."""
        weight = self.weight(position)
        found: list[tuple[float, int, PlayMove]] = []
        for order, tool in enumerate(dict.fromkeys(self._useful_tools(position, line))):
            bound = tool.spec.minutes
            for group, settled in self.after(position, tool).values():
                bound += self.weight(settled) / weight * self._policy.confirm
                bound += self._known(group, line) / weight
            found.append((bound, order, PlayMove(tool=tool.id)))
        if len(position) > EXACT_LIMIT:
            found = sorted(found)[:1]
        yield from found
        for order, (team, spec) in enumerate(self.world.pack.policy.teams.items(), len(found)):
            if spec.line > line:
                known = self._known(position, spec.line) / weight
                bound = self._policy.minutes + self._bounced(position, spec.line, team) + known
                yield (bound, order, PlayMove(line=spec.line, team=team))

    def _useful_tools(self, position: Position, line: int) -> Iterator[Tool]:
        if len(position) > 1:
            for tool in self._readers[line]:
                if self._splits(position, tool) and self._allowed(position, tool):
                    yield tool
        for index, state in position:
            steps = self.repair(index, state, line)
            if steps and self._allowed(position, steps[0]):
                yield steps[0]

    def _known(self, position: Position, line: int) -> float:
        """Weighted sum of what each hypothesis would cost if it were known to be the cause."""
        return sum(
            self.hypotheses[index].weight * self._known_cost(index, state, line)
            for index, state in position
        )

    def _bounced(self, position: Position, line: int, team: str) -> float:
        """Expected minutes of bouncing where `team` is the wrong address."""
        wrong = sum(
            self.hypotheses[index].weight
            for index, state in position
            if self.owner(index, state) != (line, (team,))
        )
        return wrong / self.weight(position) * self._policy.bounce

    def _known_cost(self, index: int, state: State, line: int) -> float:
        key = (line, index, state)
        if key not in self._costs:
            costs = [math.inf]
            for at in range(line, 4):
                steps = self.repair(index, state, at)
                if steps is not None:
                    hand_over = self._policy.minutes if at > line else 0.0
                    minutes = sum(tool.spec.minutes for tool in steps)
                    costs.append(hand_over + minutes + self._policy.confirm)
            self._costs[key] = min(costs)
        return self._costs[key]
