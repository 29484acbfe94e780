"""Records of the ports as rows of the tables, and back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import RowMapping

from trainer.domain.scenario import ScenarioKey
from trainer.services.ports import AttemptRecord, MoveRecord


def attempt_to_row(attempt: AttemptRecord) -> dict[str, Any]:
    """All columns of an attempt."""
    return {
        "id": attempt.id,
        "profile_id": attempt.profile_id,
        "pack": attempt.key.pack,
        "pack_version": attempt.key.version,
        "line": attempt.key.line,
        "seed": attempt.key.seed,
        "fault": attempt.key.fault,
        "language": attempt.language,
        "started_at": attempt.started_at,
        **end_to_row(attempt),
    }


def end_to_row(attempt: AttemptRecord) -> dict[str, Any]:
    """The columns that the end of an attempt may change."""
    return {
        "status": attempt.status,
        "finished_at": attempt.finished_at,
        "scoring_version": attempt.scoring_version,
        "overall": attempt.overall,
        "passed": attempt.passed,
        "critical": attempt.critical,
        "competencies": [[name, value] for name, value in attempt.competencies],
    }


def attempt_from_row(row: RowMapping) -> AttemptRecord:
    """The attempt of a row of `trainer.store.on_hold.attempt_columns`."""
    return AttemptRecord(
        id=row["id"],
        profile_id=row["profile_id"],
        key=ScenarioKey(
            pack=row["pack"],
            version=row["pack_version"],
            line=row["line"],
            seed=row["seed"],
            fault=row["fault"],
        ),
        language=row["language"],
        started_at=row["started_at"],
        status=row["status"],
        finished_at=row["finished_at"],
        scoring_version=row["scoring_version"],
        overall=row["overall"],
        passed=row["passed"],
        critical=row["critical"],
        competencies=tuple((name, float(value)) for name, value in row["competencies"]),
        held=bool(row["held"]),
    )


def move_from_row(row: RowMapping) -> MoveRecord:
    """The move of a row."""
    return MoveRecord(
        attempt_id=row["attempt_id"],
        number=row["number"],
        request=row["request"],
        made_at=row["made_at"],
        move=row["move"],
    )
