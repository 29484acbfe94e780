"""The search for best play: branch and bound over positions held as sets of bits.

    value(position) = min over moves of minutes + expected value of the positions after it

Moves are tried in the order of what they would cost with full knowledge afterwards; the rest is left
out once that alone is worse than the best found. Exact up to EXACT_LIMIT hypotheses; beyond, one
candidate is followed greedily.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from trainer.world.hypotheses import Hypothesis
from trainer.world.model import Tool, World
from trainer.world.particles import Look, Mask, Particles, telling
from trainer.world.prospects import Prospects
from trainer.world.state import State
from trainer.world.use import Situation, use_tool

EXACT_LIMIT = 12


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


class Search:
    """Values of positions for one complaint in one situation, remembered. Not safe for several
    threads at once: values under computation stand as infinity."""

    def __init__(
        self,
        world: World,
        hypotheses: tuple[Hypothesis, ...],
        situation: Situation,
        prospects: Prospects,
    ) -> None:
        self.world = world
        self.hypotheses = hypotheses
        self.situation = situation
        self._prospects = prospects
        self._policy = world.pack.policy.handoff
        self._values: dict[tuple[int, Mask], Valued] = {}
        self._known_sums: dict[tuple[int, Mask], float] = {}
        self._floors: dict[tuple[int, Mask], float] = {}
        self._turns: dict[tuple[str, int], tuple[str, bool, int, bool]] = {}
        self._results: dict[tuple[str, State], tuple[str, State]] = {}
        readers = {line: self._reading_tools(line) for line in (1, 2, 3)}
        looks = {
            tool.id: Look(tool, lambda tool, state: self.result(tool, state)[0])
            for line in (1, 2, 3)
            for tool in readers[line]
            if not tool.effects
        }
        self._looks = {
            line: tuple(looks[tool.id] for tool in found if tool.id in looks)
            for line, found in readers.items()
        }
        self._quickest = {
            line: sorted(found, key=lambda look: look.minutes)
            for line, found in self._looks.items()
        }
        self._acts = {
            line: tuple(tool for tool in found if tool.effects) for line, found in readers.items()
        }
        self.particles = Particles(hypotheses, tuple(looks.values()))

    def value(self, mask: Mask, line: int) -> float:
        """Expected minutes left; 0 for the empty position, infinity for a hopeless one."""
        return self.valued(mask, line).minutes if mask else 0.0

    def valued(self, mask: Mask, line: int) -> Valued:
        """The best move and its minutes; an empty move and infinity in a hopeless position."""
        key = (line, mask)
        best = self._values.get(key)
        if best is None:
            # A line of play that comes back here gains nothing.
            best = self._values[key] = Valued(PlayMove(), math.inf)
            for bound, _, move in sorted(self._candidates(mask, line)):
                if bound >= best.minutes:
                    break
                minutes = self._value_of(move, mask, line)
                if minutes < best.minutes:
                    best = Valued(move, minutes)
            self._values[key] = best
        return best

    def value_of_tool(self, mask: Mask, line: int, tool: Tool) -> float:
        """Expected minutes left if `tool` is used now and best play follows."""
        total, weight = tool.spec.minutes, self.particles.weight
        for going, settled in self._parts(mask, tool):
            if settled:
                total += weight(settled) / weight(mask) * self._policy.confirm
            if going:
                total += weight(going) / weight(mask) * self.value(going, line)
        return total

    def value_of_handoff(self, mask: Mask, line: int, team: str) -> float:
        """Expected minutes left if the ticket goes to `team` of `line` now."""
        bounced = self._bounced(mask, line, team)
        return self._policy.minutes + bounced + self.value(mask, line)

    def known(self, mask: Mask, line: int) -> float:
        """Weighted sum of what each hypothesis would cost if it were known to be the cause."""
        if not mask:
            return 0.0
        key = (line, mask)
        known = self._known_sums.get(key)
        if known is None:
            pairs = self.particles.pairs
            known = self._known_sums[key] = sum(
                self.hypotheses[pairs[number][0]].weight
                * self._prospects.minutes(*pairs[number], line)
                for number in self.particles.members(mask)
            )
        return known

    def result(self, tool: Tool, state: State) -> tuple[str, State]:
        """(outcome, state after) of a tool, remembered."""
        key = (tool.id, state)
        known = self._results.get(key)
        if known is None:
            result = use_tool(self.world, tool, state, self.situation)
            known = self._results[key] = (result.outcome, result.state)
        return known

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

    def _turn(self, tool: Tool, number: int) -> tuple[str, bool, int, bool]:
        """What a tool does to one particle: (outcome, whether the complaint is gone, the particle
        after it, whether that settles it)."""
        key = (tool.id, number)
        known = self._turns.get(key)
        if known is None:
            index, state = self.particles.pairs[number]
            outcome, new = self.result(tool, state)
            reported = self.situation.reported
            gone = bool(tool.effects) and self.world.can(reported, new)
            settled = new != state and self.world.resolved(
                self.hypotheses[index].faults, reported, new
            )
            after = number if new == state else self.particles.number(index, new)
            known = self._turns[key] = (outcome, gone, after, settled)
        return known

    def _parts(self, mask: Mask, tool: Tool) -> tuple[tuple[Mask, Mask], ...]:
        """(the position, what is settled) for each thing that can be seen after a tool."""
        groups: dict[tuple[str, bool], list[Mask]] = {}
        for number in self.particles.members(mask):
            outcome, gone, after, settled = self._turn(tool, number)
            groups.setdefault((outcome, gone), [0, 0])[settled] |= 1 << after
        return tuple((going, settled) for going, settled in groups.values())

    def _ready(self, mask: Mask, tool: Tool) -> bool:
        """Scripted duties are preconditions: met in every world still possible."""
        pairs = self.particles.pairs
        return all(
            met(pairs[number][1])
            for _, met in tool.duties
            for number in self.particles.members(mask)
        )

    def _value_of(self, move: PlayMove, mask: Mask, line: int) -> float:
        if move.tool:
            return self.value_of_tool(mask, line, self.world.tools[move.tool])
        return self.value_of_handoff(mask, move.line, move.team)

    def _candidates(self, mask: Mask, line: int) -> Iterator[tuple[float, int, PlayMove]]:
        """Moves worth considering as (lower bound of minutes, pack order, move)."""
        weight = self.particles.weight(mask)
        found = [
            (minutes + bound / weight, order, PlayMove(tool=name))
            for order, (name, (minutes, bound)) in enumerate(self._useful(mask, line).items())
        ]
        if len(self.particles.members(mask)) > EXACT_LIMIT:
            found = sorted(found)[:1]
        yield from found
        for order, (team, spec) in enumerate(self.world.pack.policy.teams.items(), len(found)):
            if spec.line > line:
                known = self.known(mask, spec.line) / weight
                bound = self._policy.minutes + self._bounced(mask, spec.line, team) + known
                yield (bound, order, PlayMove(line=spec.line, team=team))

    def _useful(self, mask: Mask, line: int) -> dict[str, tuple[float, float]]:
        """Tools that tell something here or begin a repair: their minutes, and the weighted sum of
        what would be left at least."""
        found: dict[str, tuple[float, float]] = {}
        if mask & (mask - 1):
            for look in telling(self._looks[line], mask):
                left = sum(self._floor(part, line) for part in look.split(mask))
                found[look.tool.id] = (look.minutes, left)
        for tool in self._doing(mask, line):
            parts = self._parts(mask, tool)
            found[tool.id] = (tool.spec.minutes, self._left(parts, line, self._floor))
        return found

    def _doing(self, mask: Mask, line: int) -> dict[Tool, None]:
        """Tools that do something and may be used here: those that also tell, and the first steps
        of repairs."""
        tools = {
            tool: None
            for tool in self._acts[line]
            if len(self._parts(mask, tool)) > 1 and self._ready(mask, tool)
        }
        for number in self.particles.members(mask):
            steps = self._prospects.repair(*self.particles.pairs[number], line)
            if steps and steps[0] not in tools and self._ready(mask, steps[0]):
                tools[steps[0]] = None
        return tools

    def _floor(self, mask: Mask, line: int) -> float:
        """A lower bound of the position's weighted minutes: what its best first move costs, if
        everything were known after it."""
        known = self.known(mask, line)
        if mask & (mask - 1) == 0:
            return known
        key = (line, mask)
        floor = self._floors.get(key)
        if floor is None:
            weight, minutes = self.particles.weight(mask), self._policy.minutes
            told = next((x.minutes for x in self._quickest[line] if x.split(mask)), math.inf)
            moves = [told * weight + known]
            for tool in self._doing(mask, line):
                left = self._left(self._parts(mask, tool), line, self.known)
                moves.append(tool.spec.minutes * weight + left)
            for team, spec in self.world.pack.policy.teams.items():
                if spec.line > line:
                    handed = minutes + self._bounced(mask, spec.line, team)
                    moves.append(handed * weight + self.known(mask, spec.line))
            floor = self._floors[key] = max(known, min(moves))
        return floor

    def _left(
        self,
        parts: tuple[tuple[Mask, Mask], ...],
        line: int,
        bound: Callable[[Mask, int], float],
    ) -> float:
        confirm, weight = self._policy.confirm, self.particles.weight
        return sum(
            (weight(settled) * confirm if settled else 0.0) + bound(going, line)
            for going, settled in parts
        )

    def _bounced(self, mask: Mask, line: int, team: str) -> float:
        """Expected minutes of bouncing where `team` is the wrong address."""
        pairs = self.particles.pairs
        wrong = sum(
            self.hypotheses[pairs[number][0]].weight
            for number in self.particles.members(mask)
            if self._prospects.owner(*pairs[number]) != (line, (team,))
        )
        return wrong / self.particles.weight(mask) * self._policy.bounce
