"""Profiles, attempts, their moves and grades.

A migration never imports the tables module: it describes the schema as it was then.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first four tables."""
    time = sa.DateTime(timezone=True)
    op.create_table(
        "profiles",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("name_key", sa.String(240), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("created_at", time, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_profiles"),
        sa.UniqueConstraint("name_key", name="uq_profiles_name_key"),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("profile_id", sa.String(64), nullable=False),
        sa.Column("pack", sa.String(100), nullable=False),
        sa.Column("pack_version", sa.String(40), nullable=False),
        sa.Column("line", sa.Integer, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("fault", sa.String(200), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("started_at", time, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("finished_at", time),
        sa.Column("scoring_version", sa.String(40), nullable=False),
        sa.Column("overall", sa.Float),
        sa.Column("passed", sa.Boolean),
        sa.Column("critical", sa.Integer, nullable=False),
        sa.Column("competencies", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name="fk_attempts_profile_id"),
    )
    op.create_index("ix_attempts_profile_id_started_at", "attempts", ["profile_id", "started_at"])
    op.create_table(
        "moves",
        sa.Column("attempt_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("request", sa.String(100), nullable=False),
        sa.Column("made_at", time, nullable=False),
        sa.Column("move", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("attempt_id", "number", name="pk_moves"),
        sa.UniqueConstraint("attempt_id", "request", name="uq_moves_attempt_id_request"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_moves_attempt_id"),
    )
    op.create_table(
        "grades",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("attempt_id", sa.String(64), nullable=False),
        sa.Column("scoring_version", sa.String(40), nullable=False),
        sa.Column("graded_at", time, nullable=False),
        sa.Column("grade", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_grades"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_grades_attempt_id"),
    )
    op.create_index("ix_grades_attempt_id", "grades", ["attempt_id"])
