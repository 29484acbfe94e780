"""Looks that cannot pay are left out of best play, and only those."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.loaded import tiny_pack
from trainer.world.model import compile_world
from trainer.world.particles import Look, telling

WORLD = compile_world(tiny_pack())
TOOLS = [tool for tool in WORLD.tools.values() if tool.spec.reads and not tool.duties][:4]
SIZE = 5


def look_reading(number: int, values: list[int]) -> Look:
    """A look that reads values[i] of particle i."""
    look = Look(TOOLS[number], lambda _, state: str(values[state[0]]))
    for at in range(SIZE):
        look.add(1 << at, bytes([at]))
    return look


READINGS = st.lists(
    st.lists(st.integers(0, 2), min_size=SIZE, max_size=SIZE), min_size=2, max_size=4
)


@given(READINGS, st.integers(3, 2**SIZE - 1))
def test_every_left_out_look_has_one_that_tells_all_of_it_for_no_more(
    readings: list[list[int]], mask: int
) -> None:
    looks = [look_reading(number, values) for number, values in enumerate(readings)]
    kept = telling(looks, mask)
    members = [at for at in range(SIZE) if mask >> at & 1]
    for look, values in zip(looks, readings, strict=True):
        if look in kept or len({values[at] for at in members}) == 1:
            continue
        finer = [
            better
            for better, other in zip(looks, readings, strict=True)
            if better in kept
            and better.minutes <= look.minutes
            and len({(other[at], values[at]) for at in members})
            == len({other[at] for at in members})
        ]
        assert finer


@given(READINGS, st.integers(1, 2**SIZE - 1))
def test_kept_looks_all_tell_something(readings: list[list[int]], mask: int) -> None:
    looks = [look_reading(number, values) for number, values in enumerate(readings)]
    assert all(len(look.split(mask)) > 1 for look in telling(looks, mask))
