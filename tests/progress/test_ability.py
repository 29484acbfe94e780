"""Posteriors: one by one as all at once, wider after a pause, and as other programs compute them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.progress.ability import Responses, estimate_many, prior, update_ability
from trainer.progress.assess import posteriors
from trainer.progress.calibration import calibration
from trainer.progress.cases import Case
from trainer.progress.forgetting import PER_CASE, discount, weights
from trainer.progress.items import ItemBelief, update_item
from trainer.progress.partial_credit import GRID, Scale, level_chances, level_of
from trainer.progress.timeline import band_of

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
RASCH = Scale("x", (50.0,), (0.0,), 1e-6, (0.0, 100.0), 0.0, 1.0, 0.0, ())


def case(score: float, days_ago: float = 0.0, line: int = 1, **others: object) -> Case:
    found = Case(NOW - timedelta(days=days_ago), line, "office/1/x/mail", score,
                 (("diagnosis", score),), area="mail", facets=(0.5,) * 11)  # fmt: skip
    return replace(found, **others)  # type: ignore[arg-type]


def test_chances_add_up_and_rise_with_ability() -> None:
    chances = level_chances(GRID, np.asarray([-1.0, 0.3, 1.2]), 0.9)
    assert np.allclose(chances.sum(axis=1), 1.0)
    expected = chances @ np.arange(4)
    assert (np.diff(expected) > 0).all()


def test_without_luck_two_levels_are_the_rasch_model() -> None:
    chances = level_chances(GRID, np.asarray([0.0]), 0.0)
    assert np.allclose(chances[:, 1], 1 / (1 + np.exp(-GRID)))


@pytest.mark.parametrize("score", [0.0, 24.99, 25.0, 99.4, 100.0])
def test_levels_are_cut_at_their_edges(score: float) -> None:
    edges = (25.0, 99.5)
    assert int(level_of(score, edges)) == sum(score >= edge for edge in edges)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 40)), min_size=1, max_size=12))
def test_one_by_one_is_the_same_as_all_at_once(rows: list[tuple[float, float]]) -> None:
    scale = calibration().scales["overall"]
    ages = sorted((age for _, age in rows), reverse=True)
    cases = [case(score, age) for (score, _), age in zip(rows, ages, strict=True)]
    at_once = posteriors([cases], cases[-1].at)["overall"][0]
    step, last = prior(scale), cases[0].at
    for one in cases:
        difficulty = float(scale.difficulty(np.asarray(one.facets)))
        step = update_ability(step, one.overall, difficulty, (one.at - last) / timedelta(days=1))
        last = one.at
    assert step.cases == at_once.cases
    assert np.allclose(step.chances, at_once.chances, atol=1e-6)
    assert band_of(cases)[-1].expected == pytest.approx(at_once.estimate().expected, abs=1e-3)


def test_a_pause_widens_the_interval_up_to_the_prior() -> None:
    cases = [case(90.0, 200 - n) for n in range(12)]
    soon = posteriors([cases], NOW - timedelta(days=188))["overall"][0]
    late = posteriors([cases], NOW + timedelta(days=400))["overall"][0]
    never = prior(calibration().scales["overall"])
    assert soon.sd < late.sd < never.sd
    assert never.mean < late.mean < soon.mean


def test_a_clock_that_went_backwards_counts_as_standing_still() -> None:
    days = np.asarray([5.0, 3.0, 4.0])
    assert weights(days, 4.0) == pytest.approx(
        [PER_CASE**2 * 0.5 ** (1 / 180), PER_CASE * 0.5 ** (1 / 180), 1.0]
    )
    assert discount(-3.0) == PER_CASE


def test_one_brilliant_case_proves_little() -> None:
    scale = calibration().scales["line_1"]
    start = prior(scale)
    after = update_ability(start, 100.0, scale.typical)
    assert after.sd > 0.6 * start.sd
    assert after.estimate().high - after.estimate().low > 15


@pytest.mark.parametrize("score", [0.0, 100.0])
def test_all_of_one_kind_stays_on_the_grid(score: float) -> None:
    cases = [case(score) for _ in range(300)]
    for name, found in posteriors([cases], NOW).items():
        estimate = found[0].estimate()
        assert 0 <= estimate.low <= estimate.expected <= estimate.high <= 100, name
        assert np.isfinite(found[0].chances).all()


def test_people_do_not_touch_each_other() -> None:
    good, bad = [case(95.0)] * 8, [case(20.0)] * 5
    together = posteriors([good, [], bad], NOW)["overall"]
    alone = posteriors([bad], NOW)["overall"][0]
    assert np.allclose(together[2].chances, alone.chances)
    assert np.allclose(together[1].chances, prior(calibration().scales["overall"]).chances)


def test_estimates_agree_with_an_independent_program() -> None:
    girth = pytest.importorskip("girth")
    rng = np.random.default_rng(3)
    difficulty = np.round(rng.normal(0, 1, 30) / 0.125) * 0.125
    theta = rng.normal(0, 1, 40)
    right = (rng.random((30, 40)) < 1 / (1 + np.exp(difficulty[:, None] - theta))).astype(int)
    theirs = girth.ability_eap(right, difficulty, 1.0)
    person, item = np.meshgrid(np.arange(40), np.arange(30))
    ours = estimate_many(
        RASCH, 40,
        Responses(person.ravel(), 100.0 * right.ravel(), difficulty[item.ravel()], np.ones(1200)),
    )  # fmt: skip
    assert np.abs(np.asarray([one.mean for one in ours]) - theirs).max() < 0.02


def test_a_failed_case_makes_its_item_look_harder_the_more_the_better_the_person() -> None:
    scale = calibration().scales["line_1"]
    stranger = prior(scale)
    known = posteriors([[case(95.0)] * 30], NOW)["line_1"][0]
    by_stranger = update_item(ItemBelief(), stranger, scale.typical, 30.0)
    by_known = update_item(ItemBelief(), known, scale.typical, 30.0)
    assert 0 < by_stranger.shift < by_known.shift
    assert by_known.sd < ItemBelief().sd
    assert by_known.attempts == 1
