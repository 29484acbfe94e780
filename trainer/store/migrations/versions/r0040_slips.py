"""Slips by fault; ended attempts get their rows from their stored grades and mentors' levels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0030"
branch_labels = None
depends_on = None

_ROWS = 500
_COMPETENCIES = ("triage", "diagnosis", "resolution", "escalation", "security")
_SAME = {
    "restored.handed_away": "decision.over",
    "restored.not_restored": "decision.gave_up",
    "restored.closed_unsolved": "decision.under",
}


def upgrade() -> None:
    """Make the tables and fill them."""
    slips = op.create_table(
        "slips",
        sa.Column("attempt_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(100), nullable=False),
        sa.Column("profile_id", sa.String(64), nullable=False),
        sa.Column("competency", sa.String(20), nullable=False),
        sa.Column("pack", sa.String(100), nullable=False),
        sa.Column("fault", sa.String(200), nullable=False),
        sa.Column("tool", sa.String(60), nullable=False),
        sa.Column("turn", sa.Integer),
        sa.Column("graded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", "kind", name="pk_slips"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_slips_attempt_id"),
    )
    op.create_index(
        "ix_slips_pack_fault_kind",
        "slips",
        ["pack", "fault", "kind", "tool", "competency", "month", "profile_id"],
    )
    faults = op.create_table(
        "ticket_faults",
        sa.Column("attempt_id", sa.String(64), nullable=False),
        sa.Column("profile_id", sa.String(64), nullable=False),
        sa.Column("pack", sa.String(100), nullable=False),
        sa.Column("fault", sa.String(200), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", name="pk_ticket_faults"),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempts.id"], name="fk_ticket_faults_attempt_id"
        ),
    )
    op.create_index(
        "ix_ticket_faults_pack_fault", "ticket_faults", ["pack", "fault", "month", "profile_id"]
    )
    _fill(slips, faults)


def _fill(slips: sa.Table, faults: sa.Table) -> None:
    attempts = sa.table(
        "attempts", sa.column("id"), sa.column("profile_id"), sa.column("status"),
        sa.column("pack"), sa.column("fault"), sa.column("finished_at", sa.DateTime(timezone=True)),
    )  # fmt: skip
    grades = sa.table(
        "grades", sa.column("id"), sa.column("attempt_id"), sa.column("grade", sa.JSON)
    )
    scores = sa.table(
        "criterion_scores", sa.column("attempt_id"), sa.column("criterion"), sa.column("counted")
    )
    newest = (
        sa.select(sa.func.max(grades.c.id).label("id")).group_by(grades.c.attempt_id).subquery()
    )
    query = (
        sa.select(attempts, grades.c.grade)
        .join(grades, grades.c.attempt_id == attempts.c.id)
        .join(newest, newest.c.id == grades.c.id)
        .where(attempts.c.status != "open", attempts.c.finished_at.is_not(None))
        .order_by(attempts.c.id)
        .limit(_ROWS)
    )
    connection, after = op.get_bind(), ""
    while page := connection.execute(query.where(attempts.c.id > after)).mappings().all():
        after = page[-1]["id"]
        counted: dict[str, dict[str, int]] = {}
        own = scores.c.attempt_id.in_([row["id"] for row in page])
        for attempt_id, criterion, level in connection.execute(sa.select(scores).where(own)):
            counted.setdefault(attempt_id, {})[criterion] = level
        tickets, rows = [], []
        for row in page:
            fault = _fault(row["grade"]) or row["fault"]
            if fault:
                ticket = {
                    "attempt_id": row["id"], "profile_id": row["profile_id"], "pack": row["pack"],
                    "fault": fault, "month": _month(row["finished_at"]),
                }  # fmt: skip
                tickets.append(ticket)
                rows += [
                    {**ticket, **slip, "graded_at": row["finished_at"]}
                    for slip in _slips(row["grade"], counted.get(row["id"], {}))
                ]
        if tickets:
            connection.execute(sa.insert(faults), tickets)
        if rows:
            connection.execute(sa.insert(slips), rows)


def _fault(grade: Mapping[str, Any]) -> str:
    for score in grade["scores"]:
        if score["criterion"] == "cause":
            return str(dict(score["values"]).get("fault", ""))
    return ""


def _slips(grade: Mapping[str, Any], counted: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    found = {
        f"critical.{error['id']}": ("security", "", error["evidence"]["turn"])
        for error in grade["critical"]
    }
    for score in grade["scores"]:
        criterion, level = score["criterion"], score["level"]
        counts = counted.get(criterion, level)
        if counts > 1 or score["competency"] not in _COMPETENCIES:
            continue
        if criterion == "duties" and grade["critical"]:
            continue
        variant = score["explanation"].partition(".")[2]
        plain = counts != level or not variant or variant.isdigit()
        turns = [one["turn"] for one in score["evidence"] if one["turn"] is not None]
        tool = dict(score["values"]).get("tool", "")
        found[criterion if plain else f"{criterion}.{variant}"] = (
            score["competency"], tool, turns[0] if turns else None,
        )  # fmt: skip
    for kind, (competency, tool, turn) in found.items():
        if _SAME.get(kind) not in found:
            yield {"kind": kind, "competency": competency, "tool": tool, "turn": turn}


def _month(at: datetime) -> str:
    # PostgreSQL gives the time in its session's zone, SQLite without one, as UTC.
    return f"{at if at.tzinfo is None else at.astimezone(UTC):%Y-%m}"
