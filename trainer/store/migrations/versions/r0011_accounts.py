"""People who sign in: accounts, roles, groups, sessions, invitations, the audit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def _time(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    """Make the tables of accounts."""
    _accounts()
    _groups()
    _sessions()
    _invitations()
    _audit()


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("profile_id", sa.String(64), nullable=False),
        sa.Column("login", sa.String(100), nullable=False),
        sa.Column("email", sa.String(254)),
        sa.Column("password_hash", sa.String(255)),
        sa.Column("disabled", sa.Boolean, nullable=False),
        _time("created_at"),
        sa.PrimaryKeyConstraint("profile_id", name="pk_accounts"),
        sa.ForeignKeyConstraint(["profile_id"], ["profiles.id"], name="fk_accounts_profile_id"),
        sa.UniqueConstraint("login", name="uq_accounts_login"),
        sa.UniqueConstraint("email", name="uq_accounts_email"),
    )
    op.create_table(
        "account_roles",
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("person", "role", name="pk_account_roles"),
        sa.ForeignKeyConstraint(
            ["person"], ["accounts.profile_id"], name="fk_account_roles_person"
        ),
    )
    op.create_index("ix_account_roles_role", "account_roles", ["role"])
    op.create_table(
        "identities",
        sa.Column("issuer", sa.String(300), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        _time("linked_at"),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identities"),
        sa.ForeignKeyConstraint(["person"], ["accounts.profile_id"], name="fk_identities_person"),
    )
    op.create_index("ix_identities_person", "identities", ["person"])


def _groups() -> None:
    op.create_table(
        "groups",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("name_key", sa.String(320), nullable=False),
        _time("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_groups"),
        sa.UniqueConstraint("name_key", name="uq_groups_name_key"),
    )
    op.create_table(
        "group_members",
        sa.Column("group_id", sa.String(64), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("group_id", "person", "kind", name="pk_group_members"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_group_members_group_id"),
        sa.ForeignKeyConstraint(
            ["person"], ["accounts.profile_id"], name="fk_group_members_person"
        ),
    )
    op.create_index("ix_group_members_person", "group_members", ["person"])


def _sessions() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        _time("created_at"),
        _time("last_seen_at"),
        _time("expires_at"),
        _time("revoked_at", nullable=True),
        sa.Column("user_agent", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_ins"),
        sa.ForeignKeyConstraint(["person"], ["accounts.profile_id"], name="fk_sign_ins_person"),
    )
    op.create_index("ix_sign_ins_person_created_at", "sign_ins", ["person", "created_at"])
    op.create_table(
        "failed_sign_ins",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        _time("last_at"),
        _time("locked_until", nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_failed_sign_ins"),
    )
    op.create_index("ix_failed_sign_ins_last_at", "failed_sign_ins", ["last_at"])


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("person", sa.String(64)),
        sa.Column("email", sa.String(254)),
        sa.Column("roles", sa.JSON, nullable=False),
        sa.Column("group_id", sa.String(64)),
        sa.Column("made_by", sa.String(64), nullable=False),
        _time("made_at"),
        _time("expires_at"),
        _time("used_at", nullable=True),
        _time("withdrawn_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("token_hash", name="uq_invitations_token_hash"),
        sa.ForeignKeyConstraint(["person"], ["accounts.profile_id"], name="fk_invitations_person"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_invitations_group_id"),
    )
    op.create_index("ix_invitations_email", "invitations", ["email"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, nullable=False),
        _time("at"),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("operation", sa.String(60), nullable=False),
        sa.Column("object", sa.String(200), nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.Column("ip", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    for column in ("at", "actor", "operation"):
        op.create_index(f"ix_audit_{column}", "audit", [column])
