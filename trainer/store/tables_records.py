"""Tables about the records themselves: consents, erasures, and the statistics that erasures leave."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from trainer.store.tables import METADATA, UtcTime

# One row a consent given; taking it back fills in `withdrawn_at`, giving it again adds a row.
consents: Final = Table(
    "consents",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("profile_id", ForeignKey("profiles.id"), nullable=False, index=True),
    Column("subject", String(60), nullable=False),
    Column("version", String(40), nullable=False),
    Column("language", String(8), nullable=False),
    Column("given_at", UtcTime, nullable=False),
    Column("withdrawn_at", UtcTime),
)

# That somebody was erased. `person` is the SHA-256 of an id of 192 random bits: it
# tells nobody who that was, but lets a restored copy be held against it.
erasures: Final = Table(
    "erasures",
    METADATA,
    Column("person", String(64), primary_key=True),
    Column("erased_at", UtcTime, nullable=False),
    Column("reason", String(40), nullable=False),
)

# Counts without people; nothing here has an id or a time.
left_counts: Final = Table(
    "left_counts",
    METADATA,
    Column("pack", String(100), primary_key=True),
    Column("fault", String(200), primary_key=True),
    Column("criterion", String(60), primary_key=True),
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("count", Integer, nullable=False),
)
