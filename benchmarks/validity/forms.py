"""Are forms equal? By the model over many forms, and with simulated people who take several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from benchmarks.players import PACKS, SCENARIOS, listener
from benchmarks.plays import PEOPLE
from trainer.content.load import load_pack
from trainer.content.model import Pack
from trainer.domain.scenario import ScenarioKey
from trainer.generator.build import build_scenario
from trainer.progress.assess import ReadinessRule, balance
from trainer.scoring.grade import grade_attempt
from trainer.services.casebook import case_of
from trainer.services.forms import Forms
from trainer.services.players.desk import play
from trainer.services.players.novice import novice
from trainer.services.readiness import rule_of


@dataclass(frozen=True)
class Spread:
    """Largest difference between forms of one blueprint: expected score in points, information as a
    share; how many tickets any two of them share; of the forms long enough for a verdict the share
    (0..1) whose tickets allow one."""

    points: float
    information: float
    shared: int
    conclusive: float


def spread(count: int) -> Spread:
    """Over `count` forms of every whole blueprint of both packs."""
    packs = {name: load_pack(SCENARIOS / name) for name in PACKS}
    forms = Forms(packs)
    points, information, shared = 0.0, 0.0, 0
    long, conclusive = 0, 0
    for blueprint in forms.blueprints():
        drawn = [forms.draw(blueprint.id, seed) for seed in range(count)]
        expected = [form.expected for form in drawn]
        told = [form.information for form in drawn]
        points = max(points, max(expected) - min(expected))
        information = max(information, max(told) / min(told) - 1)
        keys = [key for form in drawn for key in form.keys]
        shared += len(keys) - len(set(keys))
        pack = packs[blueprint.pack]
        rule = rule_of(pack.policy.readiness)
        if len(blueprint.cells) >= rule.least:
            long += len(drawn)
            conclusive += sum(_lacks(pack, form.keys, rule) == 0 for form in drawn)
    return Spread(points, information, shared, conclusive / long)


def _lacks(pack: Pack, keys: Sequence[ScenarioKey], rule: ReadinessRule) -> int:
    seen = [case_of("", build_scenario(pack, key.line, key.seed)) for key in keys]
    return balance(seen, keys[0].line, rule)[0]


def taken(persons: tuple[str, ...], blueprint: str, count: int) -> dict[str, list[float]]:
    """Mean score of each form, by person, for people who each take `count` forms in the engine."""
    name = blueprint.partition("/")[0]
    pack = load_pack(SCENARIOS / name)
    forms, listen = Forms({name: pack}), listener(name)
    found: dict[str, list[float]] = {}
    for person in persons:
        for seed in range(count):
            scores = []
            for number, key in enumerate(forms.draw(blueprint, seed).keys):
                scenario = build_scenario(pack, key.line, key.seed)
                rng = Random(f"{person}/{seed}/{number}")
                language = ("ru", "en")[number % 2]
                state = play(pack, scenario, language, novice(PEOPLE[person]), rng, listen)  # type: ignore[arg-type]
                if state.status != "open":
                    scores.append(grade_attempt(pack, state.played()).overall)
            found.setdefault(person, []).append(float(np.mean(scores)))
    return found
