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
from collections.abc import Mapping

from trainer.domain.scenario import FaultSet
from trainer.world.hypotheses import Hypothesis
from trainer.world.model import Tool, World
from trainer.world.particles import Position
from trainer.world.prospects import Prospects
from trainer.world.repair import Repairs
from trainer.world.search import Search, Valued
from trainer.world.state import State
from trainer.world.use import Situation, inject_fault


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
        repairs: Repairs | None = None,
    ) -> None:
        self.world = world
        self.hypotheses = hypotheses
        self.situation = situation
        self.initial: Position = tuple(
            (index, inject_fault(world, hypothesis.faults, circumstances))
            for index, hypothesis in enumerate(hypotheses)
        )
        # Values under computation stand as infinity; another thread must not see that.
        self._lock = threading.RLock()
        self._prospects = Prospects(
            world.pack.policy.handoff,
            repairs or Repairs(world, situation.literacy),
            tuple(hypothesis.faults for hypothesis in hypotheses),
            situation.reported,
        )
        self._search = Search(world, hypotheses, situation, self._prospects)

    # -- what a position is worth -------------------------------------------------------------

    def value(self, position: Position, line: int) -> float:
        """Expected minutes left from `position` for a specialist of `line` under best play; 0 for
        the empty position, infinity where nothing can settle it."""
        with self._lock:
            return self._search.value(self._search.particles.mask(position), line)

    def best(self, position: Position, line: int) -> Valued:
        """The best move in `position`; ValueError where the position is empty or hopeless."""
        if not position or math.isinf(self.value(position, line)):
            raise ValueError("there is no best move in an empty or hopeless position")
        with self._lock:
            return self._search.valued(self._search.particles.mask(position), line)

    def value_of_tool(self, position: Position, line: int, tool: Tool) -> float:
        """Expected minutes left if `tool` (any tool) is used now and best play follows."""
        with self._lock:
            return self._search.value_of_tool(self._search.particles.mask(position), line, tool)

    def value_of_handoff(self, position: Position, line: int, team: str) -> float:
        """Expected minutes left if the ticket goes to `team` of `line` now."""
        with self._lock:
            return self._search.value_of_handoff(self._search.particles.mask(position), line, team)

    def lower_bound(self, position: Position, line: int) -> float:
        """Expected minutes if the cause were known: no policy can do better."""
        with self._lock:
            mask = self._search.particles.mask(position)
            return self._search.known(mask, line) / self._search.particles.weight(mask)

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
            outcome, new = self._search.result(tool, state)
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
        return self._prospects.owner(index, state)

    def repair(self, index: int, state: State, line: int) -> tuple[Tool, ...] | None:
        """The cheapest repair of hypothesis `index` with the tools of `line`, or None."""
        return self._prospects.repair(index, state, line)

    def faults(self, position: Position) -> tuple[FaultSet, ...]:
        """The fault sets still possible."""
        return tuple(self.hypotheses[index].faults for index, _ in position)
