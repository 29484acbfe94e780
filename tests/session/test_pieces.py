from __future__ import annotations

import pytest

from tests.tiny import tiny_attempt
from trainer.content.schema.world import MetricShape
from trainer.session.metrics import POINTS, metric_points
from trainer.session.typos import with_typos
from trainer.session.values import arrival_minute, stable_number, template_values

TEXT = "Please look at WS-CEN-001, Elena Petrova cannot print invoices since this morning at 9:40."


def test_a_stable_number_is_the_same_on_every_machine() -> None:
    assert stable_number("a", 1) == 9331952569449725121


def test_careful_people_mistype_nothing() -> None:
    assert with_typos(TEXT, 0, frozenset(), "key") == TEXT


def test_typos_change_letters_only_never_facts() -> None:
    keep = frozenset(("Elena", "Petrova"))
    typed = [with_typos(TEXT, 2, keep, "key", number) for number in range(200)]
    assert sum(text != TEXT for text in typed) > 100
    for text in typed:
        assert "WS-CEN-001, Elena Petrova" in text
        assert "9:40" in text
        assert len(text.split()) == len(TEXT.split())
    assert typed == [with_typos(TEXT, 2, keep, "key", number) for number in range(200)]


def test_speech_never_has_typos() -> None:
    pack_texts = tiny_attempt("spooler_stopped", persona="hurried", channel="phone")
    opening = pack_texts.events[0].text
    said = ("y printer", "I send things to print and nothing happens.")
    assert any(words in opening for words in said)


@pytest.mark.parametrize(
    ("shape", "first", "last"),
    [("flat", 10, 10), ("ramp", 10, 100), ("step", 10, 100)],
)
def test_metrics_run_as_their_shape_says(shape: str, first: float, last: float) -> None:
    points = metric_points(MetricShape(shape=shape, start=10, end=100), "key")
    assert len(points) == POINTS
    assert (points[0], points[-1]) == (first, last)


def test_spikes_come_and_go_and_noise_stays_above_zero() -> None:
    points = metric_points(MetricShape(shape="spikes", start=1, end=50, noise=3), "key")
    assert max(points) > 40
    assert min(points) >= 0
    assert points == metric_points(MetricShape(shape="spikes", start=1, end=50, noise=3), "key")


def test_values_fill_every_placeholder_in_both_languages() -> None:
    from trainer.content.templates import PLACEHOLDERS

    state = tiny_attempt("spooler_stopped")
    for language in ("ru", "en"):
        values = template_values(state.pack, state.scenario, language, team="workplace", line=2)
        assert set(values) == PLACEHOLDERS
        assert values["line"] == "2"
    assert values["team"] == "Workplace"


def test_people_call_soon_after_the_trouble_began() -> None:
    scenario = tiny_attempt("spooler_stopped").scenario
    hours, minutes = scenario.since.split(":")
    assert 5 <= arrival_minute(scenario) - (int(hours) * 60 + int(minutes)) < 40
