"""Is anybody's score lower for who called, by which channel, or in which language?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from trainer.progress.calibration import calibration
from trainer.progress.facets import FACETS
from trainer.progress.partial_credit import GRID


@dataclass(frozen=True)
class Gap:
    """How much a group of tickets scores above (or below) what people of equal ability score on
    tickets of equal difficulty: points, and the standard error over tickets."""

    kind: str
    group: str
    points: float
    error: float
    tickets: int


def gaps(plays: pd.DataFrame) -> list[Gap]:
    """Gaps by language and, at line 1, by channel and by what the caller is like, from plays with
    facets."""
    rows = plays.copy()
    rows["left"] = _unexplained(rows)
    found = []
    callers = rows[rows["line"] == 1]
    kinds = (("language", rows), ("channel", callers), ("literacy", callers),
             ("caller_mood", callers), ("persona", callers))  # fmt: skip
    for kind, table in kinds:
        tickets = table.groupby([kind, "pack", "line", "seed"])["left"].mean().reset_index()
        whole = tickets["left"].mean()
        for group, own in tickets.groupby(kind)["left"]:
            error = float(own.std(ddof=1) / np.sqrt(len(own))) if len(own) > 1 else float("inf")
            found.append(Gap(kind, str(group), float(own.mean() - whole), error, len(own)))
    return found


def _unexplained(rows: pd.DataFrame) -> pd.Series:
    """Score less what the model expects of the person's own ability on the ticket's difficulty; each
    person's ability at a line is where the model expects their mean score."""
    left = pd.Series(0.0, index=rows.index)
    for line in (1, 2, 3):
        scale = calibration().scales[f"line_{line}"]
        own = rows[rows["line"] == line]
        difficulty = scale.difficulty(own[list(FACETS)].to_numpy(float))
        rounded = np.round(difficulty * 8) / 8
        curves = {value: scale.expected(float(value)) for value in np.unique(rounded)}
        table = np.asarray([curves[value] for value in rounded])
        for person, at in own.groupby("person").indices.items():
            mean_curve = table[at].mean(axis=0)
            ability = np.interp(own["overall"].to_numpy()[at].mean(), mean_curve, GRID)
            expected = np.asarray([np.interp(ability, GRID, row) for row in table[at]])
            left.loc[own.index[at]] = own["overall"].to_numpy()[at] - expected
            assert person
    return left
