"""How fast the engine is: composing with proofs, moves, grades. `python -m benchmarks.engine`."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from benchmarks.report import Figure, finish, percentile
from trainer.content.load import load_pack
from trainer.content.model import Pack
from trainer.domain.moves import Escalate, Resolve, Say, UseTool
from trainer.domain.ticket import HandoffNote
from trainer.generator.build import build_scenario
from trainer.generator.draw import urn_of
from trainer.generator.proof import Structure, ground_of
from trainer.scoring.grade import grade_attempt
from trainer.session.advance import advance, start_attempt
from trainer.session.state import AttemptState
from trainer.world.play import BestPlay
from trainer.world.plays import plays_of

PACK = Path(__file__).parents[1] / "scenarios" / "office"


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


def composing(pack: Pack, count: int) -> list[Figure]:
    for line in (1, 2, 3):  # structural proofs of everything that can be drawn
        for seed in range(1500):
            build_scenario(pack, line, seed)
    started = time.perf_counter()
    for seed in range(10_000, 10_000 + count):
        build_scenario(pack, 1 + seed % 3, seed)
    cached = count / (time.perf_counter() - started)
    structures = [
        Structure(line, draw.faults, draw.circumstances, draw.reported, literacy)
        for line in (1, 2, 3)
        for draw in urn_of(pack, line).draws
        for literacy in (0, 1, 2)
    ]
    ground = ground_of(pack)
    ground.forget()
    started = time.perf_counter()
    for structure in structures:
        ground.prove(structure)
    uncached = len(structures) / (time.perf_counter() - started)
    return [
        Figure("proven scenarios a second, one core, structure cached", cached, "1/s", 2000, False),
        Figure("structural proofs a second, one core, nothing cached", uncached, "1/s"),
        Figure("structures proved", len(structures), "proofs"),
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
        Figure("advance() p50", 1000 * percentile(moves, 0.50), "ms"),
        Figure("advance() p95", 1000 * percentile(moves, 0.95), "ms", 5),
        Figure("grading a finished attempt p50", 1000 * percentile(grades, 0.50), "ms"),
        Figure("grading a finished attempt p95", 1000 * percentile(grades, 0.95), "ms", 20),
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 where an aim is missed")
    parser.add_argument("--count", type=int, default=3000)
    arguments = parser.parse_args()
    started = time.perf_counter()
    pack = load_pack(PACK)
    loading = Figure("loading and checking the pack", time.perf_counter() - started, "s")
    figures = [loading, *composing(pack, arguments.count), *playing(pack, 600)]
    return finish("engine", figures, arguments.check)


if __name__ == "__main__":
    raise SystemExit(main())
