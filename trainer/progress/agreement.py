"""How far two raters agree: weighted kappa with its interval, and how a difference drifts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LEVELS: Final = 4
"""Levels 0 to 3."""
LEAST_PAIRS: Final = 30
"""Below so many pairs nothing is concluded: kappa's interval then spans most of its range."""
NORMAL_95: Final = 1.96


@dataclass(frozen=True, slots=True)
class Agreement:
    """Quadratically weighted kappa (-1..1) with a 95 % interval over `pairs` pairs of levels.

    All three figures are None below LEAST_PAIRS, and where one rater only ever gave one level:
    kappa then has no meaning. `equal` is the share of equal levels, 0 without pairs.
    """

    pairs: int
    kappa: float | None
    low: float | None
    high: float | None
    equal: float


def agreement(pairs: Mapping[tuple[int, int], int]) -> Agreement:
    """Agreement over how often (first rater's level, second rater's level) occurred.

    Cohen's kappa with quadratic weights (Cohen 1968) and the interval by the asymptotic variance of
    Fleiss, Cohen and Everitt (1969), as statsmodels has them. Raises ValueError for levels outside
    0..3 or negative counts.
    """
    import numpy as np

    table = np.zeros((LEVELS, LEVELS))
    for (first, second), count in pairs.items():
        if not (0 <= first < LEVELS and 0 <= second < LEVELS) or count < 0:
            raise ValueError(f"no pair of levels: {first}, {second}, {count} times")
        table[first, second] += count
    total = int(table.sum())
    equal = float(np.trace(table)) / total if total else 0.0
    varied = all(np.count_nonzero(table.sum(axis=axis)) > 1 for axis in (0, 1))
    if total < LEAST_PAIRS or not varied:
        return Agreement(total, None, None, None, equal)
    # A second to import, and only for whoever opens the page of calibration.
    from statsmodels.stats.inter_rater import cohens_kappa  # type: ignore[import-untyped]

    found = cohens_kappa(table, wt="quadratic")
    kappa, half = float(found.kappa), NORMAL_95 * float(found.std_kappa)
    return Agreement(total, kappa, max(-1.0, kappa - half), min(1.0, kappa + half), equal)


@dataclass(frozen=True, slots=True)
class Difference:
    """A mean difference in levels with its 95 % interval; the ends are None below two values."""

    mean: float
    low: float | None
    high: float | None
    count: int


def difference(count: int, total: float, squares: float) -> Difference:
    """The mean of `count` differences given their sum and their sum of squares; ValueError for none."""
    if count < 1:
        raise ValueError("a mean needs a value")
    mean = total / count
    if count == 1:
        return Difference(mean, None, None, 1)
    from scipy.special import stdtrit  # type: ignore[import-untyped]

    variance = max(0.0, squares - count * mean**2) / (count - 1)
    half = float(stdtrit(count - 1, 0.975)) * math.sqrt(variance / count)
    return Difference(mean, mean - half, mean + half, count)


LEAST_MOVED: Final = 10
"""Ratings needed on either side before anything is said of a change between them."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Differences summed up: how many, their sum and their sum of squares."""

    count: int
    total: float
    squares: float

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.count + other.count, self.total + other.total, self.squares + other.squares)

    @property
    def mean(self) -> float:
        return self.total / self.count

    @property
    def error(self) -> float:
        """The variance of the mean; needs two values."""
        return max(0.0, self.squares - self.count * self.mean**2) / (self.count - 1) / self.count


def moved(before: Sum, now: Sum) -> Difference | None:
    """The mean difference of `now` less that of `before`, with a 95 % interval (Welch's, which does
    not take their spreads for equal); None with fewer than LEAST_MOVED values on either side."""
    if min(before.count, now.count) < LEAST_MOVED:
        return None
    from scipy.special import stdtrit

    mean, error = now.mean - before.mean, before.error + now.error
    if not error:
        return Difference(mean, mean, mean, before.count + now.count)
    freedom = error**2 / (before.error**2 / (before.count - 1) + now.error**2 / (now.count - 1))
    half = float(stdtrit(freedom, 0.975)) * math.sqrt(error)
    return Difference(mean, mean - half, mean + half, before.count + now.count)
