"""Facts of ended tickets, difficulties of items, kept readiness."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of cases, items and snapshots."""
    op.create_table(
        "cases",
        sa.Column("attempt_id", sa.String(64), nullable=False),
        sa.Column("item", sa.String(300), nullable=False),
        sa.Column("faults", sa.String(200), nullable=False),
        sa.Column("area", sa.String(60), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("handed_on", sa.Boolean, nullable=False),
        sa.Column("facets", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name="fk_cases_attempt_id"),
        sa.PrimaryKeyConstraint("attempt_id", name="pk_cases"),
    )
    op.create_index("ix_cases_item", "cases", ["item"])
    op.create_table(
        "items",
        sa.Column("item", sa.String(300), nullable=False),
        sa.Column("shift", sa.Float, nullable=False),
        sa.Column("sd", sa.Float, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("item", name="pk_items"),
    )
    op.create_table(
        "snapshots",
        sa.Column("profile_id", sa.String(64), nullable=False),
        sa.Column("graded", sa.Integer, nullable=False),
        sa.Column("basis", sa.String(100), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name="fk_snapshots_profile_id"),
        sa.PrimaryKeyConstraint("profile_id", name="pk_snapshots"),
    )
