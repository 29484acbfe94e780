"""The tables of the mentor's side. Corrections, holds, comments and ratings are only ever added."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table

from trainer.store.tables import METADATA, UtcTime

# One row for each criterion of an ended attempt; `level` is the app's, `counted` the one after the
# latest correction, `month` is "2026-11".
criterion_scores: Final = Table(
    "criterion_scores",
    METADATA,
    Column("attempt_id", ForeignKey("attempts.id"), primary_key=True),
    Column("criterion", String(40), primary_key=True),
    Column("profile_id", String(64), nullable=False),
    Column("competency", String(20), nullable=False),
    Column("level", Integer, nullable=False),
    Column("counted", Integer, nullable=False),
    Column("graded_at", UtcTime, nullable=False),
    Column("month", String(7), nullable=False),
    Index("ix_criterion_scores_profile_id_month", "profile_id", "month"),
)

# The same, counted by person and month: a cohort's mistakes are read from here, because counting
# some hundred thousand rows anew takes seconds. Made anew from `criterion_scores` with each change.
criterion_tallies: Final = Table(
    "criterion_tallies",
    METADATA,
    Column("profile_id", String(64), primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("criterion", String(40), primary_key=True),
    Column("competency", String(20), nullable=False),
    Column("scored", Integer, nullable=False),
    Column("weak", Integer, nullable=False),
    # The newest attempt in which it was weak; both empty where it never was.
    Column("last_attempt", String(64), nullable=False),
    Column("last_at", UtcTime),
    Index("ix_criterion_tallies_month", "month"),
)

# What went wrong in a ticket, one row for each kind of wrong move, with the fault it happened on.
slips: Final = Table(
    "slips",
    METADATA,
    Column("attempt_id", ForeignKey("attempts.id"), primary_key=True),
    Column("kind", String(100), primary_key=True),
    Column("profile_id", String(64), nullable=False),
    Column("competency", String(20), nullable=False),
    Column("pack", String(100), nullable=False),
    Column("fault", String(200), nullable=False),
    Column("tool", String(60), nullable=False),
    Column("turn", Integer),
    Column("graded_at", UtcTime, nullable=False),
    Column("month", String(7), nullable=False),
    # Counted from this index alone, in its order.
    Index(
        "ix_slips_pack_fault_kind",
        *("pack", "fault", "kind", "tool", "competency", "month", "profile_id"),
    ),
)

# Which fault an ended ticket had: of so many tickets something went wrong in some.
ticket_faults: Final = Table(
    "ticket_faults",
    METADATA,
    Column("attempt_id", ForeignKey("attempts.id"), primary_key=True),
    Column("profile_id", String(64), nullable=False),
    Column("pack", String(100), nullable=False),
    Column("fault", String(200), nullable=False),
    Column("month", String(7), nullable=False),
    Index("ix_ticket_faults_pack_fault", "pack", "fault", "month", "profile_id"),
)

# What waits for a mentor's eyes and why; a row with no reason left waits no more.
review_items: Final = Table(
    "review_items",
    METADATA,
    Column("attempt_id", ForeignKey("attempts.id"), primary_key=True),
    Column("profile_id", String(64), nullable=False, index=True),
    Column("graded_at", UtcTime, nullable=False),
    Column("asked", Boolean, nullable=False),
    Column("discrepancy", Boolean, nullable=False),
    Column("critical", Boolean, nullable=False),
    Column("sampled", Boolean, nullable=False),
)

review_requests: Final = Table(
    "review_requests",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("attempt_id", ForeignKey("attempts.id"), nullable=False, index=True),
    Column("kind", String(10), nullable=False),
    Column("criterion", String(40), nullable=False),
    Column("text", String(2000), nullable=False),
    Column("asked_at", UtcTime, nullable=False),
    Column("answer", String(2000), nullable=False),
    Column("answered_by", String(64), nullable=False),
    Column("answered_at", UtcTime),
)

corrections: Final = Table(
    "corrections",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("attempt_id", ForeignKey("attempts.id"), nullable=False, index=True),
    Column("criterion", String(40), nullable=False),
    Column("app_level", Integer, nullable=False),
    Column("level", Integer, nullable=False),
    Column("reason", String(1000), nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("made_at", UtcTime, nullable=False),
)

holds: Final = Table(
    "holds",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("attempt_id", ForeignKey("attempts.id"), nullable=False, index=True),
    Column("held", Boolean, nullable=False),
    Column("reason", String(1000), nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("made_at", UtcTime, nullable=False),
)

turn_comments: Final = Table(
    "turn_comments",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("attempt_id", ForeignKey("attempts.id"), nullable=False, index=True),
    Column("turn", Integer, nullable=False),
    Column("text", String(1000), nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("made_at", UtcTime, nullable=False),
)

comment_bank: Final = Table(
    "comment_bank",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("owner", String(64), nullable=False, index=True),
    Column("text", String(1000), nullable=False),
    Column("made_at", UtcTime, nullable=False),
)

# Blind second ratings, one row a criterion; `month` is "2026-11", for the drift over time.
ratings: Final = Table(
    "ratings",
    METADATA,
    Column("attempt_id", ForeignKey("attempts.id"), primary_key=True),
    Column("criterion", String(40), primary_key=True),
    Column("rated_by", String(64), primary_key=True),
    Column("profile_id", String(64), nullable=False, index=True),
    Column("competency", String(20), nullable=False),
    Column("app_level", Integer, nullable=False),
    Column("level", Integer, nullable=False),
    Column("rated_at", UtcTime, nullable=False),
    Column("month", String(7), nullable=False),
)

# A mentor's verdict on the whole attempt, with the app's overall score at that time.
overall_ratings: Final = Table(
    "overall_ratings",
    METADATA,
    Column("attempt_id", ForeignKey("attempts.id"), primary_key=True),
    Column("rated_by", String(64), primary_key=True),
    Column("profile_id", String(64), nullable=False, index=True),
    Column("line", Integer, nullable=False),
    Column("verdict", String(12), nullable=False),
    Column("overall", Float, nullable=False),
    Column("rated_at", UtcTime, nullable=False),
)

# To one person or to one group; the other column is empty.
assignments: Final = Table(
    "assignments",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("pack", String(100), nullable=False),
    Column("person", String(64), nullable=False, index=True),
    Column("group_id", String(64), nullable=False, index=True),
    Column("note", String(300), nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("withdrawn_at", UtcTime),
)

assignment_steps: Final = Table(
    "assignment_steps",
    METADATA,
    Column("assignment_id", ForeignKey("assignments.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("line", Integer, nullable=False),
    Column("area", String(60), nullable=False),
    Column("fault", String(200), nullable=False),
    Column("count", Integer, nullable=False),
)

whispers: Final = Table(
    "whispers",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("attempt_id", ForeignKey("attempts.id"), nullable=False, index=True),
    Column("text", String(1000), nullable=False),
    Column("made_by", String(64), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("opened_at", UtcTime),
)
