"""Every move against best play, as a chess engine reviews a game."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from trainer.content.model import Pack
from trainer.content.schema.policy import ReviewThresholds
from trainer.domain.attempt import Played, Step
from trainer.domain.moves import Abandon, Escalate, Resolve, ReturnTicket
from trainer.domain.scenario import Scenario
from trainer.world.model import Tool
from trainer.world.particles import Position
from trainer.world.play import BestPlay
from trainer.world.plays import Plays, plays_of, position_after_findings
from trainer.world.search import PlayMove
from trainer.world.use import change_by, inject_fault

MoveName = Literal["best", "good", "inaccuracy", "mistake", "blunder"]
Sort = Literal["look", "change", "duty", "handoff", "return", "close", "fact"]
HOPELESS_MINUTES = 120.0
"""Stands for an expected time that is infinite because a change made the ticket unrepairable."""


@dataclass(frozen=True, slots=True)
class MoveLoss:
    """One thing done in a move, judged.

    `loss` is expected minutes beyond the best move of that position. `before` and `after` count
    the causes still possible; `left` is the expected minutes left afterwards under best play.
    `best` is the move best play would have made, with `best_minutes` its expected total.
    `reason` is a key of the review's texts. `position` is what was possible before it, `value` the
    expected minutes left then under best play.
    """

    turn: int
    sort: Sort
    tool: str
    outcome: str
    loss: float
    name: MoveName
    before: int
    after: int
    left: float
    best: PlayMove | None
    reason: str
    position: Position
    value: float = 0.0


def move_name(loss: float, thresholds: ReviewThresholds) -> MoveName:
    """The name of a loss in expected minutes, by the policy's thresholds."""
    if loss <= thresholds.best:
        return "best"
    if loss <= thresholds.good:
        return "good"
    if loss <= thresholds.inaccuracy:
        return "inaccuracy"
    return "mistake" if loss <= thresholds.mistake else "blunder"


def start_position(plays: Plays, scenario: Scenario) -> Position:
    """What is possible when the ticket arrives: all causes of the complaint that agree with the
    true part of the hand-off note. A false fact in the note excludes nothing: it is no evidence."""
    play = plays.of_scenario(scenario)
    if scenario.note is None:
        return play.initial
    told = tuple(pair for pair in scenario.note.findings if pair != scenario.note.wrong)
    return position_after_findings(play, play.initial, told)


def review_moves(pack: Pack, played: Played) -> tuple[MoveLoss, ...]:
    """All judged moves of an attempt, in order.

    Plain talk, ticket fields and articles are not judged here. Facts of the person and the note's
    minimum cost nothing the first time: triage and the note need them.
    """
    return tuple(_Walk(pack, played).moves())


def final_position(pack: Pack, played: Played) -> Position:
    """What was still possible at the end, given everything the trainee had read."""
    walk = _Walk(pack, played)
    for _ in walk.moves():
        pass
    return walk.position


