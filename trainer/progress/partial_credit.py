"""The response model: partial credit with an effect of the task, on a grid of abilities.

A case gives one of `len(steps) + 1` ordered levels. Given ability theta, difficulty b and task
effect u, level k has probability

    P(k) proportional to exp(sum over j <= k of (theta + u - b - step_j))

(partial credit: Masters 1982, Psychometrika 47:149-174; common steps: Andrich 1978). u is drawn anew
for every pair of person and task, u ~ N(0, tau^2), and integrated out: somebody may be lucky or
unlucky with a ticket, which in performance tests explains far more than the person does (BMC Med
Educ 14:197), so one brilliant case proves little (testlet effects: Wang and Wilson 2005, Applied
Psychological Measurement 29:126-149).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trainer.progress.facets import FACETS

Floats = NDArray[np.float64]

STEP: Final = 0.125
GRID: Final[Floats] = np.asarray(np.arange(-56, 57) * STEP, dtype=np.float64)
"""Abilities from -7 to 7, on the scale of the model (logits)."""
REACH: Final = 48
"""Difficulties are rounded to STEP and kept within REACH steps of 0: from -6 to 6."""
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(15)


def level_chances(distance: Floats, steps: Floats, tau: float) -> Floats:
    """Chances of each level for ability minus difficulty, shape (..., levels); rows add up to 1."""
    shifted = distance[..., None, None] + tau * _NODES[:, None]
    credit = np.concatenate([[0.0], np.cumsum(steps)])
    logits = shifted * np.arange(len(credit)) - credit
    logits -= logits.max(axis=-1, keepdims=True)
    chances = np.exp(logits)
    chances /= chances.sum(axis=-1, keepdims=True)
    result: Floats = np.einsum("...qk,q->...k", chances, _WEIGHTS / _WEIGHTS.sum())
    return result


def level_of(score: Floats | float, edges: tuple[float, ...]) -> NDArray[np.int64]:
    """The level of a score 0..100: how many of the rising `edges` it reaches."""
    return np.searchsorted(np.asarray(edges), np.asarray(score, dtype=np.float64), side="right")


@dataclass(frozen=True)
class Scale:
    """One thing measured: a competency, or the whole of a line's tickets.

    `edges` cut scores 0..100 into levels; `steps` has one entry an edge; `worth` is the mean score
    within each level; `prior_mean` and `prior_sd` describe people nobody has seen yet; `typical` is
    the difficulty of a typical ticket; `facets` weigh what makes a ticket hard.
    """

    name: str
    edges: tuple[float, ...]
    steps: tuple[float, ...]
    tau: float
    worth: tuple[float, ...]
    prior_mean: float
    prior_sd: float
    typical: float
    facets: tuple[tuple[str, float], ...]

    @cached_property
    def log_prior(self) -> Floats:
        """Log density of the prior on GRID, up to a constant."""
        z = (GRID - self.prior_mean) / self.prior_sd
        return -0.5 * z * z

    @cached_property
    def _wide(self) -> Floats:
        reach = (len(GRID) // 2 + REACH) * STEP
        steps = round(reach / STEP)
        distance: Floats = np.asarray(np.arange(-steps, steps + 1) * STEP, dtype=np.float64)
        return level_chances(distance, np.asarray(self.steps), self.tau)

    @cached_property
    def log_likelihoods(self) -> Floats:
        """Log chance of each (difficulty step, level) on GRID: shape ((2 REACH + 1) levels, GRID)."""
        windows = np.lib.stride_tricks.sliding_window_view(np.log(self._wide), len(GRID), axis=0)
        # A harder ticket looks at the curve further to the left.
        return np.ascontiguousarray(windows[::-1]).reshape(-1, len(GRID))

    def cell(self, difficulty: Floats, level: NDArray[np.int64]) -> NDArray[np.int64]:
        """Rows of `log_likelihoods` for these responses."""
        steps = np.clip(np.rint(difficulty / STEP), -REACH, REACH).astype(np.int64)
        return (steps + REACH) * len(self.worth) + level

    def expected(self, difficulty: float) -> Floats:
        """The score (0..100) to expect at each ability of GRID on a ticket of this difficulty."""
        chances = level_chances(GRID - difficulty, np.asarray(self.steps), self.tau)
        curve: Floats = chances @ np.asarray(self.worth)
        return curve

    @cached_property
    def expected_typical(self) -> Floats:
        """The score to expect on a typical ticket, at each ability of GRID."""
        return self.expected(self.typical)

    def information(self, ability: float, difficulty: Floats) -> Floats:
        """Fisher information about ability of one case at these difficulties, by differences."""
        around = np.asarray([-0.05, 0.0, 0.05])
        chances = level_chances(
            ability + around - np.asarray(difficulty)[..., None],
            np.asarray(self.steps), self.tau,
        )  # fmt: skip
        slope = (chances[..., 2, :] - chances[..., 0, :]) / 0.1
        return np.asarray((slope**2 / chances[..., 1, :]).sum(axis=-1))

    def difficulty(self, facets: Floats) -> Floats:
        """The difficulty that facets foretell: shape (..., FACETS) to (...)."""
        weights = dict(self.facets)
        found: Floats = facets @ np.asarray([weights.get(name, 0.0) for name in FACETS])
        return found
