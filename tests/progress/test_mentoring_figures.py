"""Agreement, borderline regression, improvement and the forecast, against figures worked by hand."""

from __future__ import annotations

import random

import pytest

from trainer.domain.readiness import Estimate, LineReadiness
from trainer.progress.agreement import LEAST_MOVED, LEAST_PAIRS, Sum, agreement, difference, moved
from trainer.progress.borderline import LEAST_VERDICTS, borderline_cut
from trainer.progress.improvement import (
    FARTHEST,
    GAIN,
    Results,
    change,
    forecast,
    gain_per_case,
    is_stuck,
)


class TestAgreement:
    def test_weights_are_quadratic(self) -> None:
        # Worked by hand: 1 - sum(w observed) / sum(w expected), w = squared distance.
        pairs = {(0, 0): 10, (1, 1): 10, (2, 2): 10, (3, 3): 10, (0, 1): 4, (2, 3): 4}
        total = 48
        rows, columns = {0: 14, 1: 10, 2: 14, 3: 10}, {0: 10, 1: 14, 2: 10, 3: 14}
        expected = sum(
            (a - b) ** 2 * rows[a] * columns[b] / total for a in range(4) for b in range(4)
        )
        found = agreement(pairs)
        assert found.kappa == pytest.approx(1 - 8 / expected)
        assert found.low is not None
        assert found.high is not None
        assert found.low < found.kappa < found.high <= 1
        assert found.equal == pytest.approx(40 / 48)

    def test_few_pairs_conclude_nothing(self) -> None:
        found = agreement({(0, 0): 14, (3, 3): LEAST_PAIRS - 15})
        assert (found.pairs, found.kappa, found.equal) == (LEAST_PAIRS - 1, None, 1.0)
        assert agreement({}).equal == 0

    def test_a_rater_who_gives_one_level_only_cannot_be_compared(self) -> None:
        assert agreement({(0, 2): 20, (2, 2): 20}).kappa is None

    def test_no_level(self) -> None:
        with pytest.raises(ValueError, match="no pair"):
            agreement({(0, 4): 1})

    def test_a_mean_difference(self) -> None:
        found = difference(4, 2.0, 2.0)  # 0, 0, 1, 1: variance 1/3, t of 3 degrees 3.182
        assert found.mean == 0.5
        assert found.low == pytest.approx(0.5 - 3.18245 * (1 / 12) ** 0.5, abs=1e-4)
        assert difference(1, 1, 1).low is None
        with pytest.raises(ValueError, match="needs a value"):
            difference(0, 0, 0)


def summed(values: list[float]) -> Sum:
    return Sum(len(values), sum(values), sum(one * one for one in values))


class TestMoved:
    def test_the_interval_is_welch_s(self) -> None:
        from scipy.stats import ttest_ind  # type: ignore[import-untyped]

        rng = random.Random(3)
        before = [rng.choice((-1.0, 0.0, 0.0, 1.0)) for _ in range(40)]
        now = [rng.choice((0.0, 0.0, 1.0, 2.0)) for _ in range(25)]
        told = moved(summed(before), summed(now))
        theirs = ttest_ind(now, before, equal_var=False).confidence_interval(0.95)
        assert told is not None
        assert (told.low, told.high) == pytest.approx((theirs.low, theirs.high))
        assert told.mean == pytest.approx(sum(now) / 25 - sum(before) / 40)

    def test_few_say_nothing_and_equal_ones_are_certain(self) -> None:
        few, enough = summed([0.0] * (LEAST_MOVED - 1)), summed([1.0] * LEAST_MOVED)
        assert moved(few, enough) is None
        assert moved(enough, few) is None
        told = moved(enough, summed([0.0] * LEAST_MOVED))
        assert told is not None
        assert (told.mean, told.low, told.high) == (-1.0, -1.0, -1.0)