class _Walk:
    """Follows the position through an attempt."""

    def __init__(self, pack: Pack, played: Played) -> None:
        self.plays = plays_of(pack)
        self.play: BestPlay = self.plays.of_scenario(played.scenario)
        self.played = played
        self.policy = pack.policy
        self.line = played.scenario.key.line
        self.position = start_position(self.plays, played.scenario)
        self.state = inject_fault(
            self.play.world, played.scenario.faults, dict(played.scenario.circumstances)
        )
        self.truth = next(
            index
            for index, hypothesis in enumerate(self.play.hypotheses)
            if hypothesis.faults == played.scenario.faults
        )
        self.solved = False
        self.refused = self.play.world.refused(played.scenario.faults)
        note = played.scenario.note
        told = () if note is None else note.findings
        facts = {
            name for name, tool in pack.tools.items() if (tool.reads or "").startswith("fact.")
        }
        # A person's own details that the note states need no second asking; readings may be checked.
        self.read: set[tuple[str, str]] = {pair for pair in told if pair[0] in facts}
        self.doubted = {tool for tool, _ in told} - facts
        self.confirming = True

    def moves(self) -> Iterator[MoveLoss]:
        for step in self.played.steps:
            for tool_id, outcome in step.used:
                tool = self.play.world.tools[tool_id]
                yield self._tool(step, tool, outcome)
                self.state = change_by(self.play.world, tool, self.state, self.play.situation)
            yield from self._ending(step)

    # -- tools --------------------------------------------------------------------------------

    def _tool(self, step: Step, tool: Tool, outcome: str) -> MoveLoss:
        before, value = self.position, self._value(self.position)
        best = self._best(before)
        repeated = (tool.id, outcome) in self.read and not tool.effects
        self.read.add((tool.id, outcome))
        if self._breaks_duty(tool):
            self._follow(tool, outcome)
            loss = self.policy.review.mistake + tool.spec.minutes
            return self._loss(step, self._sort(tool), tool, outcome, loss, before, best, "breach")
        if self._is_fact(tool):
            self._follow(tool, outcome)
            loss = tool.spec.minutes if repeated else 0.0
            reason = "fact_told" if len(self.position) < len(before) else "fact"
            return self._loss(
                step, "fact", tool, outcome, loss, before, best, "repeated" if repeated else reason
            )
        if self.solved or not before:
            reason = "after_solved" if self.solved else "off_the_path"
            return self._loss(
                step, self._sort(tool), tool, outcome, tool.spec.minutes, before, best, reason
            )
        loss = self._bounded(self.play.value_of_tool(before, self.line, tool)) - value
        self._follow(tool, outcome)
        reason = self._reason(tool, before, loss, repeated)
        if prudence := self._prudence(tool, before, repeated):
            loss, reason = 0.0, prudence
        elif self._sort(tool) == "duty":
            loss = min(loss, self.policy.review.inaccuracy)
        return self._loss(step, self._sort(tool), tool, outcome, loss, before, best, reason)

    def _prudence(self, tool: Tool, before: Position, repeated: bool) -> str:
        """Checks that best play would save and a careful colleague would not: reading once what a
        hand-off note claims, and once testing the last cause left before it is mended."""
        if repeated or self._sort(tool) != "look" or tool.effects:
            return ""
        if tool.id in self.doubted:
            self.doubted.discard(tool.id)
            return "recheck"
        if len(before) == 1 and self.confirming:
            self.confirming = False
            return "confirming"
        return ""

    def _breaks_duty(self, tool: Tool) -> bool:
        """Whether a scripted duty of the tool was not met when it was used."""
        return any(not met(self.state) for _, met in tool.duties)

    def _is_fact(self, tool: Tool) -> bool:
        reads = tool.spec.reads or ""
        return (
            tool.spec.claim
            or reads in ("symptom", "affected")
            or reads.startswith("fact.")
            or tool.id in self.policy.handoff.minimum
        )

    def _sort(self, tool: Tool) -> Sort:
        if tool.changes_things:
            return "change"
        return "duty" if tool.spec.kind == "request" else "look"

    def _follow(self, tool: Tool, outcome: str) -> None:
        """Move the position on to what agrees with the outcome; the true cause is never lost."""
        if tool.spec.claim or not self.position:
            return
        entry = next((pair for pair in self.position if pair[0] == self.truth), None)
        for (seen, _), (going, settled) in self.play.after(self.position, tool).items():
            indices = {index for index, _ in (*going, *settled)}
            if seen == outcome and (entry is None or self.truth in indices):
                self.solved = any(index == self.truth for index, _ in settled)
                self.position = () if self.solved else tuple(sorted(going))
                return

    def _reason(self, tool: Tool, before: Position, loss: float, repeated: bool) -> str:
        if loss <= self.policy.review.best:
            return "best"
        if repeated:
            return "repeated"
        if self.solved:
            return "lucky" if loss > self.policy.review.good else "solved"
        if tool.effects and self._sort(tool) == "change":
            return "change_no_effect" if len(self.position) == len(before) else "change_early"
        if len(self.position) == len(before):
            return "no_split"
        return "weak_split"

    # -- endings ------------------------------------------------------------------------------

    def _ending(self, step: Step) -> Iterator[MoveLoss]:
        before, move = self.position, step.move
        best, value = self._best(before), self._value(before)
        handoff = self.policy.handoff
        match move:
            case Escalate(line, team, _):
                if self.solved or not before:
                    yield self._loss(
                        step, "handoff", None, team, handoff.minutes, before, best, "after_solved"
                    )
                    return
                minutes = self._bounded(self.play.value_of_handoff(before, line, team))
                loss = max(0.0, minutes - value)
                reason = "handoff_right" if loss <= self.policy.review.good else "handoff_costly"
                yield self._loss(step, "handoff", None, team, loss, before, best, reason)
            case ReturnTicket(missing, _, _):
                note = self.played.scenario.note
                fair = note is not None and bool(set(missing) & set(note.missing))
                loss = 0.0 if fair else handoff.return_minutes
                reason = "return_fair" if fair else "return_unfair"
                yield self._loss(step, "return", None, "", loss, before, best, reason)
                self._take_in_returned(missing)
            case Resolve() | Abandon():
                if not self.solved:
                    yield self._loss(
                        step, "close", None, "", handoff.reopened, before, best, "closed_unsolved"
                    )
                elif not (self.played.confirmed or self.played.working or self.refused):
                    yield self._loss(
                        step, "close", None, "", handoff.confirm * 2, before, best,
                        "closed_unconfirmed",
                    )  # fmt: skip
                else:
                    yield self._loss(step, "close", None, "", 0.0, before, best, "closed_well")
            case _:
                return

    def _take_in_returned(self, missing: tuple[str, ...]) -> None:
        told = tuple(
            (finding.tool, finding.outcome)
            for finding in self.played.findings
            if finding.source == "colleague" and finding.tool in missing
        )
        self.position = position_after_findings(self.play, self.position, told)

    # -- values -------------------------------------------------------------------------------

    def _value(self, position: Position) -> float:
        return self._bounded(self.play.value(position, self.line))

    def _bounded(self, minutes: float) -> float:
        return HOPELESS_MINUTES if math.isinf(minutes) else minutes

    def _best(self, position: Position) -> PlayMove | None:
        if not position or math.isinf(self.play.value(position, self.line)):
            return None
        return self.play.best(position, self.line).move

    def _loss(
        self,
        step: Step,
        sort: Sort,
        tool: Tool | None,
        outcome: str,
        loss: float,
        before: Position,
        best: PlayMove | None,
        reason: str,
    ) -> MoveLoss:
        loss = max(0.0, round(loss, 6))
        return MoveLoss(
            turn=step.turn,
            sort=sort,
            tool=tool.id if tool else "",
            outcome=outcome,
            loss=loss,
            name=move_name(loss, self.policy.review),
            before=len(before),
            after=len(self.position),
            left=self._value(self.position),
            best=best,
            reason=reason,
            position=before,
            value=self._value(before),
        )
