"""How much drawn tickets differ, by pack: first words, positions, near duplicates, rejected draws.

`python -m benchmarks.content`; what the figures mean is told in docs/content.md.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from benchmarks.alike import nearest, similarity
from benchmarks.report import Figure, finish
from trainer.content.load import load_pack
from trainer.content.model import Pack
from trainer.domain.language import LANGUAGES, Language
from trainer.domain.scenario import Proof, Scenario
from trainer.errors import ScenarioUnprovable
from trainer.generator.build import build_scenario
from trainer.generator.draw import all_circumstances, urn_of
from trainer.generator.proof import ProvingGround, Structure
from trainer.session.advance import start_attempt
from trainer.world.hypotheses import allowed_fault_sets
from trainer.world.plays import plays_of

SCENARIOS = Path(__file__).parents[1] / "scenarios"
SAMPLE = 1000


@contextmanager
def counted_draws() -> Iterator[Counter[str]]:
    """Count draws while scenarios are built: "proved" or the clause that failed."""
    counts: Counter[str] = Counter()
    prove = ProvingGround.prove

    def counting(ground: ProvingGround, structure: Structure) -> Proof:
        try:
            proof = prove(ground, structure)
        except ScenarioUnprovable as error:
            counts[error.clause] += 1
            raise
        counts["proved"] += 1
        return proof

    with patch.object(ProvingGround, "prove", counting):
        yield counts


def first_words(pack: Pack, scenario: Scenario, language: Language) -> str:
    """What the trainee reads first, with names and numbers taken out: another name alone makes no
    other ticket."""
    text = "\n".join(event.text for event in start_attempt(pack, scenario, language).events)
    person = scenario.people[language]
    for own in (person.full_name, person.first_name, person.department, person.host, person.login):
        text = text.replace(own, "…")
    return re.sub(r"\d+", "0", text)


def structure_of(scenario: Scenario) -> Structure:
    """The structural position: what is broken, where, what is complained of and who can look."""
    line, literacy = scenario.key.line, scenario.temper.literacy
    return Structure(line, scenario.faults, scenario.circumstances, scenario.reported, literacy)


def not_fitting(pack: Pack) -> float:
    """Percent of (fault set, symptom, circumstances) that are never drawn because the symptom does
    not show there: refused by the world before any proof."""
    sets = allowed_fault_sets(plays_of(pack).world)
    places = len(all_circumstances(pack))
    thinkable = sum(len(pack.faults[faults[0]].spec.reported) for faults in sets) * places
    return 100 * (1 - len(urn_of(pack, 1).draws) / thinkable)


def shares(name: str, values: Sequence[object]) -> list[Figure]:
    """How the scenarios spread over the values of one attribute."""
    counts = Counter(str(value) for value in values)
    return [
        Figure(f"{name} {value}", 100 * count / len(values), "%")
        for value, count in sorted(counts.items())
    ]


def varied(pack: Pack, count: int) -> list[Figure]:
    """All figures of one pack over `count` scenarios, lines mixed, seeds from 0."""
    with counted_draws() as draws:
        scenarios = [build_scenario(pack, 1 + seed % 3, seed) for seed in range(count)]
    figures: list[Figure] = []
    calls = [scenario for scenario in scenarios if scenario.key.line == 1]
    for language in LANGUAGES:
        own = [first_words(pack, scenario, language) for scenario in calls]
        notes = [first_words(pack, s, language) for s in scenarios if s.key.line > 1]
        distinct = 100 * len(set(own)) / len(own)
        figures += [
            Figure(f"distinct first words of callers, {language}", len(set(own)), "texts"),
            Figure(f"distinct first words of callers, {language}, share", distinct, "%", 85, False),
            Figure(f"distinct notes handed over, {language}", len(set(notes)), "texts"),
        ]
        sample, faults = own[:SAMPLE], [scenario.faults for scenario in calls[:SAMPLE]]
        figures += similarity(f"nearest of {SAMPLE} callers, {language},", nearest(sample))
        figures += similarity(f"nearest of the same fault, {language},", nearest(sample, faults))
    structures = [structure_of(scenario) for scenario in scenarios]
    whole = {
        (structure, s.temper.persona, s.channel, s.temper.mood)
        for structure, s in zip(structures, scenarios, strict=True)
    }
    rejected = draws.total() - draws["proved"]
    figures += [
        Figure("distinct structural positions", len(set(structures)), "positions"),
        Figure("distinct position, persona, channel, mood", len(whole), "tickets"),
        Figure("combinations that do not fit, never drawn", not_fitting(pack), "%"),
        Figure("draws rejected by the proof", 100 * rejected / draws.total(), "%", 1),
        *(
            Figure(f"rejected for {clause}", number, "draws")
            for clause, number in sorted(draws.items())
            if clause != "proved"
        ),
    ]
    where = [f"{s.key.line} finished at line {s.proof.owner_line}" for s in scenarios]
    figures += shares("ticket of line", where)
    figures += shares("channel of callers", [s.channel for s in calls])
    return figures + shares("persona", [s.temper.persona for s in scenarios])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 where an aim is missed")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--pack", action="append", help="only this pack; may be given again")
    arguments = parser.parse_args()
    shipped = sorted(path.parent.name for path in SCENARIOS.glob("[a-z]*/pack.yaml"))
    figures: list[Figure] = []
    for name in arguments.pack or shipped:
        found = varied(load_pack(SCENARIOS / name), arguments.count)
        figures += [Figure(f"{name}: {f.name}", f.value, f.unit, f.aim, f.at_most) for f in found]
    return finish("content", figures, arguments.check)


if __name__ == "__main__":
    raise SystemExit(main())
