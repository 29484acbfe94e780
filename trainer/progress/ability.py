"""Ability: posteriors on the grid, for one person as cases come in, or for a whole cohort at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from trainer.domain.readiness import Estimate
from trainer.progress.forgetting import discount
from trainer.progress.partial_credit import GRID, Floats, Scale, level_of

ENDS: Final = (0.05, 0.95)
"""An interval is the central 90 %."""
_LEAST: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Responses:
    """Cases of many people on one scale, as columns of equal length.

    `person` are indices from 0, `score` 0..100, `difficulty` on the scale, `weight` 0..1 what the
    case still counts (see `trainer.progress.forgetting`).
    """

    person: NDArray[np.int64]
    score: Floats
    difficulty: Floats
    weight: Floats


@dataclass(frozen=True, slots=True)
class Posterior:
    """What is known of one ability: `chances` on GRID (they add up to 1), from `cases` cases."""

    scale: Scale
    chances: Floats
    cases: int

    @property
    def mean(self) -> float:
        """Ability in logits."""
        return float(self.chances @ GRID)

    @property
    def sd(self) -> float:
        """Standard error of the ability, in logits."""
        return float(np.sqrt(max(float(self.chances @ GRID**2) - self.mean**2, 0.0)))

    def estimate(self) -> Estimate:
        """The score to expect on a typical ticket, with its 90 % interval in whole
        points: finer ends would promise what the evidence cannot hold."""
        return estimates_of([self])[0]

    def chance_of(self, score: float) -> float:
        """The probability (0..1) that the expected score on a typical ticket is `score` or more."""
        return float(self.chances @ _reaches(self.scale, score))


def estimate_many(scale: Scale, people: int, responses: Responses) -> list[Posterior]:
    """Posteriors of `people` persons at once. Somebody without responses has the prior.

    A response adds its log likelihood times its weight; as levels and rounded difficulties are few,
    the sum is one product of a table of weights with a table of curves.
    """
    cells = scale.cell(responses.difficulty, level_of(responses.score, scale.edges))
    kinds, kind = np.unique(cells, return_inverse=True)
    tally = np.bincount(
        responses.person * len(kinds) + kind, responses.weight, people * len(kinds)
    ).reshape(people, len(kinds))
    logs = scale.log_prior + tally @ scale.log_likelihoods[kinds]
    logs -= logs.max(axis=1, keepdims=True)
    chances: Floats = np.exp(logs)
    chances /= chances.sum(axis=1, keepdims=True)
    counts = np.bincount(responses.person, minlength=people)
    return [Posterior(scale, row, int(count)) for row, count in zip(chances, counts, strict=True)]


def prior(scale: Scale) -> Posterior:
    """What is believed of somebody nobody has seen."""
    chances = np.exp(scale.log_prior)
    return Posterior(scale, chances / chances.sum(), 0)


def update_ability(
    posterior: Posterior, score: float, difficulty: float, days: float = 0.0
) -> Posterior:
    """The posterior after one more case, `days` after the one before; the same as doing all at once."""
    scale = posterior.scale
    row = int(scale.cell(np.asarray(difficulty), level_of(score, scale.edges)))
    kept = discount(days) if posterior.cases else 1.0
    logs = np.log(np.maximum(posterior.chances, _LEAST**4))
    logs = kept * logs + (1 - kept) * scale.log_prior + scale.log_likelihoods[row]
    chances = np.exp(logs - logs.max())
    return Posterior(scale, chances / chances.sum(), posterior.cases + 1)


def estimates_of(posteriors: Sequence[Posterior]) -> list[Estimate]:
    """`Posterior.estimate` for many posteriors of one scale, at once."""
    if not posteriors:
        return []
    scale = posteriors[0].scale
    curve = scale.expected_typical
    chances = np.asarray([posterior.chances for posterior in posteriors])
    expected = chances @ curve
    found = []
    for row, posterior, mean in zip(chances, posteriors, expected, strict=True):
        low, high = np.interp(np.interp(ENDS, _rising(row), GRID), GRID, curve)
        ends = min(float(np.round(low)), float(mean)), max(float(np.round(high)), float(mean))
        found.append(Estimate(float(mean), *ends, posterior.cases))
    return found


def _rising(chances: Floats) -> Floats:
    """Cumulative chances at the middle of each step, so that quantiles are not off by half a step."""
    total: Floats = np.cumsum(chances) - chances / 2
    return total


def _reaches(scale: Scale, score: float) -> Floats:
    """1 at abilities whose expected score is `score` or more, a share at the step in between."""
    curve = scale.expected_typical
    step = np.gradient(curve)
    reached: Floats = np.clip((curve - score) / np.maximum(step, _LEAST) + 0.5, 0.0, 1.0)
    return reached
