"""Screening: campaigns, candidates, consents, decisions, disputes, declarations, impact reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def _time(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _candidate() -> sa.Column[str]:
    return sa.Column("candidate_id", sa.String(64), nullable=False)


def _campaign() -> sa.Column[str]:
    return sa.Column("campaign_id", sa.String(64), nullable=False)


def _of(table: str, column: str) -> sa.ForeignKeyConstraint:
    other = f"screening_{column.removesuffix('_id')}s.id"
    return sa.ForeignKeyConstraint([column], [other], name=f"fk_{table}_{column}")


def upgrade() -> None:
    """Make the tables of screening."""
    _campaigns()
    _candidates()
    _said()
    _impact()


def _campaigns() -> None:
    op.create_table(
        "screening_campaigns",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("blueprint", sa.String(100), nullable=False),
        sa.Column("blueprint_version", sa.String(40), nullable=False),
        sa.Column("languages", sa.JSON, nullable=False),
        sa.Column("lines", sa.JSON, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        _time("opens_at"),
        _time("closes_at"),
        sa.Column("consents", sa.JSON, nullable=False),
        sa.Column("contact", sa.String(200), nullable=False),
        sa.Column("feedback", sa.Boolean, nullable=False),
        sa.Column("dispute_days", sa.Integer, nullable=False),
        sa.Column("blind", sa.Boolean, nullable=False),
        _time("created_at"),
        _time("closed_at", nullable=True),
        _time("released_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_screening_campaigns"),
    )
    op.create_index(
        "ix_screening_campaigns_owner_created_at", "screening_campaigns", ["owner", "created_at"]
    )


def _candidates() -> None:
    table = "screening_candidates"
    op.create_table(
        table,
        sa.Column("id", sa.String(64), nullable=False),
        _campaign(),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("name_key", sa.String(480), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("email_key", sa.String(1020), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("extra_percent", sa.Integer, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        _time("invited_at"),
        sa.Column("token_hash", sa.String(64), nullable=False),
        _time("token_expires_at"),
        _time("token_used_at", nullable=True),
        sa.Column("secret_hash", sa.String(64)),
        _time("secret_expires_at", nullable=True),
        sa.Column("profile_id", sa.String(64)),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("device", sa.JSON, nullable=False),
        sa.Column("practice_attempt", sa.String(64), nullable=False),
        sa.Column("form", sa.JSON, nullable=False),
        sa.Column("tickets", sa.JSON, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        _time("started_at", nullable=True),
        _time("ended_at", nullable=True),
        sa.Column("used_seconds", sa.Float, nullable=False),
        sa.Column("held_seconds", sa.Float, nullable=False),
        _time("seen_at", nullable=True),
        _time("runs_out_at", nullable=True),
        sa.Column("interruptions", sa.JSON, nullable=False),
        sa.Column("pastes", sa.Integer, nullable=False),
        sa.Column("blurs", sa.Integer, nullable=False),
        sa.Column("decision", sa.String(16)),
        sa.PrimaryKeyConstraint("id", name="pk_screening_candidates"),
        _of(table, "campaign_id"),
        sa.UniqueConstraint("token_hash", name="uq_screening_candidates_token_hash"),
        sa.UniqueConstraint("secret_hash", name="uq_screening_candidates_secret_hash"),
        sa.UniqueConstraint("profile_id", name="uq_screening_candidates_profile_id"),
        sa.UniqueConstraint("campaign_id", "code", name="uq_screening_candidates_campaign_id_code"),
    )
    op.create_index(
        "ix_screening_candidates_campaign_id_status", table, ["campaign_id", "status", "decision"]
    )
    op.create_index(
        "ix_screening_candidates_campaign_id_runs_out_at", table, ["campaign_id", "runs_out_at"]
    )


def _said() -> None:
    _log(
        "screening_consents",
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("agreed", sa.Boolean, nullable=False),
    )
    _log(
        "screening_decisions",
        _campaign(),
        _of("screening_decisions", "campaign_id"),
        sa.Column("decision", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.String(64), nullable=False),
    )
    op.create_index(
        "ix_screening_decisions_campaign_id_at", "screening_decisions", ["campaign_id", "at"]
    )
    _log(
        "screening_disputes",
        sa.Column("by", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )


def _log(table: str, *columns: sa.schema.SchemaItem) -> None:
    """A table of rows about one candidate that are only added."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        _candidate(),
        *columns,
        _time("at"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        _of(table, "candidate_id"),
    )
    op.create_index(f"ix_{table}_candidate_id", table, ["candidate_id"])


def _impact() -> None:
    table = "screening_declarations"
    op.create_table(
        table,
        _candidate(),
        sa.Column("attribute", sa.String(20), nullable=False),
        _campaign(),
        sa.Column("group", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("candidate_id", "attribute", name=f"pk_{table}"),
        _of(table, "candidate_id"),
        _of(table, "campaign_id"),
    )
    op.create_index(f"ix_{table}_campaign_id", table, ["campaign_id"])
    table = "screening_impacts"
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        _campaign(),
        _time("at"),
        sa.Column("result", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        _of(table, "campaign_id"),
    )
    op.create_index(f"ix_{table}_campaign_id", table, ["campaign_id"])
