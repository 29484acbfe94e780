"""What transactions around accounts share: rows put in together, sessions ended, what is taken."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from trainer.domain.people import Role
from trainer.errors import InvalidInput
from trainer.services.accounts.ports import AuditEntry, NewAccount
from trainer.store.profiles import name_key
from trainer.store.tables import profiles
from trainer.store.tables_accounts import (
    account_roles,
    accounts,
    group_members,
    identities,
    sign_ins,
)


def add_account(session: Session, new: NewAccount) -> None:
    """Insert profile, account, roles and places in groups."""
    profile = new.profile
    session.execute(
        insert(profiles).values(
            id=profile.id,
            name=profile.name,
            name_key=name_key(profile.name),
            language=profile.language,
            created_at=profile.created_at,
        )
    )
    session.execute(
        insert(accounts).values(
            profile_id=profile.id,
            login=new.login,
            email=new.email,
            password_hash=new.password_hash,
            disabled=False,
            created_at=profile.created_at,
        )
    )
    add_roles(session, profile.id, new.roles)
    for group_id, kind in new.groups:
        row = {"group_id": group_id, "person": profile.id, "kind": kind}
        session.execute(insert(group_members).values(row))


def add_identity(
    session: Session, identity: tuple[str, str], person: str, note: AuditEntry
) -> None:
    """Insert the link from another provider's account."""
    issuer, subject = identity
    row = {"issuer": issuer, "subject": subject, "person": person, "linked_at": note.at}
    session.execute(insert(identities).values(row))


def end_sessions(session: Session, person: str, note: AuditEntry, keep: str = "") -> int:
    """Revoke the person's sessions except the one whose token hash is `keep`; how many."""
    live = (sign_ins.c.person == person) & sign_ins.c.revoked_at.is_(None)
    live &= sign_ins.c.expires_at > note.at
    ended = session.execute(
        update(sign_ins).where(live & (sign_ins.c.token_hash != keep)).values(revoked_at=note.at)
    )
    return int(ended.rowcount)  # type: ignore[attr-defined]


def taken_error(taken: Collection[tuple[str, str]]) -> InvalidInput:
    """The error for a broken uniqueness, by what turned out to be taken."""
    fields = {field for field, _ in taken}
    field = next((name for name in ("login", "email", "name") if name in fields), "login")
    reason = "" if field == "name" else f"{field}_taken"
    return InvalidInput(f"the {field} is taken", field=field, reason=reason)


def add_roles(session: Session, person: str, roles: frozenset[Role]) -> None:
    """Insert the roles of a person who has none."""
    rows = [{"person": person, "role": role} for role in sorted(roles)]
    session.execute(insert(account_roles), rows)
