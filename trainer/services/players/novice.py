"""A simulated trainee: best play with lapses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from trainer.domain.language import Language
from trainer.domain.moves import Escalate, FillTicket, Move, Resolve, Say, UseTool
from trainer.domain.ticket import NOTE_TEXTS, HandoffNote
from trainer.scoring.review import start_position
from trainer.services.players.desk import Desk, Player, texts
from trainer.session.state import AttemptState
from trainer.session.values import speaker
from trainer.world.particles import Position
from trainer.world.play import BestPlay
from trainer.world.plays import plays_of, position_after_findings
from trainer.world.search import PlayMove

_MOST_MOVES = 14


@dataclass(frozen=True, slots=True)
class Trainee:
    """How good somebody is: each from 0 to 1. `knowledge` is how often the best move is found and the
    form filled in rightly, `tact` how often the courtesies are kept, `thoroughness` how often facts
    are asked, confirmed and passed on, `patience` how often they go on looking instead of ending
    the ticket as it stands."""

    knowledge: float
    tact: float
    thoroughness: float
    patience: float = 1.0


class SimulatedTrainee:
    """Chooses moves for one attempt; `next_move` is asked after every move until it ends."""

    def __init__(self, trainee: Trainee, rng: Random, language: Language) -> None:
        self._trainee = trainee
        self._rng = rng
        self._language = language
        self._plan: Iterator[Move] | None = None
        self._state: AttemptState | None = None

    def next_move(self, state: AttemptState) -> Move | None:
        """The next move, or None where the attempt has ended."""
        if state.status != "open":
            return None
        self._state = state
        if self._plan is None:
            self._plan = self._moves()
        return next(self._plan, None)

    # -- inside -------------------------------------------------------------------------------

    @property
    def _now(self) -> AttemptState:
        assert self._state is not None  # set before the plan runs
        return self._state

    def _lucky(self, chance: float) -> bool:
        return self._rng.random() < chance

    def _words(self, name: str, **values: str) -> str:
        return str(self._rng.choice(texts(self._language)[name])).format(**values)

    def _moves(self) -> Iterator[Move]:
        person = speaker(self._now.scenario, self._language)
        if self._lucky(self._trainee.tact):
            yield Say(self._words("hello", person=person.first_name))
        if self._now.scenario.key.line == 1 and self._lucky(self._trainee.tact):
            yield Say(self._words("hear"))
        yield from self._facts()
        play = plays_of(self._now.pack).of_scenario(self._now.scenario)
        for _ in range(_MOST_MOVES):
            position = self._position(play)
            if not position or self._now.working or self._settled():
                break
            if not self._lucky(0.6 + 0.4 * self._trainee.patience):
                break
            move = self._choice(play, position)
            if not move.tool:
                yield from self._hand_over(play, position, move)
                return
            yield UseTool(move.tool)
        yield from self._close()

    def _facts(self) -> Iterator[Move]:
        world = plays_of(self._now.pack).world
        line = self._now.scenario.key.line
        for name in self._now.pack.policy.handoff.minimum:
            if world.tools[name].usable_at(line) and self._lucky(self._trainee.thoroughness):
                yield UseTool(name)

    def _position(self, play: BestPlay) -> Position:
        """What is possible by what was read; changes made meanwhile leave only the true cause."""
        scenario = self._now.scenario
        position = start_position(plays_of(self._now.pack), scenario)
        read = [(f.tool, f.outcome) for f in self._now.findings if f.source != "note"]
        initial = next(
            entry for entry in play.initial if play.hypotheses[entry[0]].faults == scenario.faults
        )
        if self._now.world != initial[1]:
            return ((initial[0], self._now.world),)
        return position_after_findings(play, position, tuple(read))

    def _settled(self) -> bool:
        state = self._now
        world = plays_of(state.pack).world
        return world.resolved(state.scenario.faults, state.scenario.reported, state.world)

    def _choice(self, play: BestPlay, position: Position) -> PlayMove:
        line = self._now.scenario.key.line
        best = play.best(position, line).move
        if self._lucky(0.15 + 0.85 * self._trainee.knowledge):
            return best
        return self._guess(play, line)

    def _guess(self, play: BestPlay, line: int) -> PlayMove:
        """What somebody does who does not know: mostly a look, at times a change or a way out."""
        kind = self._rng.random()
        addresses = [
            (spec.line, team)
            for team, spec in self._now.pack.policy.teams.items()
            if spec.line > line
        ]
        if kind < 0.12 and addresses:
            to, team = self._rng.choice(addresses)
            return PlayMove(line=to, team=team)
        looks = [
            name
            for name, tool in play.world.tools.items()
            if tool.usable_at(line)
            and not tool.spec.claim
            and not tool.spec.duties
            and tool.changes_things == (kind > 0.8)
        ]
        return PlayMove(tool=self._rng.choice(looks))

    def _ticket(self, cause: str) -> FillTicket:
        proof, areas = self._now.scenario.proof, list(self._now.pack.texts[self._language].areas)
        right = self._lucky(0.1 + 0.9 * self._trainee.knowledge)
        values = {
            "category": proof.category if right else self._rng.choice(areas),
            "impact": proof.impact if self._lucky(self._trainee.thoroughness) else "medium",
            "urgency": proof.urgency if right else "medium",
            "summary": self._words("summary"),
            "cause": cause if self._lucky(0.1 + 0.9 * self._trainee.knowledge) else "",
            "resolution": self._words("resolution"),
        }
        return FillTicket(tuple((name, value) for name, value in values.items() if value))

    def _hand_over(self, play: BestPlay, position: Position, move: PlayMove) -> Iterator[Move]:
        yield self._ticket(play.hypotheses[position[0][0]].faults[0])
        if self._lucky(self._trainee.tact):
            yield Say(self._words("pass"))
        known = [(f.tool, f.outcome) for f in self._now.findings if f.source != "note"]
        kept = [pair for pair in dict.fromkeys(known) if self._lucky(self._trainee.thoroughness)]
        parts = {
            part: self._words("note")
            for part in NOTE_TEXTS
            if self._lucky(self._trainee.thoroughness)
        }
        yield Escalate(move.line, move.team, HandoffNote(**parts, findings=tuple(kept), told=()))

    def _close(self) -> Iterator[Move]:
        world = plays_of(self._now.pack).world
        line = self._now.scenario.key.line
        confirm = [
            n for n, t in world.tools.items() if t.spec.reads == "symptom" and t.usable_at(line)
        ]
        if confirm and self._lucky(self._trainee.thoroughness):
            yield UseTool(confirm[0])
        yield self._ticket(self._now.scenario.faults[0])
        yield Resolve(self._words("bye") if self._lucky(self._trainee.tact) else "")


CAREFUL: Final = Trainee(knowledge=0.8, tact=0.95, thoroughness=0.95)
"""Somebody who has learnt the ground and takes care: who passes more often than not."""


def novice(trainee: Trainee) -> Player:
    """A player as good as `trainee`."""

    def playing(desk: Desk) -> Iterator[Move]:
        mind = SimulatedTrainee(trainee, desk.rng, desk.language)
        while (move := mind.next_move(desk.state)) is not None:
            yield move

    return playing
