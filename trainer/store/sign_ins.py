"""Sessions and failed tries in the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, cast

from sqlalchemy import RowMapping, case, delete, insert, select, update
from sqlalchemy.orm import Session

from trainer.domain.people import Role
from trainer.services.accounts.ports import AuditEntry, Lock, SignInRecord, Standing
from trainer.store.account_rows import end_sessions
from trainer.store.audit import append
from trainer.store.engine import Database
from trainer.store.errors import Conflict
from trainer.store.groups import memberships
from trainer.store.tables_accounts import account_roles, accounts, failed_sign_ins, sign_ins

_FORGOTTEN: Final = timedelta(days=1)
"""Failures are forgotten after so long without another one."""


class SqlSignIns:
    """Implements `trainer.services.accounts.ports.SignInStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count_try(self, locks: Mapping[str, Lock], now: datetime) -> datetime | None:
        """Count one try as failed under each key, or say until when they are held up."""
        try:
            return self._count_try(locks, now)
        except Conflict:  # another server counted the first try under a key; now it is there
            return self._count_try(locks, now)

    def _count_try(self, locks: Mapping[str, Lock], now: datetime) -> datetime | None:
        with self._database.writing() as session:
            stale = failed_sign_ins.c.last_at < now - _FORGOTTEN
            session.execute(delete(failed_sign_ins).where(stale))
            found = {
                row["key"]: row
                for row in session.execute(
                    select(failed_sign_ins)
                    .where(failed_sign_ins.c.key.in_(sorted(locks)))
                    .order_by(failed_sign_ins.c.key)
                    .with_for_update()
                ).mappings()
            }
            held = [row["locked_until"] for row in found.values() if row["locked_until"]]
            if held and max(held) > now:
                return cast("datetime", max(held))
            for key, lock in sorted(locks.items()):
                _count(session, key, lock, found.get(key), now)
        return None

    def undo_try(self, forget: str, less: str) -> None:
        """Forget the failures under one key, count one less under the other."""
        failures = failed_sign_ins.c
        with self._database.writing() as session:
            session.execute(delete(failed_sign_ins).where(failures.key == forget))
            fewer = case((failures.failures > 0, failures.failures - 1), else_=0)
            own = update(failed_sign_ins).where(failures.key == less)
            session.execute(own.values(failures=fewer))

    def open(self, sign_in: SignInRecord, note: AuditEntry) -> None:
        """Store a new session."""
        row = {
            "token_hash": sign_in.token_hash,
            "person": sign_in.person,
            "created_at": sign_in.created_at,
            "last_seen_at": sign_in.last_seen_at,
            "expires_at": sign_in.expires_at,
            "revoked_at": sign_in.revoked_at,
            "user_agent": sign_in.user_agent,
        }
        with self._database.writing() as session:
            session.execute(insert(sign_ins).values(row))
            append(session, note)

    def standing(self, token_hash: str, now: datetime) -> Standing | None:
        """Whose live session this is, with roles and groups as of now."""
        query = (
            select(sign_ins)
            .select_from(sign_ins.join(accounts))
            .where(sign_ins.c.token_hash == token_hash, sign_ins.c.revoked_at.is_(None))
            .where(sign_ins.c.expires_at > now, accounts.c.disabled.is_(False))
        )
        with self._database.reading() as session:
            row = session.execute(query).mappings().one_or_none()
            if row is None:
                return None
            person = row["person"]
            roles = session.scalars(
                select(account_roles.c.role).where(account_roles.c.person == person)
            )
            held = frozenset(cast("Role", role) for role in roles)
            places = memberships(session, (person,)).get(person, ())
            return Standing(_sign_in(row), held, places)

    def touch(self, token_hash: str, now: datetime) -> None:
        """The session was used now."""
        own = update(sign_ins).where(sign_ins.c.token_hash == token_hash)
        with self._database.writing() as session:
            session.execute(own.values(last_seen_at=now))

    def of_person(self, person: str, now: datetime) -> Sequence[SignInRecord]:
        """Live sessions, newest first."""
        query = (
            select(sign_ins)
            .where(sign_ins.c.person == person, sign_ins.c.revoked_at.is_(None))
            .where(sign_ins.c.expires_at > now)
            .order_by(sign_ins.c.created_at.desc())
        )
        with self._database.reading() as session:
            return tuple(_sign_in(row) for row in session.execute(query).mappings())

    def revoke(self, token_hash: str, note: AuditEntry) -> None:
        """End one session."""
        live = (sign_ins.c.token_hash == token_hash) & sign_ins.c.revoked_at.is_(None)
        with self._database.writing() as session:
            session.execute(update(sign_ins).where(live).values(revoked_at=note.at))
            append(session, note)

    def revoke_all(self, person: str, note: AuditEntry) -> int:
        """End all sessions of the person."""
        with self._database.writing() as session:
            ended = end_sessions(session, person, note)
            append(session, note)
        return ended


def _count(session: Session, key: str, lock: Lock, row: RowMapping | None, now: datetime) -> None:
    failures = (_left(row, lock, now) if row else 0) + 1
    until = None
    if failures >= lock.free:
        seconds = lock.first_seconds * 2.0 ** min(failures - lock.free, 30)
        until = now + timedelta(seconds=min(seconds, lock.longest_seconds))
    values = {"failures": failures, "last_at": now, "locked_until": until}
    if row is None:
        session.execute(insert(failed_sign_ins).values(key=key, **values))
    else:
        own = update(failed_sign_ins).where(failed_sign_ins.c.key == key)
        session.execute(own.values(**values))


def _left(row: RowMapping, lock: Lock, now: datetime) -> int:
    """The earlier failures that have not faded by now."""
    failures = int(row["failures"])
    if not lock.half_life:
        return failures
    past = max(0.0, (now - row["last_at"]).total_seconds())
    return int(failures * 0.5 ** (past / lock.half_life))


def _sign_in(row: RowMapping) -> SignInRecord:
    return SignInRecord(
        token_hash=row["token_hash"],
        person=row["person"],
        created_at=row["created_at"],
        last_seen_at=row["last_seen_at"],
        expires_at=row["expires_at"],
        user_agent=row["user_agent"],
        revoked_at=row["revoked_at"],
    )
