"""Best play is exact, stated where it is not, and independent of order."""

from __future__ import annotations

from itertools import product

import pytest

from tests.loaded import shipped_pack, tiny_pack
from tests.world.bellman import solve
from trainer.generator.draw import all_circumstances
from trainer.world.hypotheses import hypotheses_for
from trainer.world.play import BestPlay
from trainer.world.plays import plays_of
from trainer.world.search import EXACT_LIMIT
from trainer.world.use import Situation


def reportable(name: str) -> list[str]:
    pack = tiny_pack() if name == "tiny" else shipped_pack(name)
    return [key for key, spec in pack.world.capabilities.items() if spec.reportable]


@pytest.mark.parametrize(
    ("reported", "literacy", "line"), list(product(["print", "sign_in"], (0, 1, 2), (1, 2, 3)))
)
def test_value_equals_value_iteration_over_every_tool(
    reported: str, literacy: int, line: int
) -> None:
    pack = tiny_pack()
    for circumstances in all_circumstances(pack):
        play = plays_of(pack).of(reported, circumstances, literacy)
        assert play.value(play.initial, line) == pytest.approx(solve(play, line), abs=1e-9)


@pytest.mark.content
@pytest.mark.parametrize(("reported", "connection"), [("use_screen", "lan"), ("print", "remote")])
def test_value_is_exact_in_the_office_too(reported: str, connection: str) -> None:
    play = plays_of(shipped_pack("office")).of(reported, (("connection", connection),), 1)
    assert play.value(play.initial, 3) == pytest.approx(solve(play, 3), abs=1e-9)


def test_value_lies_above_full_knowledge() -> None:
    play = plays_of(tiny_pack()).of("print", (("place", "office"),), 0)
    for line in (1, 2, 3):
        assert play.lower_bound(play.initial, line) <= play.value(play.initial, line) + 1e-9


def test_knowing_more_never_costs_more() -> None:
    play = plays_of(tiny_pack()).of("print", (("place", "office"),), 2)
    whole = play.value(play.initial, 1) * play.weight(play.initial)
    parts = sum(play.value((entry,), 1) * play.weight((entry,)) for entry in play.initial)
    assert parts <= whole + 1e-9


def test_order_of_hypotheses_changes_no_value() -> None:
    pack = tiny_pack()
    world, circumstances = plays_of(pack).world, {"place": "office"}
    found = hypotheses_for(world, "print", circumstances)
    situation = Situation("print", 1)
    forward = BestPlay(world, found, circumstances, situation)
    backward = BestPlay(world, tuple(reversed(found)), circumstances, situation)
    assert forward.value(forward.initial, 1) == pytest.approx(backward.value(backward.initial, 1))


@pytest.mark.content
def test_every_symptom_of_the_office_stays_within_the_exact_limit() -> None:
    pack = shipped_pack("office")
    for reported in reportable("office"):
        for circumstances in all_circumstances(pack):
            play = plays_of(pack).of(reported, circumstances, 0)
            assert len(play.initial) <= EXACT_LIMIT, (reported, circumstances)


def test_beyond_the_limit_the_value_is_an_upper_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = tiny_pack()
    world, circumstances = plays_of(pack).world, {"place": "office"}
    found = hypotheses_for(world, "print", circumstances)
    exact = BestPlay(world, found, circumstances, Situation("print", 1))
    value = exact.value(exact.initial, 1)
    monkeypatch.setattr("trainer.world.search.EXACT_LIMIT", 1)
    bounded = BestPlay(world, found, circumstances, Situation("print", 1))
    upper = bounded.value(bounded.initial, 1)
    assert bounded.lower_bound(bounded.initial, 1) <= value <= upper + 1e-9
