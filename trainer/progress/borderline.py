"""Borderline regression: where raters' own verdicts put the cut score.

Raters judge whole attempts as failed, borderline or passed; the scores are regressed on these
verdicts, and the score predicted for a borderline attempt is the cut (DOI 10.1007/s10459-005-7853-1).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

CODES: Final = {"fail": 0.0, "borderline": 1.0, "pass": 2.0}
LEAST_VERDICTS: Final = 20
"""Below so many verdicts no cut is stated."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A cut score, 0..100, with its 95 % interval over `count` verdicts.

    `slope` is the points between one verdict and the next, `explained` (0..1) the share of the
    scores' variance that the verdicts explain: below about a half the raters judged something else
    than the score, and the cut says little.
    """

    score: float
    low: float
    high: float
    count: int
    slope: float
    explained: float


def borderline_cut(verdicts: Sequence[tuple[str, float]]) -> Cut | None:
    """The cut from (verdict, score 0..100) pairs; a verdict is fail, borderline or pass.

    Ordinary least squares of score on verdict; the interval is that of the mean response at
    "borderline" with Student's t on n - 2 degrees of freedom. None below LEAST_VERDICTS, where all
    verdicts are the same, and where better verdicts did not go with better scores: then there is
    nothing to conclude. Raises ValueError for an unknown verdict.
    """
    if unknown := {verdict for verdict, _ in verdicts} - CODES.keys():
        raise ValueError(f"no verdict: {sorted(unknown)[0]!r}")
    count = len(verdicts)
    if count < LEAST_VERDICTS:
        return None
    x = [CODES[verdict] for verdict, _ in verdicts]
    y = [score for _, score in verdicts]
    x_mean, y_mean = sum(x) / count, sum(y) / count
    x_spread = sum((one - x_mean) ** 2 for one in x)
    y_spread = sum((one - y_mean) ** 2 for one in y)
    if not x_spread or not y_spread:
        return None
    slope = sum((a - x_mean) * (b - y_mean) for a, b in zip(x, y, strict=True)) / x_spread
    if slope <= 0:
        return None
    from scipy.special import stdtrit  # type: ignore[import-untyped]

    score = y_mean + slope * (CODES["borderline"] - x_mean)
    left = max(0.0, y_spread - slope**2 * x_spread)
    error = math.sqrt(left / (count - 2))
    half = (
        float(stdtrit(count - 2, 0.975))
        * error
        * math.sqrt(1 / count + (CODES["borderline"] - x_mean) ** 2 / x_spread)
    )
    ends = [min(100.0, max(0.0, end)) for end in (score - half, score, score + half)]
    return Cut(ends[1], ends[0], ends[2], count, slope, 1 - left / y_spread)
