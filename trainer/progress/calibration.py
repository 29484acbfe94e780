"""The scales as fitted to simulated people, and what was found on the way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from trainer.progress.partial_credit import Scale


@dataclass(frozen=True)
class Calibration:
    """`scales` by name: the competencies, "line_1" to "line_3", and "overall". `scoring_version` is
    the one whose grades were fitted; `competent` the mean score, by line, of the simulated person
    whom a desk would just take on; `plays` the number of attempts behind it."""

    scoring_version: str
    plays: int
    competent: dict[int, float]
    scales: dict[str, Scale]


@cache
def calibration() -> Calibration:
    """The calibration that ships with this release."""
    source = files("trainer.progress").joinpath("calibration.yaml").read_text(encoding="utf-8")
    plain: dict[str, Any] = yaml.safe_load(source)
    return Calibration(
        str(plain["scoring_version"]),
        int(plain["plays"]),
        {int(line): float(score) for line, score in plain["minimally_competent"].items()},
        {name: _scale(name, row) for name, row in plain["scales"].items()},
    )


def _scale(name: str, row: dict[str, Any]) -> Scale:
    return Scale(
        name,
        tuple(row["edges"]),
        tuple(row["steps"]),
        row["tau"],
        tuple(row["worth"]),
        row["prior_mean"],
        row["prior_sd"],
        row["typical"],
        tuple(row["facets"].items()),
    )
