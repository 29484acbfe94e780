"""The newest results of each person and line are read from an index alone."""

from __future__ import annotations

from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_NAME = "ix_attempts_results"


def upgrade() -> None:
    """Make the index; in a database that a copy was put into, it may be there already."""
    columns = ["profile_id", "line", "finished_at", "overall", "id"]
    op.create_index(_NAME, "attempts", columns, if_not_exists=True)


def downgrade() -> None:
    """Drop it."""
    op.drop_index(_NAME, "attempts")
