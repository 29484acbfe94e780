"""What it takes to settle a hypothesis once it is known: steps, owner, minutes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from trainer.content.schema.policy import HandoffPolicy
from trainer.domain.scenario import FaultSet
from trainer.world.model import Tool
from trainer.world.repair import Authority, Repairs
from trainer.world.state import State


class Prospects:
    """Steps, owner and minutes for the hypotheses of one complaint, remembered by (index of the
    hypothesis, state of its world)."""

    def __init__(
        self,
        policy: HandoffPolicy,
        repairs: Repairs,
        faults: Sequence[FaultSet],
        reported: str,
    ) -> None:
        self._policy = policy
        self._repairs = repairs
        self._faults = faults
        self._reported = reported
        self._minutes: dict[tuple[int, int, State], float] = {}
        self._steps: dict[tuple[int, int, State], tuple[Tool, ...] | None] = {}
        self._owner: dict[tuple[int, State], tuple[int, tuple[str, ...]]] = {}

    def owner(self, index: int, state: State) -> tuple[int, tuple[str, ...]]:
        """Lowest line and the teams of it that can settle hypothesis `index` from `state`."""
        key = (index, state)
        if key not in self._owner:
            faults = self._faults[index]
            self._owner[key] = self._repairs.owner(faults, self._reported, state)
        return self._owner[key]

    def repair(self, index: int, state: State, line: int) -> tuple[Tool, ...] | None:
        """The cheapest repair of hypothesis `index` with the tools of `line`, or None."""
        key = (line, index, state)
        if key not in self._steps:
            self._steps[key] = self._repairs.cheapest(
                self._faults[index], self._reported, state, Authority(line)
            )
        return self._steps[key]

    def minutes(self, index: int, state: State, line: int) -> float:
        """What the hypothesis would cost if it were known to be the cause: the repair, a hand-over
        where a higher line has to do it, and confirming; infinity where nobody can."""
        key = (line, index, state)
        if key not in self._minutes:
            costs = [math.inf]
            for at in range(line, 4):
                steps = self.repair(index, state, at)
                if steps is not None:
                    hand_over = self._policy.minutes if at > line else 0.0
                    minutes = sum(tool.spec.minutes for tool in steps)
                    costs.append(hand_over + minutes + self._policy.confirm)
            self._minutes[key] = min(costs)
        return self._minutes[key]
