"""How much an old case still says: evidence fades with time and with later cases.

The posterior is discounted towards the prior before every update (power discounting: Smith 1979,
J. R. Statist. Soc. B 41:375-387; exponential forgetting: Kulhavy and Zarrop 1993, Int. J. Control
58:905-924). That widens the interval after a pause and lets it follow somebody who learns. The half-
life in days is of the order of the decay of unused skills (Arthur et al. 1998, Human Performance
11:57-101); the discount for each later case is a convention, checked in `benchmarks.readiness`.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
HALF_LIFE_DAYS: Final = 180.0
PER_CASE: Final = 0.99


def discount(days: float) -> float:
    """What is left of earlier evidence after `days` and one more case, 0..1. A clock that went
    backwards counts as no time."""
    return float(PER_CASE * 0.5 ** (max(0.0, days) / HALF_LIFE_DAYS))


def weights(days: Floats, now: float) -> Floats:
    """Weights 0..1 of a person's cases at the times `days` (in the order they were taken), seen at
    `now`, all in days since any moment. Backward steps of the clock count as no time."""
    if len(days) == 0:
        return np.zeros(0)
    steps = np.maximum(0.0, np.diff(np.append(days, now)))
    # The newest case is discounted for the time since, but not for itself.
    logs = steps / HALF_LIFE_DAYS * np.log(0.5)
    later = np.arange(len(days) - 1, -1, -1) * np.log(PER_CASE)
    aged: Floats = np.exp(np.cumsum(logs[::-1])[::-1] + later)
    return aged
