"""What attempts teach about the difficulty of an item, beyond what its facets foretold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from trainer.progress.ability import Posterior
from trainer.progress.partial_credit import STEP, level_of

PRIOR_SD: Final = 0.5
"""How far items of equal facets are believed to differ in difficulty, in logits."""
_SHIFTS: Final = np.arange(-24, 25) * STEP / 2


@dataclass(frozen=True, slots=True)
class ItemBelief:
    """The belief about an item's difficulty beyond its facets: mean and sd in logits, and the number
    of attempts behind it."""

    shift: float = 0.0
    sd: float = PRIOR_SD
    attempts: int = 0


def update_item(
    belief: ItemBelief, person: Posterior, difficulty: float, score: float
) -> ItemBelief:
    """The belief after somebody of ability `person` (as known before the case) scored `score` 0..100
    on the item, whose facets say `difficulty`.

    The exact posterior of the shift on a grid, kept by its mean and spread (assumed-density
    filtering: Opper 1998). What is not known of the person is averaged over, so the first ticket of a
    stranger says little about the item.
    """
    scale = person.scale
    level = np.full(len(_SHIFTS), int(level_of(score, scale.edges)))
    rows = scale.log_likelihoods[scale.cell(difficulty + _SHIFTS, level)]
    likelihood = np.exp(rows) @ person.chances
    prior = np.exp(-0.5 * ((_SHIFTS - belief.shift) / belief.sd) ** 2)
    chances = prior * likelihood
    chances /= chances.sum()
    mean = float(chances @ _SHIFTS)
    spread = float(np.sqrt(max(float(chances @ _SHIFTS**2) - mean**2, 1e-6)))
    return ItemBelief(mean, spread, belief.attempts + 1)


def expected_score(person: Posterior, difficulty: float) -> float:
    """The score (0..100) that somebody is expected to reach on a ticket of this difficulty."""
    return float(person.chances @ person.scale.expected(difficulty))
