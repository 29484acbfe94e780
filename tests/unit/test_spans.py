"""Spans of time as people say them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.domain.spans import span_text


@pytest.mark.parametrize(
    ("minutes", "russian", "english"),
    [
        (1, "1 минуту", "1 minute"),
        (2, "2 минуты", "2 minutes"),
        (5, "5 минут", "5 minutes"),
        (11, "11 минут", "11 minutes"),
        (21, "21 минуту", "21 minutes"),
        (22, "22 минуты", "22 minutes"),
        (25, "25 минут", "25 minutes"),
        (30, "полчаса", "half an hour"),
        (60, "час", "an hour"),
        (61, "1 час 1 минуту", "1 hour 1 minute"),
        (90, "полтора часа", "an hour and a half"),
        (120, "2 часа", "2 hours"),
        (200, "3 часа 20 минут", "3 hours 20 minutes"),
        (240, "4 часа", "4 hours"),
        (300, "5 часов", "5 hours"),
        (21 * 60, "21 час", "21 hours"),
        (0, "0 минут", "0 minutes"),
    ],
)
def test_spans_are_said_as_people_say_them(minutes: int, russian: str, english: str) -> None:
    assert span_text(minutes, "ru") == russian
    assert span_text(minutes, "en") == english


def test_a_negative_span_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        span_text(-1, "ru")


@given(st.integers(0, 100_000).filter(lambda minutes: minutes not in (30, 60, 90)))
def test_every_span_says_its_minutes_and_its_endings_are_right(minutes: int) -> None:
    said = re.findall(r"(\d+) (час\w*|минут\w*)", span_text(minutes, "ru"))
    assert sum(int(n) * (60 if unit.startswith("час") else 1) for n, unit in said) == minutes
    for count, unit in said:
        teens = len(count) > 1 and count[-2] == "1"
        kind = "many" if teens or count[-1] in "056789" else "one" if count[-1] == "1" else "few"
        endings = {"one": ("", "у"), "few": ("а", "ы"), "many": ("ов", "")}[kind]
        assert unit in (f"час{endings[0]}", f"минут{endings[1]}")
    english = re.findall(r"(\d+) (hour|minute)(s?)", span_text(minutes, "en"))
    assert sum(int(n) * (60 if unit == "hour" else 1) for n, unit, _ in english) == minutes
    assert all((count == "1") == (not plural) for count, _, plural in english)
