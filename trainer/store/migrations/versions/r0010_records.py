"""Consents, erasures, and the statistics that erasures leave."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three tables."""
    time = sa.DateTime(timezone=True)
    op.create_table(
        "consents",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("profile_id", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(60), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("given_at", time, nullable=False),
        sa.Column("withdrawn_at", time),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name="fk_consents_profile_id"),
    )
    op.create_index("ix_consents_profile_id", "consents", ["profile_id"])
    op.create_table(
        "erasures",
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("erased_at", time, nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_erasures"),
    )
    op.create_table(
        "left_counts",
        sa.Column("pack", sa.String(100), nullable=False),
        sa.Column("fault", sa.String(200), nullable=False),
        sa.Column("criterion", sa.String(60), nullable=False),
        sa.Column("level", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("pack", "fault", "criterion", "level", name="pk_left_counts"),
    )
