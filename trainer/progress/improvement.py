"""Whether somebody gets better: stretches of tickets compared, and cases still to go."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from trainer.domain.readiness import LineReadiness

STRETCH: Final = 6
"""Tickets of a stretch: with fewer, luck of the task hides any change."""
LEAST_EACH: Final = 3
"""A change is stated from so many tickets on either side on."""
USUAL_SPREAD: Final = 14.0
"""Points by which one person's tickets differ where nothing is known of them (standard deviation)."""
GAIN, GAIN_SPREAD = 0.4, 0.4
"""What a ticket is taken to teach before anything is known: points, and how unsure that is."""
SURE: Final = 1.2816
"""Standard errors above the cut that a verdict of ready asks for: a chance of 90 %."""
NORMAL_90: Final = 1.6449
FARTHEST: Final = 80
"""Cases beyond which nothing is foretold."""
_DRAWS: Final = 400


@dataclass(frozen=True, slots=True)
class Results:
    """Overall scores of some tickets: how many, their mean and variance (of the sample)."""

    count: int
    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class Change:
    """Points gained, with a 90 % interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """Cases still needed to ready: the median and the middle 80 % of what the simulation gave.

    `reached` (0..1) is the share of runs that got there within FARTHEST cases; `median`, `low` and
    `high` are None where that quantile lies beyond.
    """

    median: int | None
    low: int | None
    high: int | None
    reached: float


def is_stuck(last: Results | None, before: Results | None, pass_mark: float) -> bool:
    """No improvement in STRETCH tickets: the mean of the last STRETCH of a line is no higher than of
    the STRETCH before them and is below the pass mark. With fewer tickets nobody is stuck."""
    if last is None or before is None or min(last.count, before.count) < STRETCH:
        return False
    return last.mean <= before.mean and last.mean < pass_mark


def change(now: Results | None, before: Results | None) -> Change | None:
    """The gain from `before` to `now` with Welch's interval; None with fewer than LEAST_EACH
    tickets on either side."""
    if now is None or before is None or min(now.count, before.count) < LEAST_EACH:
        return None
    from scipy.special import stdtrit  # type: ignore[import-untyped]

    parts = [(one.variance / one.count, one.count) for one in (now, before)]
    error = sum(part for part, _ in parts)
    mean = now.mean - before.mean
    if not error:
        return Change(mean, mean, mean)
    freedom = error**2 / sum(part**2 / (count - 1) for part, count in parts)
    half = float(stdtrit(freedom, 0.95)) * math.sqrt(error)
    return Change(mean, mean - half, mean + half)


def gain_per_case(last: Results | None, before: Results | None) -> tuple[float, float]:
    """Points that a ticket teaches and the standard error: the difference of the two stretches over
    STRETCH tickets, weighed by precision against GAIN and GAIN_SPREAD."""
    if last is None or before is None or min(last.count, before.count) < LEAST_EACH:
        return GAIN, GAIN_SPREAD
    own = (last.mean - before.mean) / STRETCH
    noise = sum(max(one.variance, 25.0) / one.count for one in (last, before)) / STRETCH**2
    weight = GAIN_SPREAD**2 / (GAIN_SPREAD**2 + noise)
    return weight * own + (1 - weight) * GAIN, math.sqrt(weight * noise)


def forecast(
    line: LineReadiness, last: Results | None, before: Results | None, seed: int
) -> Forecast | None:
    """How many more tickets of the line until the verdict is ready; None where it is.

    A run draws today's ability a from N(expected, s), s = (high - low) / (2 * 1.645), a gain a
    ticket g from N(`gain_per_case`), not below 0, and a stroke of luck z from N(0, 1). After m
    tickets the estimate is min(100, a + g m) + z s(m) with s(m) = 1 / sqrt(1 / s^2 + m / v), v the
    variance of the person's tickets. The run ends at the first m, not below `needed`, where the
    estimate stands SURE standard errors s(m) above the cut. The same seed gives the same forecast.
    """
    if line.verdict == "ready":
        return None
    import numpy as np

    rng = np.random.default_rng(seed)
    spread = max(1.0, (line.estimate.high - line.estimate.low) / (2 * NORMAL_90))
    gain, gain_error = gain_per_case(last, before)
    variance = last.variance if last and last.count >= LEAST_EACH else USUAL_SPREAD**2
    cases = np.arange(1, FARTHEST + 1)
    ability = rng.normal(line.estimate.expected, spread, (_DRAWS, 1))
    gains = np.maximum(0.0, rng.normal(gain, gain_error, (_DRAWS, 1)))
    luck = rng.normal(0.0, 1.0, (_DRAWS, 1))
    error = 1 / np.sqrt(1 / spread**2 + cases / max(variance, 25.0))
    seen = np.minimum(100.0, ability + gains * cases) + luck * error
    there = (seen - line.cut >= SURE * error) & (cases >= max(1, line.needed))
    first = np.where(there.any(axis=1), there.argmax(axis=1) + 1, FARTHEST + 1)
    ends = [int(one) for one in np.quantile(first, (0.1, 0.5, 0.9), method="higher")]
    low, median, high = (end if end <= FARTHEST else None for end in ends)
    return Forecast(median, low, high, float((first <= FARTHEST).mean()))
