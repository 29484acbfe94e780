"""Who belongs to which group, as the services that only ask need it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import cast

from sqlalchemy import select

from trainer.domain.people import Role
from trainer.store.engine import Database
from trainer.store.tables_accounts import account_roles, group_members, groups
from trainer.store.tables_screening import candidates


class SqlMemberships:
    """Implements the ports of groups and roles of records and mentoring. Mentors of a group are no
    members of it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_person(self, profile_id: str) -> frozenset[str]:
        """The groups that the person belongs to."""
        query = select(group_members.c.group_id).where(
            group_members.c.person == profile_id, group_members.c.kind == "member"
        )
        with self._database.reading() as session:
            return frozenset(session.scalars(query))

    groups_of = of_person

    def members(self, group_ids: Collection[str]) -> Sequence[str]:
        """The people who belong to any of these groups, each once, by id."""
        query = (
            select(group_members.c.person)
            .where(group_members.c.group_id.in_(sorted(group_ids)))
            .where(group_members.c.kind == "member")
            .distinct()
            .order_by(group_members.c.person)
        )
        with self._database.reading() as session:
            return tuple(session.scalars(query))

    def names(self, group_ids: Collection[str] | None) -> Mapping[str, str]:
        """Names by id of these groups, of all of them for None; unknown ids are left out."""
        query = select(groups.c.id, groups.c.name)
        if group_ids is not None:
            query = query.where(groups.c.id.in_(sorted(group_ids)))
        with self._database.reading() as session:
            return {row[0]: row[1] for row in session.execute(query)}


class SqlRoles:
    """Implements the port of roles. Without an account one is a candidate, or practises in local mode."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_person(self, profile_id: str) -> frozenset[Role]:
        """The person's roles."""
        query = select(account_roles.c.role).where(account_roles.c.person == profile_id)
        with self._database.reading() as session:
            found = frozenset(cast("Role", role) for role in session.scalars(query))
            if found:
                return found
            own = select(candidates.c.id).where(candidates.c.profile_id == profile_id)
            return frozenset({"candidate" if session.scalar(own) else "newcomer"})
