"""Invitations in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, and_, func, insert, select, update
from sqlalchemy.orm import Session

from trainer.errors import InvalidInput
from trainer.services.accounts.ports import AuditEntry, Invitation, NewAccount
from trainer.store.account_rows import add_account, add_identity, end_sessions, taken_error
from trainer.store.accounts import SqlAccounts
from trainer.store.audit import append
from trainer.store.engine import Database
from trainer.store.errors import Conflict
from trainer.store.profiles import name_key
from trainer.store.tables_accounts import accounts, invitations


class SqlInvitations:
    """Implements `trainer.services.accounts.ports.InvitationStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, new: Sequence[tuple[Invitation, str]], note: AuditEntry) -> None:
        """Store new invitations, each with the hash of its token."""
        with self._database.writing() as session:
            if new:
                session.execute(insert(invitations), [_row(*one) for one in new])
            append(session, note)

    def open(self, token_hash: str, now: datetime) -> Invitation | None:
        """The invitation, where it can be used now."""
        return self._newest(invitations.c.token_hash == token_hash, now)

    def open_for(self, email: str, now: datetime) -> Invitation | None:
        """The newest one to this address that can be used now."""
        own = and_(invitations.c.email == email, invitations.c.purpose == "join")
        return self._newest(own, now)

    def join(
        self,
        invitation_id: str,
        new: NewAccount,
        identity: tuple[str, str] | None,
        note: AuditEntry,
    ) -> bool:
        """Use it for a new account."""
        try:
            with self._database.writing() as session:
                if not _use(session, invitation_id, note.at):
                    return False
                add_account(session, new)
                if identity is not None:
                    add_identity(session, identity, new.profile.id, note)
                append(session, note)
        except Conflict as conflict:
            raise self._taken(new) from conflict
        return True

    def renew(self, invitation_id: str, hashed: str, note: AuditEntry) -> bool:
        """Use it for a new password of its person."""
        with self._database.writing() as session:
            if not _use(session, invitation_id, note.at):
                return False
            own = select(invitations.c.person).where(invitations.c.id == invitation_id)
            person = session.scalar(own) or ""
            session.execute(
                update(accounts).where(accounts.c.profile_id == person).values(password_hash=hashed)
            )
            end_sessions(session, person, note)
            append(session, note)
        return True

    def withdraw(self, invitation_id: str, note: AuditEntry) -> bool:
        """Make it useless."""
        own = and_(invitations.c.id == invitation_id, _open_at(note.at))
        with self._database.writing() as session:
            done = update(invitations).where(own).values(withdrawn_at=note.at, email=None)
            found = session.execute(done)
            if not found.rowcount:  # type: ignore[attr-defined]
                return False
            append(session, note)
        return True

    def all_open(self, now: datetime, offset: int, limit: int) -> tuple[Sequence[Invitation], int]:
        """A page of those that can still be used, newest first, with the logins of their people;
        and how many there are."""
        query = (
            select(invitations, accounts.c.login)
            .outerjoin(accounts, accounts.c.profile_id == invitations.c.person)
            .where(_open_at(now))
            .order_by(invitations.c.made_at.desc(), invitations.c.id)
            .offset(offset)
            .limit(limit)
        )
        with self._database.reading() as session:
            found = tuple(_invitation(row) for row in session.execute(query).mappings())
            total = select(func.count()).select_from(invitations).where(_open_at(now))
            return found, session.scalar(total) or 0

    def _newest(self, condition: ColumnElement[bool], now: datetime) -> Invitation | None:
        query = select(invitations).where(condition, _open_at(now))
        with self._database.reading() as session:
            newest = session.execute(query.order_by(invitations.c.made_at.desc()).limit(1))
            row = newest.mappings().one_or_none()
            return _invitation(row) if row else None

    def _taken(self, new: NewAccount) -> InvalidInput:
        emails = [new.email] if new.email else []
        names = [name_key(new.profile.name)]
        return taken_error(SqlAccounts(self._database).taken([new.login], emails, names))


def _use(session: Session, invitation_id: str, now: datetime) -> bool:
    """Mark it used, in one statement: of two at once the second finds nothing to mark. The address
    has done its work: the account has it."""
    own = and_(invitations.c.id == invitation_id, _open_at(now))
    found = session.execute(update(invitations).where(own).values(used_at=now, email=None))
    return bool(found.rowcount)  # type: ignore[attr-defined]


def _open_at(now: datetime) -> ColumnElement[bool]:
    return and_(
        invitations.c.used_at.is_(None),
        invitations.c.withdrawn_at.is_(None),
        invitations.c.expires_at > now,
    )


def _row(invitation: Invitation, token_hash: str) -> dict[str, object]:
    return {
        "id": invitation.id,
        "token_hash": token_hash,
        "purpose": invitation.purpose,
        "person": invitation.person,
        "email": invitation.email,
        "roles": sorted(invitation.roles),
        "group_id": invitation.group_id,
        "made_by": invitation.made_by,
        "made_at": invitation.made_at,
        "expires_at": invitation.expires_at,
    }


def _invitation(row: RowMapping) -> Invitation:
    return Invitation(
        id=row["id"],
        purpose=row["purpose"],
        person=row["person"],
        email=row["email"],
        roles=frozenset(row["roles"]),
        group_id=row["group_id"],
        made_by=row["made_by"],
        made_at=row["made_at"],
        expires_at=row["expires_at"],
        used_at=row["used_at"],
        withdrawn_at=row["withdrawn_at"],
        login=row.get("login") or "",
    )
