"""The tables. Rows of `moves` and `grades` are only ever added."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)

METADATA: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class UtcTime(TypeDecorator[datetime]):
    """A timezone-aware time, kept as UTC: SQLite alone would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a timezone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        assert isinstance(value, datetime)
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


profiles: Final = Table(
    "profiles",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("name", String(60), nullable=False),
    # The name as compared: databases disagree about case outside ASCII, so Python folds it.
    Column("name_key", String(240), nullable=False, unique=True),
    Column("language", String(8), nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

attempts: Final = Table(
    "attempts",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("profile_id", ForeignKey("profiles.id"), nullable=False),
    Column("pack", String(100), nullable=False),
    Column("pack_version", String(40), nullable=False),
    Column("line", Integer, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("fault", String(200), nullable=False),
    Column("language", String(8), nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("status", String(16), nullable=False),
    Column("finished_at", UtcTime),
    Column("scoring_version", String(40), nullable=False),
    Column("overall", Float),
    Column("passed", Boolean),
    Column("critical", Integer, nullable=False),
    Column("competencies", JSON, nullable=False),
    Index("ix_attempts_profile_id_started_at", "profile_id", "started_at"),
    # A cohort's newest results are read from it alone, without the rows.
    Index("ix_attempts_results", "profile_id", "line", "finished_at", "overall", "id"),
)

# The unique constraint's index doubles as the primary key: the log is read by attempt, in order.
moves: Final = Table(
    "moves",
    METADATA,
    Column("attempt_id", ForeignKey("attempts.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("request", String(100), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("move", JSON, nullable=False),
    UniqueConstraint("attempt_id", "request"),
)

grades: Final = Table(
    "grades",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("attempt_id", ForeignKey("attempts.id"), nullable=False, index=True),
    Column("scoring_version", String(40), nullable=False),
    Column("graded_at", UtcTime, nullable=False),
    Column("grade", JSON, nullable=False),
)

# Counted by exactly what was said and what was chosen for it; nobody's id or name stands here.
misses: Final = Table(
    "misses",
    METADATA,
    Column("pack", String(100), primary_key=True),
    Column("language", String(8), primary_key=True),
    Column("text", String(300), primary_key=True),
    Column("chosen", String(60), primary_key=True),
    Column("nearest", String(60), nullable=False),
    Column("count", Integer, nullable=False),
    Column("last_at", UtcTime, nullable=False),
)

# What a ticket was, written once its attempt has ended; made again from the scenario where missing.
cases: Final = Table(
    "cases",
    METADATA,
    Column("attempt_id", ForeignKey("attempts.id"), primary_key=True),
    Column("item", String(300), nullable=False, index=True),
    Column("faults", String(200), nullable=False),
    Column("area", String(60), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("handed_on", Boolean, nullable=False),
    Column("facets", JSON, nullable=False),
)

items: Final = Table(
    "items",
    METADATA,
    Column("item", String(300), primary_key=True),
    Column("shift", Float, nullable=False),
    Column("sd", Float, nullable=False),
    Column("attempts", Integer, nullable=False),
)

# A cache: may be emptied at any time.
snapshots: Final = Table(
    "snapshots",
    METADATA,
    Column("profile_id", ForeignKey("profiles.id"), primary_key=True),
    Column("graded", Integer, nullable=False),
    Column("basis", String(100), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("content", JSON, nullable=False),
)
