"""Ability over time: the estimate after each case, as it was known then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

import numpy as np

from trainer.domain.readiness import Estimate
from trainer.progress.ability import estimates_of, prior, update_ability
from trainer.progress.calibration import calibration
from trainer.progress.cases import Case
from trainer.progress.facets import FACETS

_DAY: Final = timedelta(days=1)


def band_of(cases: Sequence[Case]) -> tuple[Estimate, ...]:
    """The overall estimate after each of a person's cases, in the order they were taken."""
    scale = calibration().scales["overall"]
    if not cases:
        return ()
    facets = np.asarray([case.facets or (0.0,) * len(FACETS) for case in cases])
    known = scale.difficulty(facets)
    posterior, found, last = prior(scale), [], cases[0].at
    for case, foretold in zip(cases, known, strict=True):
        difficulty = float(foretold) if case.facets else scale.typical
        days = (case.at - last) / _DAY
        posterior = update_ability(posterior, case.overall, difficulty + case.shift, days)
        found.append(posterior)
        last = max(last, case.at)
    return tuple(estimates_of(found))
