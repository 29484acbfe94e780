"""Accounts in the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, RowMapping, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from trainer.domain.people import Role
from trainer.errors import InvalidInput, PersonNotFound
from trainer.services.accounts.ports import (
    Account,
    AccountLine,
    AuditEntry,
    Group,
    NewAccount,
)
from trainer.store.account_rows import (
    add_account,
    add_identity,
    add_roles,
    end_sessions,
    taken_error,
)
from trainer.store.audit import append
from trainer.store.engine import Database
from trainer.store.errors import Conflict
from trainer.store.groups import group_row, memberships
from trainer.store.profiles import name_key
from trainer.store.tables import profiles
from trainer.store.tables_accounts import (
    account_roles,
    accounts,
    groups,
    identities,
    sign_ins,
)

_CHUNK: Final = 500
"""Values in one IN: SQLite takes 32,766 parameters, older builds 999."""


class SqlAccounts:
    """Implements `trainer.services.accounts.ports.AccountStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, new: Sequence[NewAccount], fresh: Sequence[Group], note: AuditEntry) -> None:
        """Store all of them, and the groups first, or none."""
        try:
            with self._database.writing() as session:
                if fresh:
                    session.execute(insert(groups), [group_row(group) for group in fresh])
                for one in new:
                    add_account(session, one)
                append(session, note)
        except Conflict as conflict:
            raise self._taken_error(new) from conflict

    def get(self, person: str) -> Account | None:
        """The account of this person."""
        return self._one(accounts.c.profile_id == person)

    def by_login(self, login: str) -> Account | None:
        """The account with this login, folded."""
        return self._one(accounts.c.login == login)

    def by_email(self, email: str) -> Account | None:
        """The account with this address, folded."""
        return self._one(accounts.c.email == email)

    def password_hash(self, person: str) -> str | None:
        """The stored hash, where there is one."""
        with self._database.reading() as session:
            found = select(accounts.c.password_hash).where(accounts.c.profile_id == person)
            return session.scalar(found)

    def page(self, search: str, offset: int, limit: int) -> tuple[Sequence[AccountLine], int]:
        """Accounts whose name, login or e-mail holds `search`, by login; and how many in all."""
        matching = _matching(search)
        with self._database.reading() as session:
            joined = accounts.join(profiles)
            total = session.scalar(select(func.count()).select_from(joined).where(matching)) or 0
            query = _SELECT.where(matching).order_by(accounts.c.login).offset(offset).limit(limit)
            rows = session.execute(query).mappings().all()
            people = [str(row["profile_id"]) for row in rows]
            roles, places = _roles(session, people), memberships(session, people)
            seen = _last_seen(session, people)
        lines = tuple(
            AccountLine(
                _account(row, roles.get(row["profile_id"], frozenset())),
                places.get(row["profile_id"], ()),
                seen.get(row["profile_id"]),
            )
            for row in rows
        )
        return lines, total

    def taken(
        self, logins: Collection[str], emails: Collection[str], names: Collection[str]
    ) -> frozenset[tuple[str, str]]:
        """Which of these are taken."""
        asked: tuple[tuple[str, ColumnElement[Any], Collection[str]], ...] = (
            ("login", accounts.c.login, logins),
            ("email", accounts.c.email, emails),
            ("name", profiles.c.name_key, names),
        )
        found: set[tuple[str, str]] = set()
        with self._database.reading() as session:
            for field, column, values in asked:
                listed = sorted(values)
                for start in range(0, len(listed), _CHUNK):
                    part = listed[start : start + _CHUNK]
                    found |= {
                        (field, value)
                        for value in session.scalars(select(column).where(column.in_(part)))
                    }
        return frozenset(found)

    def set_roles(self, person: str, roles: frozenset[Role], note: AuditEntry) -> None:
        """Replace the roles; an administrator stays."""
        with self._database.writing() as session:
            before = _administrators(session, person)
            session.execute(delete(account_roles).where(account_roles.c.person == person))
            add_roles(session, person, roles)
            _keep_an_administrator(session, before)
            append(session, note)

    def set_disabled(self, person: str, disabled: bool, note: AuditEntry) -> None:
        """Disable (and end all sessions) or enable; an administrator stays."""
        with self._database.writing() as session:
            before = _administrators(session, person)
            _set(session, person, disabled=disabled)
            if disabled:
                end_sessions(session, person, note)
                _keep_an_administrator(session, before)
            append(session, note)

    def set_password(self, person: str, hashed: str, keep: str, note: AuditEntry) -> None:
        """A new password; ends all sessions except the one whose token hash is `keep`."""
        with self._database.writing() as session:
            _set(session, person, password_hash=hashed)
            end_sessions(session, person, note, keep)
            append(session, note)

    def rehash(self, person: str, hashed: str) -> None:
        """The same password under newer parameters."""
        with self._database.writing() as session:
            _set(session, person, password_hash=hashed)

    def person_of(self, issuer: str, subject: str) -> str | None:
        """Whose account here the other provider's account is linked to."""
        own = (identities.c.issuer == issuer) & (identities.c.subject == subject)
        with self._database.reading() as session:
            return session.scalar(select(identities.c.person).where(own))

    def link(self, issuer: str, subject: str, person: str, note: AuditEntry) -> None:
        """Link it; linking it again changes nothing."""
        try:
            with self._database.writing() as session:
                add_identity(session, (issuer, subject), person, note)
                append(session, note)
        except Conflict:
            if self.person_of(issuer, subject) != person:
                raise

    def _one(self, condition: ColumnElement[bool]) -> Account | None:
        with self._database.reading() as session:
            row = session.execute(_SELECT.where(condition)).mappings().one_or_none()
            if row is None:
                return None
            roles = _roles(session, [row["profile_id"]])
            return _account(row, roles.get(row["profile_id"], frozenset()))

    def _taken_error(self, new: Sequence[NewAccount]) -> InvalidInput:
        return taken_error(
            self.taken(
                [one.login for one in new],
                [one.email for one in new if one.email],
                [name_key(one.profile.name) for one in new],
            )
        )


_SELECT: Final = select(
    accounts.c.profile_id,
    accounts.c.login,
    accounts.c.email,
    accounts.c.disabled,
    accounts.c.created_at,
    accounts.c.password_hash.is_not(None).label("has_password"),
    profiles.c.name,
).select_from(accounts.join(profiles))


_ENABLED: Final = (
    select(accounts.c.profile_id)
    .select_from(accounts.join(account_roles))
    .where(account_roles.c.role == "administrator", accounts.c.disabled.is_(False))
)
"""Administrators who can sign in."""


def _administrators(session: Session, person: str) -> int:
    """How many enabled administrators there are before a change of `person`.

    They are locked, so that such changes take turns and two cannot remove each other; SQLite's
    writers take turns anyway.
    """
    if session.scalar(select(accounts.c.login).where(accounts.c.profile_id == person)) is None:
        raise PersonNotFound(person=person)
    locked = _ENABLED.order_by(accounts.c.profile_id).with_for_update(of=accounts)
    return len(session.execute(locked).all())


def _keep_an_administrator(session: Session, before: int) -> None:
    if before and not session.execute(_ENABLED.limit(1)).all():
        raise InvalidInput("an administrator must be left", field="last_administrator")


def _set(session: Session, person: str, **values: object) -> None:
    session.execute(update(accounts).where(accounts.c.profile_id == person).values(**values))


def _roles(session: Session, people: Collection[str]) -> dict[str, frozenset[Role]]:
    found: dict[str, set[Role]] = {}
    query = select(account_roles).where(account_roles.c.person.in_(people))
    for row in session.execute(query).mappings():
        found.setdefault(row["person"], set()).add(cast("Role", row["role"]))
    return {person: frozenset(roles) for person, roles in found.items()}


def _last_seen(session: Session, people: Collection[str]) -> dict[str, Any]:
    latest = func.max(sign_ins.c.last_seen_at, type_=sign_ins.c.last_seen_at.type)
    query = select(sign_ins.c.person, latest).where(sign_ins.c.person.in_(people))
    return {row[0]: row[1] for row in session.execute(query.group_by(sign_ins.c.person))}


def _matching(search: str) -> ColumnElement[bool]:
    folded = name_key(search)
    columns = (accounts.c.login, accounts.c.email, profiles.c.name_key)
    return or_(*(column.contains(folded, autoescape=True) for column in columns))


def _account(row: RowMapping, roles: frozenset[Role]) -> Account:
    return Account(
        person=row["profile_id"],
        name=row["name"],
        login=row["login"],
        email=row["email"],
        roles=roles,
        disabled=bool(row["disabled"]),
        has_password=bool(row["has_password"]),
        created_at=row["created_at"],
    )
