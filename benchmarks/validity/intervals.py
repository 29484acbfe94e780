"""Do intervals hold what they promise? Bias, error and coverage, with people and with model draws."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.validity.material import NOW, Person
from trainer.progress.ability import Responses, estimate_many, estimates_of
from trainer.progress.assess import posteriors
from trainer.progress.calibration import calibration
from trainer.progress.partial_credit import level_chances


@dataclass(frozen=True)
class Held:
    """How estimates from `cases` cases compare with the truth, in points of score."""

    cases: int
    bias: float
    rmse: float
    coverage: float
    width: float
    pairs: list[tuple[float, float]]


def held(people: list[Person], scale: str, cases: int, draws: int, seed: int) -> Held:
    """Draw `cases` cases of each person `draws` times, with replacement, and estimate."""
    rng = np.random.default_rng(seed)
    errors, inside, widths, pairs = [], [], [], []
    for person in people:
        own = person.cases.get(scale, [])
        if len(own) < cases:
            continue
        sets = [[own[at] for at in rng.integers(0, len(own), cases)] for _ in range(draws)]
        for estimate in estimates_of(posteriors(sets, NOW)[scale]):
            errors.append(estimate.expected - person.truth[scale])
            inside.append(estimate.low <= person.truth[scale] <= estimate.high)
            widths.append(estimate.high - estimate.low)
            pairs.append((person.truth[scale], estimate.expected))
    return Held(cases, float(np.mean(errors)), float(np.sqrt(np.mean(np.square(errors)))),
                float(np.mean(inside)), float(np.mean(widths)), pairs)  # fmt: skip


def drawn(scale_name: str, cases: int, people: int, misfit: float, seed: int) -> Held:
    """People drawn from the prior answer by the model; with `misfit` luck is that much larger and
    items differ by half as many logits from what their facets say."""
    rng = np.random.default_rng(seed)
    scale = calibration().scales[scale_name]
    ability = rng.normal(scale.prior_mean, scale.prior_sd / 1.5, people)
    difficulty = scale.typical + rng.normal(0, 0.5, (people, cases))
    real = difficulty + rng.normal(0, 0.5, difficulty.shape) * misfit
    tau = scale.tau * (1 + misfit)
    chances = level_chances(ability[:, None] - real, np.asarray(scale.steps), tau)
    dice = rng.random((people, cases, 1))
    level = (dice > np.cumsum(chances, axis=-1)).sum(axis=-1)
    score = np.asarray(scale.worth)[np.minimum(level, len(scale.worth) - 1)]
    person = np.repeat(np.arange(people), cases)
    found = estimates_of(
        estimate_many(
            scale, people,
            Responses(person, score.ravel(), difficulty.ravel(), np.ones(people * cases)),
        )
    )  # fmt: skip
    typical = level_chances(ability - scale.typical, np.asarray(scale.steps), tau)
    truth = typical @ np.asarray(scale.worth)
    errors = np.asarray([one.expected for one in found]) - truth
    inside = [one.low <= true <= one.high for one, true in zip(found, truth, strict=True)]
    widths = [one.high - one.low for one in found]
    return Held(cases, float(errors.mean()), float(np.sqrt((errors**2).mean())),
                float(np.mean(inside)), float(np.mean(widths)), [])  # fmt: skip
