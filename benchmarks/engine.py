"""How fast the engine is: composing with proofs, moves, grades. `python -m benchmarks.engine`."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from faker import Faker

from benchmarks.outside_truth import CASES, families, prove_families, read_cases
from benchmarks.report import Figure, finish, percentile
from trainer.content.load import load_pack
from trainer.content.model import Pack
from trainer.domain.language import LANGUAGES
from trainer.domain.moves import Escalate, Resolve, Say, UseTool
from trainer.domain.ticket import HandoffNote
from trainer.generator.build import build_scenario
from trainer.generator.draw import urn_of
from trainer.generator.person import draw_person
from trainer.generator.proof import Structure, ground_of
from trainer.scoring.grade import grade_attempt
from trainer.session.advance import advance, start_attempt
from trainer.session.state import AttemptState
from trainer.world.play import BestPlay
from trainer.world.plays import plays_of

SCENARIOS = Path(__file__).parents[1] / "scenarios"
PACKS = ("office", "mobile")


def oracle(pack: Pack, state: AttemptState, times: list[float]) -> AttemptState:
    """Play best play to the end, noting the seconds each advance() took."""
    plays = plays_of(pack)
    play: BestPlay = plays.of_scenario(state.scenario)
    position, line = play.initial, state.scenario.key.line
    truth = next(i for i, h in enumerate(play.hypotheses) if h.faults == state.scenario.faults)
    state = timed(state, Say("Hello, I will help you."), times)
    while position:
        move = play.best(position, line).move
        if not move.tool:
            state = timed(state, Escalate(move.line, move.team, HandoffNote()), times)
            return state
        tool = plays.world.tools[move.tool]
        before = dict(position)[truth]
        state = timed(state, UseTool(tool.id), times)
        groups = play.after(position, tool).values()
        if any(truth in dict(settled) for _, settled in groups):
            break
        position = next(going for going, _ in groups if truth in dict(going))
        assert before is not None
    return timed(state, Resolve("Goodbye."), times)


def timed(state: AttemptState, move: object, times: list[float]) -> AttemptState:
    started = time.perf_counter()
    after, _ = advance(state, move)  # type: ignore[arg-type]
    times.append(time.perf_counter() - started)
    return after


def per_second(count: int, work: Callable[[int], object]) -> float:
    """How often a second `work` gets done, over `count` numbers."""
    started = time.perf_counter()
    for number in range(count):
        work(number)
    return count / (time.perf_counter() - started)


def composing(pack: Pack, count: int) -> list[Figure]:
    for line in (1, 2, 3):  # structural proofs of everything that can be drawn
        for seed in range(1500):
            build_scenario(pack, line, seed)
    name = pack.id
    cached = per_second(count, lambda n: build_scenario(pack, 1 + n % 3, 10_000 + n))
    scenarios = [build_scenario(pack, 1 + n % 3, 10_000 + n) for n in range(count)]
    rng, site = Random(1), pack.personas.sites[0]
    people = per_second(2 * count, lambda _: draw_person(pack, rng, site))
    fresh = Faker(["ru_RU", "en_US"])
    faker = per_second(300, lambda _: (fresh["ru_RU"].name(), fresh["en_US"].name()))
    words = per_second(count, lambda n: start_attempt(pack, scenarios[n], LANGUAGES[n % 2]))
    return [
        Figure(f"{name}: proven scenarios a second, structure cached", cached, "1/s", 2000, False),
        Figure(f"{name}: of that, drawing both people from the pool", 200 * cached / people, "%"),
        Figure(f"{name}: the same people fresh from Faker would add", 200 * cached / faker, "%"),
        Figure(f"{name}: first words of the person, in one language", 1e3 / words, "ms"),
        *proving(pack),
    ]


def proving(pack: Pack) -> list[Figure]:
    structures = [
        Structure(line, draw.faults, draw.circumstances, draw.reported, literacy)
        for line in (1, 2, 3)
        for draw in urn_of(pack, line).draws
        for literacy in (0, 1, 2)
    ]
    ground = ground_of(pack)
    ground.forget()
    uncached = per_second(len(structures), lambda n: ground.prove(structures[n]))
    return [
        Figure(f"{pack.id}: structural proofs a second, nothing cached", uncached, "1/s"),
        Figure(f"{pack.id}: structures proved", len(structures), "proofs"),
    ]


def composing_many(cases: Path) -> list[Figure]:
    """Every composition of the outside cases; nothing where the file is not there."""
    if not cases.exists():
        print(f"compositions of outside cases: skipped, {cases} is not there")
        return []
    pack, wanted = load_pack(SCENARIOS / "mobile"), families(read_cases(cases))
    started = time.perf_counter()
    proved = sum(map(len, prove_families(pack, wanted).values()))
    seconds = time.perf_counter() - started
    return [
        Figure("mobile: compositions of outside cases proved", proved, "sets"),
        Figure("mobile: composing and proving them, one core, from nothing", seconds, "s", 2.0),
    ]


def playing(pack: Pack, count: int) -> list[Figure]:
    moves: list[float] = []
    grades: list[float] = []
    for number in range(count):
        scenario = build_scenario(pack, 1 + number % 3, number)
        state = start_attempt(pack, scenario, "ru" if number % 2 else "en")
        state = oracle(pack, state, moves)
        started = time.perf_counter()
        grade_attempt(pack, state.played())
        grades.append(time.perf_counter() - started)
    return [
        Figure(f"{pack.id}: advance() p50", 1000 * percentile(moves, 0.50), "ms"),
        Figure(f"{pack.id}: advance() p95", 1000 * percentile(moves, 0.95), "ms", 5),
        Figure(f"{pack.id}: grading a finished attempt p50", 1000 * percentile(grades, 0.50), "ms"),
        Figure(
            f"{pack.id}: grading a finished attempt p95", 1000 * percentile(grades, 0.95), "ms", 20
        ),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 where an aim is missed")
    parser.add_argument("--count", type=int, default=3000)
    arguments = parser.parse_args()
    figures: list[Figure] = []
    for name in PACKS:
        started = time.perf_counter()
        pack = load_pack(SCENARIOS / name)
        seconds = time.perf_counter() - started
        figures.append(Figure(f"{name}: loading and checking the pack", seconds, "s"))
        figures += composing(pack, arguments.count) + playing(pack, 600)
    figures += composing_many(CASES)
    return finish("engine", figures, arguments.check)


if __name__ == "__main__":
    raise SystemExit(main())
