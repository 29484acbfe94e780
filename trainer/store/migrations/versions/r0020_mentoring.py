"""The mentor's side; ended attempts get their rows of criteria from their stored grades."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0011"
branch_labels = None
depends_on = None

_ROWS = 500


def _text(name: str, length: int, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), primary_key=key, nullable=False)


def _whole(name: str, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=key, nullable=False, autoincrement=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _time(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _table(name: str, *columns: sa.Column, of: str = "attempt_id") -> sa.Table:  # type: ignore[type-arg]
    """A table that refers to attempts (or, with `of` = "assignment_id", to assignments)."""
    keys = [column.name for column in columns if column.primary_key]
    for column in columns:
        column.primary_key = False
    parent = "attempts.id" if of == "attempt_id" else "assignments.id"
    refers = any(column.name == of for column in columns)
    return op.create_table(
        name,
        *columns,
        sa.PrimaryKeyConstraint(*keys, name=f"pk_{name}"),
        *([sa.ForeignKeyConstraint([of], [parent], name=f"fk_{name}_{of}")] if refers else ()),
    )


def upgrade() -> None:
    """Make the tables and fill those that follow from what is stored."""
    scores = _table(
        "criterion_scores",
        _text("attempt_id", 64, True),
        _text("criterion", 40, True),
        _text("profile_id", 64),
        _text("competency", 20),
        _whole("level"),
        _whole("counted"),
        _time("graded_at"),
        _text("month", 7),
    )
    tallies = _table(
        "criterion_tallies",
        _text("profile_id", 64, True),
        _text("month", 7, True),
        _text("criterion", 40, True),
        _text("competency", 20),
        _whole("scored"),
        _whole("weak"),
        _text("last_attempt", 64),
        _time("last_at", True),
    )
    items = _table(
        "review_items",
        _text("attempt_id", 64, True),
        _text("profile_id", 64),
        _time("graded_at"),
        _flag("asked"),
        _flag("discrepancy"),
        _flag("critical"),
        _flag("sampled"),
    )
    op.create_index("ix_review_items_profile_id", "review_items", ["profile_id"])
    op.create_index(
        "ix_criterion_scores_profile_id_month", "criterion_scores", ["profile_id", "month"]
    )
    op.create_index("ix_criterion_tallies_month", "criterion_tallies", ["month"])
    _fill(scores, items)
    _count(scores, tallies)
    _reviews()
    _ratings()
    _assignments()


def _reviews() -> None:
    _table(
        "review_requests",
        _text("id", 64, True),
        _text("attempt_id", 64),
        _text("kind", 10),
        _text("criterion", 40),
        _text("text", 2000),
        _time("asked_at"),
        _text("answer", 2000),
        _text("answered_by", 64),
        _time("answered_at", True),
    )
    numbered = sa.Column("id", sa.Integer, primary_key=True, nullable=False)
    _table(
        "corrections",
        numbered,
        _text("attempt_id", 64),
        _text("criterion", 40),
        _whole("app_level"),
        _whole("level"),
        _text("reason", 1000),
        _text("made_by", 64),
        _time("made_at"),
    )
    _table(
        "holds",
        sa.Column("id", sa.Integer, primary_key=True, nullable=False),
        _text("attempt_id", 64),
        _flag("held"),
        _text("reason", 1000),
        _text("made_by", 64),
        _time("made_at"),
    )
    _table(
        "turn_comments",
        _text("id", 64, True),
        _text("attempt_id", 64),
        _whole("turn"),
        _text("text", 1000),
        _text("made_by", 64),
        _time("made_at"),
    )
    _table(
        "comment_bank",
        _text("id", 64, True),
        _text("owner", 64),
        _text("text", 1000),
        _time("made_at"),
    )
    _table(
        "whispers",
        _text("id", 64, True),
        _text("attempt_id", 64),
        _text("text", 1000),
        _text("made_by", 64),
        _time("made_at"),
        _time("opened_at", True),
    )
    for name in ("review_requests", "corrections", "holds", "turn_comments", "whispers"):
        op.create_index(f"ix_{name}_attempt_id", name, ["attempt_id"])
    op.create_index("ix_comment_bank_owner", "comment_bank", ["owner"])


def _ratings() -> None:
    _table(
        "ratings",
        _text("attempt_id", 64, True),
        _text("criterion", 40, True),
        _text("rated_by", 64, True),
        _text("profile_id", 64),
        _text("competency", 20),
        _whole("app_level"),
        _whole("level"),
        _time("rated_at"),
        _text("month", 7),
    )
    _table(
        "overall_ratings",
        _text("attempt_id", 64, True),
        _text("rated_by", 64, True),
        _text("profile_id", 64),
        _whole("line"),
        _text("verdict", 12),
        sa.Column("overall", sa.Float, nullable=False),
        _time("rated_at"),
    )
    for name in ("ratings", "overall_ratings"):
        op.create_index(f"ix_{name}_profile_id", name, ["profile_id"])


def _assignments() -> None:
    _table(
        "assignments",
        _text("id", 64, True),
        _text("pack", 100),
        _text("person", 64),
        _text("group_id", 64),
        _text("note", 300),
        _text("made_by", 64),
        _time("made_at"),
        _time("due_at"),
        _time("withdrawn_at", True),
    )
    for column in ("person", "group_id"):
        op.create_index(f"ix_assignments_{column}", "assignments", [column])
    _table(
        "assignment_steps",
        _text("assignment_id", 64, True),
        _whole("number", True),
        _whole("line"),
        _text("area", 60),
        _text("fault", 200),
        _whole("count"),
        of="assignment_id",
    )


def _fill(scores: sa.Table, items: sa.Table) -> None:
    """Rows of the attempts that ended before this release, page by page."""
    attempts = sa.table(
        "attempts", sa.column("id"), sa.column("profile_id"), sa.column("status"),
        sa.column("critical"), sa.column("finished_at", sa.DateTime(timezone=True)),
    )  # fmt: skip
    grades = sa.table(
        "grades", sa.column("id"), sa.column("attempt_id"), sa.column("grade", sa.JSON)
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
        rows = [
            {"attempt_id": row["id"], "criterion": one["criterion"], "profile_id": row["profile_id"],
             "competency": one["competency"], "level": one["level"], "counted": one["level"],
             "graded_at": row["finished_at"], "month": _month(row["finished_at"])}
            for row in page for one in row["grade"]["scores"]
        ]  # fmt: skip
        waiting = [
            {"attempt_id": row["id"], "profile_id": row["profile_id"],
             "graded_at": row["finished_at"], "asked": False, "discrepancy": False,
             "critical": row["critical"] > 0, "sampled": _is_sampled(row["id"])}
            for row in page if row["critical"] or _is_sampled(row["id"])
        ]  # fmt: skip
        if rows:
            connection.execute(sa.insert(scores), rows)
        if waiting:
            connection.execute(sa.insert(items), waiting)


def _count(scores: sa.Table, tallies: sa.Table) -> None:
    """Tallies of the rows just filled in, person by person."""
    connection = op.get_bind()
    people = connection.scalars(sa.select(scores.c.profile_id).distinct()).all()
    for person in people:
        rows = connection.execute(
            sa.select(scores)
            .where(scores.c.profile_id == person)
            .order_by(scores.c.graded_at, scores.c.attempt_id)
        )
        found: dict[tuple[str, str], dict[str, object]] = {}
        for row in rows.mappings():
            own = found.setdefault(
                (row["month"], row["criterion"]),
                {"profile_id": person, "month": row["month"], "criterion": row["criterion"],
                 "competency": row["competency"], "scored": 0, "weak": 0, "last_attempt": "",
                 "last_at": None},
            )  # fmt: skip
            own["scored"] = int(str(own["scored"])) + 1
            if row["counted"] <= 1:
                own |= {
                    "weak": int(str(own["weak"])) + 1,
                    "last_attempt": row["attempt_id"],
                    "last_at": row["graded_at"],
                }
        connection.execute(sa.insert(tallies), list(found.values()))


def _month(at: datetime) -> str:
    # PostgreSQL gives the time in its session's zone, SQLite without one, as UTC.
    return f"{at if at.tzinfo is None else at.astimezone(UTC):%Y-%m}"


def _is_sampled(attempt_id: str) -> bool:
    digest = hashlib.sha256(f"second rating {attempt_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % 100 < 10
