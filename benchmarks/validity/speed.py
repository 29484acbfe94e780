"""How long estimates take, and how they compare with other programs on the same responses."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

import numpy as np

from benchmarks.validity.material import NOW
from trainer.progress.ability import Responses, estimate_many, update_ability
from trainer.progress.assess import ReadinessRule, assess_many, posteriors
from trainer.progress.cases import Case
from trainer.progress.partial_credit import Scale


def best_of(run: Callable[[], object], times: int = 5) -> float:
    """The least time of some runs, in milliseconds."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        took.append(1000 * (time.perf_counter() - start))
    return min(took)


def times(rule: ReadinessRule, cases: list[Case], seed: int = 1) -> dict[str, float]:
    """Milliseconds: one trainee with 500 attempts, one more attempt, 1,000 trainees with 100 each."""
    rng = Random(seed)
    many = [replace(rng.choice(cases), at=NOW - timedelta(hours=6 * (500 - n))) for n in range(500)]
    cohort = [[replace(rng.choice(cases), at=NOW - timedelta(hours=n)) for n in range(100, 0, -1)]
              for _ in range(1000)]  # fmt: skip
    posterior = posteriors([many], NOW)["overall"][0]
    return {
        "one": best_of(lambda: assess_many([many], rule, NOW)),
        "next": best_of(lambda: update_ability(posterior, 80.0, 0.3, 0.2)),
        "cohort": best_of(lambda: assess_many(cohort, rule, NOW), 3),
    }


@dataclass(frozen=True)
class Other:
    """Another program on the same right-or-wrong responses: error against the truth, time for all
    people, and the largest difference from ours."""

    name: str
    rmse: float
    milliseconds: float
    apart: float


def others(people: int = 200, items: int = 40, seed: int = 7) -> tuple[list[Other], float]:
    """Ours first, then girth's EAP and catsim's maximum likelihood, where the models coincide (two
    levels, no luck of the task); and the coverage of our 90 % intervals of ability."""
    import girth
    from catsim.estimation import NumericalSearchEstimator

    rng = np.random.default_rng(seed)
    scale = Scale("x", (50.0,), (0.0,), 1e-6, (0.0, 100.0), 0.0, 1.0, 0.0, ())
    difficulty = np.round(rng.normal(0, 1, items) * 8) / 8
    theta = rng.normal(0, 1, people)
    right = (rng.random((items, people)) < 1 / (1 + np.exp(difficulty[:, None] - theta))).astype(
        int
    )
    person, item = np.meshgrid(np.arange(people), np.arange(items))
    responses = Responses(person.ravel(), 100.0 * right.ravel(), difficulty[item.ravel()],
                          np.ones(people * items))  # fmt: skip
    estimate_many(scale, people, responses)  # tables are made once
    ours = estimate_many(scale, people, responses)
    own = np.asarray([one.mean for one in ours])
    sd = np.asarray([one.sd for one in ours])

    def rmse(found: np.ndarray) -> float:
        return float(np.sqrt(np.mean((found - theta) ** 2)))

    eap = girth.ability_eap(right, difficulty, 1.0)
    bank = np.column_stack([np.ones(items), difficulty, np.zeros(items), np.ones(items)])
    search = NumericalSearchEstimator()

    def likelihood() -> np.ndarray:
        from catsim.item_bank import ItemBank

        given = ItemBank(bank)
        return np.asarray([
            search.estimate(item_bank=given, administered_items=list(range(items)),
                            response_vector=[bool(x) for x in right[:, at]], est_theta=0.0)
            for at in range(people)
        ])  # fmt: skip

    start = time.perf_counter()
    ml = likelihood()
    took = 1000 * (time.perf_counter() - start)
    rows = [
        Other("ours", rmse(own), best_of(lambda: estimate_many(scale, people, responses)), 0.0),
        Other("girth, EAP", rmse(eap), best_of(lambda: girth.ability_eap(right, difficulty, 1.0), 1),
              float(np.abs(eap - own).max())),
        Other("catsim, maximum likelihood", rmse(ml), took, float(np.abs(ml - own).max())),
    ]  # fmt: skip
    return rows, float((np.abs(own - theta) <= 1.645 * sd).mean())
