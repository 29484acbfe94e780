"""Policies that administrators save over packs' own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of policies."""
    op.create_table(
        "policy_versions",
        sa.Column("pack", sa.String(100), nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("overlay", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("pack", "number", name="pk_policy_versions"),
    )