class TestBorderline:
    def test_the_cut_is_the_score_predicted_for_borderline(self) -> None:
        exact = [("fail", 40.0), ("borderline", 60.0), ("pass", 80.0)] * 8
        cut = borderline_cut(exact)
        assert cut is not None
        assert (cut.score, cut.low, cut.high) == pytest.approx((60, 60, 60))
        assert (cut.slope, cut.explained, cut.count) == pytest.approx((20, 1, 24))

    def test_the_interval_holds_the_truth_about_as_often_as_it_says(self) -> None:
        rng, held = random.Random(7), 0
        for _ in range(300):
            verdicts = [rng.choice(("fail", "borderline", "pass")) for _ in range(40)]
            scores = {"fail": 45.0, "borderline": 62.0, "pass": 79.0}
            cut = borderline_cut([(one, rng.gauss(scores[one], 8)) for one in verdicts])
            assert cut is not None
            held += cut.low <= 62 <= cut.high
        assert 0.91 < held / 300 < 0.99

    @pytest.mark.parametrize(
        "verdicts",
        [
            [("pass", 80.0)] * LEAST_VERDICTS,
            [("pass", 80.0), ("fail", 60.0)] * ((LEAST_VERDICTS - 1) // 2),
            [("pass", 40.0), ("fail", 60.0)] * LEAST_VERDICTS,
        ],
    )
    def test_nothing_is_concluded(self, verdicts: list[tuple[str, float]]) -> None:
        assert borderline_cut(verdicts) is None

    def test_an_unknown_verdict(self) -> None:
        with pytest.raises(ValueError, match="no verdict"):
            borderline_cut([("so-so", 50.0)])


class TestImprovement:
    def test_stuck_needs_two_whole_stretches(self) -> None:
        low, high = Results(6, 50, 100), Results(6, 60, 100)
        assert is_stuck(low, high, 70)
        assert is_stuck(low, low, 70)
        assert not is_stuck(high, low, 70)
        assert not is_stuck(low, high, 45)  # passing all the same
        assert not is_stuck(low, Results(5, 60, 100), 70)
        assert not is_stuck(None, high, 70)

    def test_a_change_has_welch_s_interval(self) -> None:
        found = change(Results(5, 70, 50), Results(5, 60, 50))
        assert found is not None
        assert found.mean == 10
        assert found.low == pytest.approx(10 - 1.8595 * 20**0.5, abs=1e-3)  # 8 degrees
        assert change(Results(2, 70, 50), Results(5, 60, 50)) is None
        same = change(Results(5, 70, 0), Results(5, 60, 0))
        assert same is not None
        assert (same.low, same.high) == (10, 10)

    def test_a_gain_leans_on_what_is_usual(self) -> None:
        assert gain_per_case(None, None)[0] == GAIN
        own, error = gain_per_case(Results(6, 72, 25), Results(6, 60, 25))
        assert GAIN < own < 2
        assert error < 0.4


def a_line(
    expected: float, half: float = 6, verdict: str = "not_yet", needed: int = 0
) -> LineReadiness:
    estimate = Estimate(expected, expected - half, expected + half, 9)
    return LineReadiness(1, verdict, estimate, 75.0, 0.3, 9, needed, (), 0)  # type: ignore[arg-type]


class TestForecast:
    def test_who_is_ready_needs_none(self) -> None:
        assert forecast(a_line(90, verdict="ready"), None, None, 1) is None

    def test_the_farther_the_more_cases_and_the_same_seed_tells_the_same(self) -> None:
        near, far = (forecast(a_line(one), None, None, 5) for one in (74, 62))
        assert near is not None
        assert far is not None
        assert near.median is not None
        assert near.low is not None
        assert near.high is None or near.low <= near.median <= near.high
        assert far.reached < near.reached or (far.median or FARTHEST + 1) > near.median
        assert near == forecast(a_line(74), None, None, 5)

    def test_the_rule_s_least_holds(self) -> None:
        found = forecast(a_line(95, needed=7), None, None, 5)
        assert found is not None
        assert found.low == 7

    def test_out_of_sight(self) -> None:
        falling = (Results(6, 20, 25), Results(6, 60, 25))
        found = forecast(a_line(20), *falling, 5)
        assert found is not None
        assert (found.median, found.reached) == (None, 0.0)
