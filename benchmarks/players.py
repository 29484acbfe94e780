"""What simulated players score: the oracle, novices and everybody who tries to score without helping.

`python -m benchmarks.players [--check] [--scenarios N]`: N drawn tickets a pack (1,000 unless told),
spread over the lines and both languages. Each ticket is played by the oracle and by a share of the
others; means, spreads and shares passed are printed for each player and competency. With the
encoder the words are really understood; what is said twice is understood once.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import time
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import Final

from benchmarks.report import Figure, finish, percentile
from trainer.app.understanding import understander_of
from trainer.content.load import load_pack
from trainer.domain.moves import Move
from trainer.domain.scores import COMPETENCIES, Grade
from trainer.generator.build import build_scenario
from trainer.scoring.grade import grade_attempt
from trainer.scoring.review import review_moves
from trainer.services.hearing import heard
from trainer.services.players import gamers
from trainer.services.players.desk import Listener, Player, play
from trainer.services.players.novice import CAREFUL, Trainee, novice
from trainer.services.players.oracle import oracle
from trainer.session.state import AttemptState
from trainer.settings import read_settings

SCENARIOS: Final = Path(__file__).parents[1] / "scenarios"
PACKS: Final = ("office", "mobile")
LADDER: Final[dict[str, Trainee]] = {
    "novice .2": Trainee(0.2, 0.2, 0.2, 0.2),
    "novice .4": Trainee(0.4, 0.4, 0.4, 0.4),
    "novice .6": Trainee(0.6, 0.6, 0.6, 0.6),
    "novice .8": Trainee(0.8, 0.8, 0.8, 0.8),
    "novice 1": Trainee(1.0, 1.0, 1.0, 1.0),
}
GAMERS: Final[dict[str, Player]] = {
    "random": gamers.random_player,
    "always escalates": gamers.always_escalates,
    "never escalates": gamers.never_escalates,
    "asks for passwords": gamers.asking_for_passwords(novice(CAREFUL)),
    "keyword stuffer": gamers.keyword_stuffer,
    "polite but useless": gamers.polite_but_useless,
    "copy-paster": gamers.copy_paster,
    "silent clicker": gamers.silent_clicker,
    "parrot": gamers.parrot,
}
GAMES: Final = {
    "polite but useless": {"communication"},
    "asks for passwords": set(COMPETENCIES) - {"security"},
    "random": {"security"},
    "always escalates": {"security"},
    "never escalates": {"resolution", "security"},
    "silent clicker": {"resolution", "security"},
    "keyword stuffer": {"security"},
    "copy-paster": {"security"},
    "parrot": {"security"},
}
"""What each of them honestly does: restore by trying everything, break no rule by touching little."""
_EVERY: Final = 4
"""Players beside the oracle play every fourth ticket."""


class Table:
    """Grades by player."""

    def __init__(self) -> None:
        self.grades: dict[str, list[Grade]] = defaultdict(list)

    def mean(self, player: str, competency: str | None = None) -> float:
        values = self.values(player, competency)
        return statistics.fmean(values) if values else 0.0

    def values(self, player: str, competency: str | None = None) -> list[float]:
        if competency is None:
            return [grade.overall for grade in self.grades[player]]
        found = (dict(grade.competencies).get(competency) for grade in self.grades[player])  # type: ignore[call-overload]
        return [value for value in found if value is not None]

    def passed(self, player: str) -> float:
        rows = self.grades[player]
        return 100 * sum(grade.passed for grade in rows) / max(1, len(rows))

    def show(self) -> None:
        short = [name[:6] for name in COMPETENCIES]
        print(
            f"{'player':<20}{'n':>5}{'mean':>7}{'sd':>6}{'pass%':>7} "
            + "".join(f"{n:>12}" for n in short)
        )
        for player in self.grades:
            values = self.values(player)
            cells = ""
            for competency in COMPETENCIES:
                own = self.values(player, competency)
                spread = statistics.pstdev(own) if len(own) > 1 else 0.0
                cells += f"{statistics.fmean(own):>7.1f}±{spread:<4.0f}" if own else f"{'-':>12}"
            print(
                f"{player:<20}{len(values):>5}{self.mean(player):>7.1f}"
                f"{statistics.pstdev(values):>6.1f}{self.passed(player):>7.1f} {cells}"
            )


def listener(pack_id: str) -> Listener:
    """Understands as the app does; the same move at the same desk is understood once."""
    pack = load_pack(SCENARIOS / pack_id)
    understander = understander_of(pack, read_settings(os.environ))
    known: dict[tuple[str, str, int, str], Move] = {}

    def listen(move: Move, state: AttemptState) -> Move:
        words = getattr(move, "text", None) or getattr(move, "words", None)
        if words is None:
            return heard(move, state, understander)
        key = (type(move).__name__, state.language, state.scenario.key.line, repr(move))
        if key not in known:
            known[key] = heard(move, state, understander)
        return known[key]

    return listen


def measure(count: int) -> tuple[Table, int, int, list[float]]:
    """(grades, oracle's tickets below full marks, passes of a gaming player, review times in ms)."""
    table, flawed, took = Table(), 0, []
    for pack_id in PACKS:
        pack, listen = load_pack(SCENARIOS / pack_id), listener(pack_id)
        for number in range(count):
            line, language = 1 + number % 3, ("ru", "en")[number // 3 % 2]
            scenario = build_scenario(pack, line, number)
            seats: dict[str, Player] = {"oracle": oracle}
            if number // 6 % _EVERY == 0:
                seats |= {name: novice(skill) for name, skill in LADDER.items()}
                seats |= {"careful novice": novice(CAREFUL), **GAMERS}
            for name, player in seats.items():
                state = play(pack, scenario, language, player, Random(number), listen)  # type: ignore[arg-type]
                if state.status == "open":
                    continue
                grade = grade_attempt(pack, state.played())
                table.grades[name].append(grade)
                if name == "oracle":
                    flawed += any(value < 100 for _, value in grade.competencies)
                if name == "silent clicker":
                    start = time.perf_counter()
                    review_moves(pack, state.played())
                    took.append(1000 * (time.perf_counter() - start))
    gamed = sum(grade.passed for name in GAMERS for grade in table.grades[name])
    return table, flawed, gamed, took


def figures(table: Table, flawed: int, gamed: int, took: list[float]) -> list[Figure]:
    """The aims: a faultless oracle, novices in order, nobody passes or excels by a trick."""
    found = [
        Figure("oracle below full marks", flawed, "tickets", 0),
        Figure("tickets played by the oracle", len(table.grades["oracle"]), "tickets", 2000, False),
        Figure("attempts passed by a gaming player", gamed, "attempts", 0),
        Figure("review of an attempt of up to 40 moves, p95", percentile(took, 0.95), "ms", 200),
    ]
    ladder = [table.mean(name) for name in LADDER]
    steps = [after - before for before, after in itertools.pairwise(ladder)]
    found.append(
        Figure("smallest step between neighbouring novices", min(steps), "points", 0.01, False)
    )
    for name in GAMERS:
        over = {
            competency: table.mean(name, competency) - table.mean("careful novice", competency)
            for competency in COMPETENCIES
            if competency not in GAMES.get(name, set()) and table.values(name, competency)
        }
        worst = max(over, key=lambda key: over[key])
        found.append(Figure(f"{name}: {worst} beside the careful novice", over[worst], "points", 0))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 where an aim is missed")
    parser.add_argument("--scenarios", type=int, default=1002, help="drawn tickets a pack")
    arguments = parser.parse_args()
    table, flawed, gamed, took = measure(arguments.scenarios)
    table.show()
    rows = figures(table, flawed, gamed, took)
    for name in table.grades:
        rows.append(Figure(f"{name}: mean overall", table.mean(name), "points"))
        rows.append(Figure(f"{name}: passed", table.passed(name), "%"))
    return finish("players", rows, arguments.check)


if __name__ == "__main__":
    raise SystemExit(main())
