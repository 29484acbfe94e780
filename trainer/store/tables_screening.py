"""Tables of screening. Rows of consents, decisions, disputes and impact reports are only ever added."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from trainer.store.tables import METADATA, UtcTime

campaigns: Final = Table(
    "screening_campaigns",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("owner", String(64), nullable=False),
    Column("title", String(120), nullable=False),
    Column("blueprint", String(100), nullable=False),
    Column("blueprint_version", String(40), nullable=False),
    Column("languages", JSON, nullable=False),
    Column("lines", JSON, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("opens_at", UtcTime, nullable=False),
    Column("closes_at", UtcTime, nullable=False),
    Column("consents", JSON, nullable=False),
    Column("contact", String(200), nullable=False),
    Column("feedback", Boolean, nullable=False),
    Column("dispute_days", Integer, nullable=False),
    Column("blind", Boolean, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("closed_at", UtcTime),
    Column("released_at", UtcTime),
    Index("ix_screening_campaigns_owner_created_at", "owner", "created_at"),
)

candidates: Final = Table(
    "screening_candidates",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("campaign_id", ForeignKey("screening_campaigns.id"), nullable=False),
    Column("code", String(8), nullable=False),
    Column("name", String(120), nullable=False),
    # As compared: databases disagree about case outside ASCII, so Python folds it.
    Column("name_key", String(480), nullable=False),
    Column("email", String(254), nullable=False),
    Column("email_key", String(1020), nullable=False),
    Column("language", String(8), nullable=False),
    Column("extra_percent", Integer, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("invited_at", UtcTime, nullable=False),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("token_expires_at", UtcTime, nullable=False),
    Column("token_used_at", UtcTime),
    Column("secret_hash", String(64), unique=True),
    Column("secret_expires_at", UtcTime),
    # No foreign key: the profile is made after the link was used, so that a lost race makes none.
    Column("profile_id", String(64), unique=True),
    Column("status", String(16), nullable=False),
    Column("device", JSON, nullable=False),
    Column("practice_attempt", String(64), nullable=False),
    Column("form", JSON, nullable=False),
    Column("tickets", JSON, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("started_at", UtcTime),
    Column("ended_at", UtcTime),
    Column("used_seconds", Float, nullable=False),
    Column("held_seconds", Float, nullable=False),
    Column("seen_at", UtcTime),
    Column("runs_out_at", UtcTime),
    Column("interruptions", JSON, nullable=False),
    Column("pastes", Integer, nullable=False),
    Column("blurs", Integer, nullable=False),
    Column("decision", String(16)),
    UniqueConstraint("campaign_id", "code"),
    # The page of a campaign: counts by status and decision, then one page by code, from indexes.
    Index("ix_screening_candidates_campaign_id_status", "campaign_id", "status", "decision"),
    Index("ix_screening_candidates_campaign_id_runs_out_at", "campaign_id", "runs_out_at"),
)

consents: Final = Table(
    "screening_consents",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("candidate_id", ForeignKey("screening_candidates.id"), nullable=False, index=True),
    Column("version", String(40), nullable=False),
    Column("language", String(8), nullable=False),
    Column("text", Text, nullable=False),
    Column("agreed", Boolean, nullable=False),
    Column("at", UtcTime, nullable=False),
)

decisions: Final = Table(
    "screening_decisions",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("candidate_id", ForeignKey("screening_candidates.id"), nullable=False, index=True),
    Column("campaign_id", ForeignKey("screening_campaigns.id"), nullable=False),
    Column("decision", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", String(64), nullable=False),
    Column("at", UtcTime, nullable=False),
    Index("ix_screening_decisions_campaign_id_at", "campaign_id", "at"),
)

disputes: Final = Table(
    "screening_disputes",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("candidate_id", ForeignKey("screening_candidates.id"), nullable=False, index=True),
    Column("by", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
)

# Apart from everything that a report of one candidate is made of; read as counts only.
declarations: Final = Table(
    "screening_declarations",
    METADATA,
    Column("candidate_id", ForeignKey("screening_candidates.id"), primary_key=True),
    # An empty attribute says that the person has answered, so that "no answer" is an answer.
    Column("attribute", String(20), primary_key=True),
    Column("campaign_id", ForeignKey("screening_campaigns.id"), nullable=False, index=True),
    Column("group", String(20), nullable=False),
)

impacts: Final = Table(
    "screening_impacts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", ForeignKey("screening_campaigns.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("result", JSON, nullable=False),
)
