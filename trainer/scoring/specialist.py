"""A rule-based colleague of the next line who gets the ticket and its note, and plays on.

The colleague believes what the note states, plays best play from there against the true world, and
lets the note go as soon as a reading of their own contradicts it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trainer.world.particles import Position
from trainer.world.play import BestPlay
from trainer.world.plays import position_after_findings
from trainer.world.search import PlayMove
from trainer.world.state import State
from trainer.world.use import use_tool

_MOST_STEPS: Final = 40
Reading = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing the colleague does: a tool with its outcome, or a hand-off (`tool` empty).

    `astray` says that it was done while the note kept the true cause out of sight.
    """

    tool: str
    outcome: str
    line: int
    team: str
    minutes: float
    astray: bool


@dataclass(frozen=True, slots=True)
class Continuation:
    """The ticket played on from a note: the steps, their minutes with confirming or handing over,
    and whether the colleague had to drop the note."""

    steps: tuple[NextStep, ...]
    minutes: float
    dropped: bool

    @property
    def astray_minutes(self) -> float:
        """Minutes spent on what the note made the colleague believe wrongly."""
        return sum(step.minutes for step in self.steps if step.astray)


def believed(play: BestPlay, told: Sequence[Reading]) -> Position:
    """The causes that agree with everything a note says; empty where it contradicts itself or
    says what no cause of the complaint shows."""
    return position_after_findings(play, play.initial, tuple(told))


def play_on(play: BestPlay, line: int, told: Sequence[Reading], index: int) -> Continuation:
    """Play on as a specialist of `line` who was told `told`, where hypothesis `index` is true."""
    return _Colleague(play, line, index).play(believed(play, told))


def expected_minutes(
    play: BestPlay, line: int, told: Sequence[Reading], possible: Position
) -> float:
    """Mean minutes of `play_on` over the causes `possible`, by their prior weights."""
    total = play.weight(possible)
    return sum(
        play.hypotheses[index].weight / total * play_on(play, line, told, index).minutes
        for index, _ in possible
    )


class _Colleague:
    def __init__(self, play: BestPlay, line: int, index: int) -> None:
        self._play, self._line, self._index = play, line, index
        self._state: State = dict(play.initial)[index]
        self._own: list[tuple[str, tuple[str, bool]]] = []
        self._steps: list[NextStep] = []
        self._minutes = 0.0
        self._dropped = False

    def play(self, position: Position) -> Continuation:
        for _ in range(_MOST_STEPS):
            if not self._playable(position):
                if self._dropped:
                    break
                self._dropped = True
                position = self._from_own_readings()
                continue
            move = self._play.best(position, self._line).move
            if not move.tool:
                self._hand_over(move, position)
                break
            after = self._use(move.tool, position)
            if after is None:
                break
            position = after
        return Continuation(tuple(self._steps), self._minutes, self._dropped)

    def _playable(self, position: Position) -> bool:
        return bool(position) and not math.isinf(self._play.value(position, self._line))

    def _from_own_readings(self) -> Position:
        position = self._play.initial
        for tool, seen in self._own:
            groups = self._play.after(position, self._play.world.tools[tool])
            position = tuple(sorted(groups[seen][0]))
        return position

    def _use(self, name: str, position: Position) -> Position | None:
        """The position after using a tool; None where that settled the ticket."""
        play, tool = self._play, self._play.world.tools[name]
        result = use_tool(play.world, tool, self._state, play.situation)
        astray = (self._index, self._state) not in position
        self._minutes += tool.spec.minutes
        self._steps.append(
            NextStep(name, result.outcome, self._line, "", tool.spec.minutes, astray)
        )
        own = play.after(((self._index, self._state),), tool)
        seen, (_, settled) = next(iter(own.items()))
        self._own.append((name, seen))
        self._state = result.state
        if settled:
            self._minutes += play.world.pack.policy.handoff.confirm
            return None
        groups = play.after(position, tool)
        return tuple(sorted(groups[seen][0])) if seen in groups else ()

    def _hand_over(self, move: PlayMove, position: Position) -> None:
        """What is left costs at least this hand-over and what the right line then needs."""
        play, here = self._play, ((self._index, self._state),)
        astray = here[0] not in position
        minutes = play.value_of_handoff(here, move.line, move.team)
        minutes = minutes if math.isfinite(minutes) else play.world.pack.policy.handoff.reopened
        self._minutes += minutes
        self._steps.append(NextStep("", "", move.line, move.team, minutes, astray))
