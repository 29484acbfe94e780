"""Plays of simulated people as cases, and the ability that each of them really has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import numpy as np
import pandas as pd

from trainer.domain.scores import COMPETENCIES
from trainer.progress.cases import Case
from trainer.progress.facets import FACETS

NOW: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Person:
    """A simulated person: by line and by competency the cases, and the mean score over all of them,
    which stands for the ability that an estimate should find."""

    name: str
    cases: dict[str, list[Case]]
    truth: dict[str, float]


def people_of(plays: pd.DataFrame, names: list[str]) -> list[Person]:
    """The people of these names, from plays with facets."""
    return [_person(name, plays[plays["person"] == name]) for name in names]


def _person(name: str, rows: pd.DataFrame) -> Person:
    own = [(row, _case(row)) for row in rows.itertuples()]
    cases: dict[str, list[Case]] = {}
    for _, case in own:
        cases.setdefault(f"line_{case.line}", []).append(case)
        for competency, _ in case.competencies:
            cases.setdefault(competency, []).append(case)
    truth = {
        scale: float(np.mean([_score(one, scale) for one in found]))
        for scale, found in cases.items()
    }
    return Person(name, cases, truth)


def _score(case: Case, scale: str) -> float:
    return case.overall if scale.startswith("line_") else float(dict(case.competencies)[scale])  # type: ignore[index]


def _case(row: Any) -> Case:
    scored = tuple(
        (name, float(value))
        for name in COMPETENCIES
        if (value := getattr(row, name)) == value  # NaN: the ticket gave no evidence
    )
    return Case(
        at=NOW,
        line=int(row.line),
        item=f"{row.pack}/{row.line}/{row.faults}/{row.reported}",
        overall=float(row.overall),
        competencies=scored,
        critical=int(row.critical),
        area=str(row.area),
        handed_on=bool(row.handed_on),
        facets=tuple(float(getattr(row, name)) for name in FACETS),
    )
