"""Invented people at work: each move goes through the services, as a click does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from trainer.app.demo.cohort import DAYS, Invented, MovingClock
from trainer.app.wiring import Services
from trainer.content.model import Pack
from trainer.domain.language import Language
from trainer.domain.moves import Move
from trainer.domain.people import Actor
from trainer.domain.scenario import ScenarioKey
from trainer.generator.build import build_scenario
from trainer.language.port import Understander
from trainer.services.hearing import heard
from trainer.services.players.novice import SimulatedTrainee, Trainee
from trainer.session.advance import advance, start_attempt


@dataclass(frozen=True)
class Stage:
    """What everybody of the demonstration plays on. `today` is the real time."""

    services: Services
    pack: Pack
    understander: Understander
    clock: MovingClock
    rng: Random
    today: datetime
    say: Callable[[str], None]


def play(
    stage: Stage,
    key: ScenarioKey,
    language: Language,
    skill: Trainee,
    pace: tuple[int, int],
    make: Callable[[Move, int], object],
) -> None:
    """Play a ticket to its end. `make` stores a move, given its number; `pace` are the least and the
    most seconds between two moves."""
    state = start_attempt(stage.pack, build_scenario(stage.pack, key.line, key.seed), language)
    player = SimulatedTrainee(skill, stage.rng, language)
    while (move := player.next_move(state)) is not None:
        make(move, state.turn + 1)
        stage.clock.now += timedelta(seconds=stage.rng.randrange(*pace))
        state, _ = advance(state, heard(move, state, stage.understander))


def practise(stage: Stage, actor: Actor, who: Invented, tickets: int) -> None:
    """Play so many tickets over the last weeks: better with practice, and on higher lines."""
    practice, rng = stage.services.practice, stage.rng
    for number in range(tickets):
        ago = timedelta(days=DAYS * (1 - (number + 1) / (tickets + 1)), minutes=rng.randrange(240))
        stage.clock.now = stage.today - ago
        line = 1 if number < tickets * 0.6 else rng.choice((1, 2, 2, 3))
        key = build_scenario(stage.pack, line, rng.randrange(10**6)).key
        attempt = practice.start(actor, key, who.language)

        def make(move: Move, turn: int, attempt: str = attempt) -> None:
            practice.move(actor, attempt, move, turn, f"demo-{turn}")

        play(stage, key, who.language, who.after(number / max(1, tickets - 1)), (15, 80), make)
    results = [item.overall for item in practice.history(actor)]
    graded = [value for value in results if value is not None]
    stage.say(f"{who.name}: {len(graded)} tickets, mean {sum(graded) / max(1, len(graded)):.0f}")
