"""A grade as plain values for the store, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from trainer.domain.scores import CriticalError, Evidence, Grade, Score


def grade_to_plain(grade: Grade) -> dict[str, Any]:
    """The grade as JSON-ready values; `grade_from_plain` reads them back."""
    return asdict(grade)


def grade_from_plain(plain: Mapping[str, Any]) -> Grade:
    """Read a stored grade; KeyError or TypeError where the record is not one."""
    return Grade(
        scoring_version=plain["scoring_version"],
        outcome=plain["outcome"],
        scores=tuple(_score(row) for row in plain["scores"]),
        competencies=tuple((name, value) for name, value in plain["competencies"]),
        overall=plain["overall"],
        critical=tuple(
            CriticalError(row["id"], Evidence(**row["evidence"])) for row in plain["critical"]
        ),
        passed=plain["passed"],
    )


def _score(row: Mapping[str, Any]) -> Score:
    read = dict(row)
    read["evidence"] = tuple(Evidence(**one) for one in row["evidence"])
    read["values"] = tuple((name, value) for name, value in row["values"])
    return Score(**read)
