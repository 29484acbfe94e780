"""Groups in the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, cast

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.orm import Session

from trainer.domain.people import Role
from trainer.errors import InvalidInput
from trainer.services.accounts.ports import Account, AuditEntry, Group, Kind, Membership
from trainer.store.audit import append
from trainer.store.engine import Database
from trainer.store.errors import Conflict
from trainer.store.profiles import name_key
from trainer.store.tables import profiles
from trainer.store.tables_accounts import account_roles, accounts, group_members, groups


class SqlGroups:
    """Implements `trainer.services.accounts.ports.GroupStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, group: Group, note: AuditEntry) -> None:
        """Store a new group."""
        try:
            with self._database.writing() as session:
                session.execute(insert(groups).values(group_row(group)))
                append(session, note)
        except Conflict as conflict:
            raise _taken() from conflict

    def rename(self, group_id: str, name: str, note: AuditEntry) -> None:
        """Another name for the group."""
        try:
            with self._database.writing() as session:
                own = update(groups).where(groups.c.id == group_id)
                session.execute(own.values(name=name, name_key=name_key(name)))
                append(session, note)
        except Conflict as conflict:
            raise _taken() from conflict

    def get(self, group_id: str) -> Group | None:
        """The group of this id."""
        with self._database.reading() as session:
            row = session.execute(select(groups).where(groups.c.id == group_id)).mappings()
            found = row.one_or_none()
            return _group(found) if found else None

    def all(self) -> Sequence[Group]:
        """All groups, by name."""
        with self._database.reading() as session:
            rows = session.execute(select(groups)).mappings().all()
        # Sorted here, because databases order letters outside ASCII differently.
        return tuple(_group(row) for row in sorted(rows, key=lambda row: str(row["name_key"])))

    def of_person(self, person: str) -> Sequence[Membership]:
        """The person's places."""
        with self._database.reading() as session:
            return memberships(session, (person,)).get(person, ())

    def people(self, group_id: str, kind: Kind) -> Sequence[Account]:
        """Who stands to the group in this way, by name, without disabled accounts."""
        joined = group_members.join(accounts).join(profiles)
        query = (
            select(
                accounts.c.profile_id,
                accounts.c.login,
                accounts.c.email,
                accounts.c.created_at,
                accounts.c.password_hash.is_not(None).label("has_password"),
                profiles.c.name,
                profiles.c.name_key,
            )
            .select_from(joined)
            .where(group_members.c.group_id == group_id, group_members.c.kind == kind)
            .where(accounts.c.disabled.is_(False))
        )
        with self._database.reading() as session:
            rows = session.execute(query).mappings().all()
            ids = [row["profile_id"] for row in rows]
            roles = session.execute(
                select(account_roles).where(account_roles.c.person.in_(ids))
            ).mappings()
            by_person: dict[str, set[Role]] = {}
            for row in roles:
                by_person.setdefault(row["person"], set()).add(cast("Role", row["role"]))
        return tuple(
            Account(
                person=row["profile_id"],
                name=row["name"],
                login=row["login"],
                email=row["email"],
                roles=frozenset(by_person.get(row["profile_id"], ())),
                disabled=False,
                has_password=bool(row["has_password"]),
                created_at=row["created_at"],
            )
            for row in sorted(rows, key=lambda row: str(row["name_key"]))
        )

    def put(self, group_id: str, person: str, kind: Kind, note: AuditEntry) -> None:
        """Doing it again changes nothing."""
        row = {"group_id": group_id, "person": person, "kind": kind}
        try:
            with self._database.writing() as session:
                session.execute(insert(group_members).values(row))
                append(session, note)
        except Conflict:
            here = {(place.group_id, place.kind) for place in self.of_person(person)}
            if (group_id, kind) not in here:
                raise

    def take(self, group_id: str, person: str, kind: Kind, note: AuditEntry) -> None:
        """Take the person out; nothing is noted where they were not in."""
        members = group_members.c
        own = (members.group_id == group_id) & (members.person == person) & (members.kind == kind)
        with self._database.writing() as session:
            found = session.execute(delete(group_members).where(own))
            if found.rowcount:  # type: ignore[attr-defined]
                append(session, note)


def group_row(group: Group) -> dict[str, Any]:
    """All columns of a group."""
    return {
        "id": group.id,
        "name": group.name,
        "name_key": name_key(group.name),
        "created_at": group.created_at,
    }


def memberships(session: Session, people: Collection[str]) -> dict[str, tuple[Membership, ...]]:
    """The places of these people in groups, by person, by the group's name."""
    query = (
        select(group_members, groups.c.name, groups.c.name_key)
        .select_from(group_members.join(groups))
        .where(group_members.c.person.in_(people))
    )
    found: dict[str, list[Membership]] = {}
    rows = session.execute(query).mappings().all()
    for row in sorted(rows, key=lambda row: (str(row["name_key"]), str(row["kind"]))):
        place = Membership(row["group_id"], row["name"], cast("Kind", row["kind"]))
        found.setdefault(row["person"], []).append(place)
    return {person: tuple(places) for person, places in found.items()}


def _group(row: RowMapping) -> Group:
    return Group(row["id"], row["name"], row["created_at"])


def _taken() -> InvalidInput:
    return InvalidInput("the name is taken", field="group", reason="group_taken")
