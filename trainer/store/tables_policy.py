"""The table of policies that administrators saved over packs' own. Rows are only ever added."""

from __future__ import annotations

from typing import Final

from sqlalchemy import JSON, Column, Integer, String, Table

from trainer.store.tables import METADATA, UtcTime

# `made_by` is no foreign key: whoever runs commands on the server has no profile.
policy_versions: Final = Table(
    "policy_versions",
    METADATA,
    Column("pack", String(100), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("reason", String(500), nullable=False),
    Column("overlay", JSON, nullable=False),
)
