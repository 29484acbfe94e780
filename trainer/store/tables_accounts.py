"""Tables of people who sign in. Rows of `audit` are only ever added.

Secrets are never here: of passwords there is an argon2 hash, of tokens a SHA-256 one.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
)

from trainer.store.tables import METADATA, UtcTime

accounts: Final = Table(
    "accounts",
    METADATA,
    Column("profile_id", ForeignKey("profiles.id"), primary_key=True),
    # Both folded by Python, as databases disagree about case outside ASCII.
    Column("login", String(100), nullable=False, unique=True),
    Column("email", String(254), unique=True),
    Column("password_hash", String(255)),
    Column("disabled", Boolean, nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

account_roles: Final = Table(
    "account_roles",
    METADATA,
    Column("person", ForeignKey("accounts.profile_id"), primary_key=True),
    Column("role", String(20), primary_key=True),
    Index("ix_account_roles_role", "role"),
)

# Accounts of other identity providers that belong to an account here.
identities: Final = Table(
    "identities",
    METADATA,
    Column("issuer", String(300), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("person", ForeignKey("accounts.profile_id"), nullable=False, index=True),
    Column("linked_at", UtcTime, nullable=False),
)

groups: Final = Table(
    "groups",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("name_key", String(320), nullable=False, unique=True),
    Column("created_at", UtcTime, nullable=False),
)

group_members: Final = Table(
    "group_members",
    METADATA,
    Column("group_id", ForeignKey("groups.id"), primary_key=True),
    Column("person", ForeignKey("accounts.profile_id"), primary_key=True),
    Column("kind", String(10), primary_key=True),
    Index("ix_group_members_person", "person"),
)

sign_ins: Final = Table(
    "sign_ins",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("person", ForeignKey("accounts.profile_id"), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("last_seen_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
    Column("user_agent", String(200), nullable=False),
    Index("ix_sign_ins_person_created_at", "person", "created_at"),
)

# Counted by login and by address, whether or not the login exists: so a lock tells nothing.
failed_sign_ins: Final = Table(
    "failed_sign_ins",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", UtcTime, nullable=False, index=True),
    Column("locked_until", UtcTime),
)

invitations: Final = Table(
    "invitations",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("purpose", String(20), nullable=False),
    Column("person", ForeignKey("accounts.profile_id")),
    Column("email", String(254), index=True),
    Column("roles", JSON, nullable=False),
    Column("group_id", ForeignKey("groups.id")),
    Column("made_by", String(64), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
    Column("withdrawn_at", UtcTime),
)

# `actor` and `object` are no foreign keys: the line outlives what it tells of.
audit: Final = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False, index=True),
    Column("actor", String(64), nullable=False, index=True),
    Column("operation", String(60), nullable=False, index=True),
    Column("object", String(200), nullable=False),
    Column("detail", JSON, nullable=False),
    Column("ip", String(64), nullable=False),
)
