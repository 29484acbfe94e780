"""Quantities: a number that several causes move together, read in levels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from trainer.content.schema.text import MetricText
from trainer.content.schema.world import Quantity, WorldFile
from trainer.session.values import measured
from trainer.world.state import Conditions, read_variables

CAUSES = ("saver", "vpn", "old_network")
WORLD = WorldFile.model_validate(
    {
        "scopes": {"person": 1},
        "components": {
            "phone": {
                "scope": "person",
                "area": "handset",
                "attributes": {cause: ["off", "on"] for cause in CAUSES},
            }
        },
        "quantities": {
            "speed": {
                "base": 200,
                "rules": [{"when": ["phone.old_network=on"], "value": 4}],
                "factors": [
                    {"when": ["phone.saver=on"], "times": 0.2},
                    {"when": ["phone.vpn=on"], "times": 0.1},
                ],
                "levels": {"excellent": 150, "fair": 10, "poor": 1, "none": 0},
            }
        },
        "capabilities": {"browse": {"needs": ["quantity.speed=excellent"]}},
    }
)
VARIABLES = read_variables(WORLD)
CONDITIONS = Conditions(WORLD, VARIABLES)


def state_with(*causes: str) -> bytes:
    return VARIABLES.with_values(bytes(3), [(f"phone.{cause}", "on") for cause in causes])


@pytest.mark.parametrize(
    ("causes", "number", "level"),
    [
        ((), 200, "excellent"),
        (("saver",), 40, "fair"),
        (("vpn",), 20, "fair"),
        (("saver", "vpn"), 4, "poor"),
        (("old_network",), 4, "poor"),
        (("old_network", "saver", "vpn"), 0.08, "none"),
    ],
)
def test_causes_lower_it_together(causes: tuple[str, ...], number: float, level: str) -> None:
    state = state_with(*causes)
    assert CONDITIONS.quantity("speed")(state) == pytest.approx(number)
    assert CONDITIONS.level("speed")(state) == level


def test_a_capability_may_need_a_level() -> None:
    browse = CONDITIONS.capability("browse")
    assert browse(state_with())
    assert not browse(state_with("saver"))


def test_a_condition_may_exclude_a_level() -> None:
    slow = CONDITIONS.all_of(["quantity.speed!=excellent|fair"])
    assert slow(state_with("saver", "vpn"))
    assert not slow(state_with("vpn"))


@given(st.sets(st.sampled_from(CAUSES)), st.sampled_from(CAUSES))
def test_one_cause_more_never_makes_it_faster(causes: set[str], more: str) -> None:
    amount = CONDITIONS.quantity("speed")
    assert amount(state_with(*causes, more)) <= amount(state_with(*causes))


@pytest.mark.parametrize(
    "levels",
    [{"good": 50, "bad": 10}, {"bad": 0, "good": 50}, {"good": 0}, {"good": 120, "bad": 0}],
)
def test_levels_that_leave_numbers_without_a_name_are_refused(levels: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        Quantity.model_validate({"base": 100, "levels": levels})


@pytest.mark.parametrize(
    ("amount", "english", "russian"),
    [(27.5432, "28", "28"), (0.0432, "0.043", "0,043"), (275.0, "280", "280"), (5.5, "5.5", "5,5")],
)
def test_a_reading_has_two_digits_that_matter(amount: float, english: str, russian: str) -> None:
    words = MetricText(name="Speed", unit="Mbit/s")
    assert measured(words, amount, "en") == f"Speed: {english} Mbit/s"
    assert measured(words, amount, "ru") == f"Speed: {russian} Mbit/s"
