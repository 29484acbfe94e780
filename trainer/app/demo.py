"""`threeline demo`: a workspace filled with a believable cohort, played through the real engine."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final

from trainer.app.understanding import understander_of
from trainer.app.wiring import load_packs, main_pack, wire
from trainer.domain.language import Language
from trainer.domain.people import Actor
from trainer.errors import InvalidInput
from trainer.generator.build import build_scenario
from trainer.services.hearing import heard
from trainer.services.players.novice import SimulatedTrainee, Trainee
from trainer.session.advance import advance, start_attempt
from trainer.settings import read_settings

COHORT: Final[tuple[tuple[str, Language, Trainee], ...]] = (
    ("Анна Белова", "ru", Trainee(0.9, 0.9, 0.9)),
    ("Илья Громов", "ru", Trainee(0.75, 0.5, 0.6)),
    ("Марина Ким", "ru", Trainee(0.5, 0.95, 0.7)),
    ("Тимур Сафин", "ru", Trainee(0.35, 0.6, 0.4)),
    ("Grace Bennett", "en", Trainee(0.85, 0.8, 0.75)),
    ("Oliver Hayes", "en", Trainee(0.6, 0.4, 0.8)),
    ("Priya Nair", "en", Trainee(0.45, 0.85, 0.5)),
    ("Sam Whitfield", "en", Trainee(0.25, 0.5, 0.35)),
)
"""Invented people; how good each of them is at the start."""
DAYS: Final = 28


class MovingClock:
    """A clock that is told the time; `trainer.services` reads it as it reads the real one."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def fill_demo(tickets: int, say: Callable[[str], None], seed: int = 1) -> None:
    """Let every person of COHORT play `tickets` tickets over the last four weeks.

    They get a little better with practice and move on to higher lines. Raises InvalidInput where a
    person of the cohort is there already: the demonstration is filled in once.
    """
    today = datetime.now(UTC)
    clock = MovingClock(today - timedelta(days=DAYS))
    # The cohort has no accounts: they are profiles, in whatever mode the database is served.
    settings = replace(read_settings(os.environ), mode="local")
    services = wire(settings, clock)
    pack = main_pack(load_packs(settings.packs_dir)[0])
    names = {profile.name for profile in services.local_people.all()}
    if taken := [name for name, _, _ in COHORT if name in names]:
        raise InvalidInput(f"the demonstration is there already ({taken[0]})", field="name")
    understander = understander_of(pack, settings)
    rng = Random(seed)
    for name, language, start in COHORT:
        clock.now = today - timedelta(days=DAYS, minutes=rng.randrange(600))
        profile = services.local_people.create(name, language)
        actor = Actor(profile.id, frozenset({"newcomer"}))
        for number in range(tickets):
            grown = min(1.0, 0.15 * number / max(1, tickets - 1))
            skill = Trainee(
                min(1.0, start.knowledge + grown),
                min(1.0, start.tact + grown / 2),
                min(1.0, start.thoroughness + grown),
            )
            clock.now = today - timedelta(
                days=DAYS * (1 - (number + 1) / (tickets + 1)), minutes=rng.randrange(240)
            )
            line = 1 if number < tickets * 0.6 else rng.choice((1, 2, 2, 3))
            key = build_scenario(pack, line, rng.randrange(10**6)).key
            attempt = services.practice.start(actor, key, language)
            state = start_attempt(pack, build_scenario(pack, line, key.seed), language)
            player = SimulatedTrainee(skill, rng, language)
            while (move := player.next_move(state)) is not None:
                services.practice.move(
                    actor, attempt, move, state.turn + 1, f"demo-{state.turn + 1}"
                )
                clock.now += timedelta(seconds=rng.randrange(15, 80))
                state, _ = advance(state, heard(move, state, understander))
        results = [item.overall for item in services.practice.history(actor)]
        graded = [value for value in results if value is not None]
        say(f"{name}: {len(graded)} tickets, mean {sum(graded) / max(1, len(graded)):.0f}")
