"""Plays of simulated people of known ability, through the real engine: the material of readiness.

`python -m benchmarks.plays OUT.csv [--tickets N] [--first SEED]`: every person of `PEOPLE` (and a few
who only guess) plays N tickets of each pack and line, in both languages in turn, seeds counted from
`--first`. A file that exists is gone on with. Takes about a tenth of a second a play.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from random import Random
from typing import Final

from benchmarks.players import PACKS, SCENARIOS, listener
from trainer.content.load import load_pack
from trainer.domain.scores import COMPETENCIES
from trainer.generator.build import build_scenario
from trainer.scoring.grade import grade_attempt
from trainer.services.players import gamers
from trainer.services.players.desk import Player, play
from trainer.services.players.novice import Trainee, novice

PEOPLE: Final[dict[str, Trainee]] = {
    **{f"even {level:.2f}": Trainee(level, level, level, level)
       for level in (0.1, 0.25, 0.4, 0.55, 0.7, 0.8, 0.9, 1.0)},
    "knows, rude": Trainee(0.95, 0.3, 0.7, 0.8),
    "kind, lost": Trainee(0.35, 0.95, 0.7, 0.8),
    "knows, hasty": Trainee(0.9, 0.7, 0.3, 0.5),
    "slow, thorough": Trainee(0.55, 0.7, 0.95, 1.0),
    "minimally competent": Trainee(0.7, 0.6, 0.6, 0.8),
    "good": Trainee(0.85, 0.8, 0.75, 0.9),
}  # fmt: skip
"""Simulated people; "minimally competent" stands for somebody whom a desk would just take on."""
GUESSERS: Final[dict[str, Player]] = {
    "guesses": gamers.random_player,
    "clicks": gamers.silent_clicker,
    "passes on": gamers.always_escalates,
}
FIELDS: Final = (
    "person", "pack", "line", "seed", "language", "overall", "passed", "critical",
    *COMPETENCIES, "faults", "area", "channel", "persona", "mood", "reported",
)  # fmt: skip


def _seats() -> dict[str, Player]:
    return {name: novice(skill) for name, skill in PEOPLE.items()} | GUESSERS


def collect(out: Path, tickets: int, first: int) -> None:
    """Play what is not in `out` yet and append it, a row an attempt."""
    done = set()
    if out.exists():
        with out.open(encoding="utf-8", newline="") as file:
            done = {(r["person"], r["pack"], r["line"], r["seed"]) for r in csv.DictReader(file)}
    seats = _seats()
    packs = {name: load_pack(SCENARIOS / name) for name in PACKS}
    listens = {name: listener(name) for name in PACKS}
    with out.open("a", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, FIELDS)
        if not done:
            rows.writeheader()
        for number in range(tickets):
            for name, pack in packs.items():
                for line in (1, 2, 3):
                    seed, language = first + number, ("ru", "en")[number % 2]
                    scenario = build_scenario(pack, line, seed)
                    for person, player in seats.items():
                        if (person, name, str(line), str(seed)) in done:
                            continue
                        rng = Random(f"{person}/{seed}/{line}/{name}")
                        state = play(pack, scenario, language, player, rng, listens[name])  # type: ignore[arg-type]
                        if state.status == "open":
                            continue
                        grade = grade_attempt(pack, state.played())
                        found = dict(grade.competencies)
                        rows.writerow({
                            "person": person, "pack": name, "line": line, "seed": seed,
                            "language": language, "overall": round(grade.overall, 2),
                            "passed": int(grade.passed), "critical": len(grade.critical),
                            **{c: round(found[c], 2) if c in found else "" for c in COMPETENCIES},
                            "faults": "+".join(scenario.faults), "area": scenario.proof.category,
                            "channel": scenario.channel, "persona": scenario.temper.persona,
                            "mood": scenario.temper.mood, "reported": scenario.reported,
                        })  # fmt: skip
            file.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--tickets", type=int, default=60, help="tickets of each pack and line")
    parser.add_argument("--first", type=int, default=100_000, help="first seed")
    arguments = parser.parse_args()
    collect(arguments.out, arguments.tickets, arguments.first)


if __name__ == "__main__":
    main()
