"""The audit in the database: added to, never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from sqlalchemy import RowMapping, insert, or_, select
from sqlalchemy.orm import Session

from trainer.services.accounts.ports import AuditEntry
from trainer.store.engine import Database
from trainer.store.tables_accounts import accounts, audit, groups


def append(session: Session, entry: AuditEntry) -> None:
    """Add the line within the caller's transaction."""
    row = {
        "at": entry.at,
        "actor": entry.actor,
        "operation": entry.operation,
        "object": entry.object,
        "detail": dict(entry.detail),
        "ip": entry.ip,
    }
    session.execute(insert(audit).values(row))


class SqlAudit:
    """Implements `trainer.services.accounts.ports.AuditStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, entry: AuditEntry) -> None:
        """Add a line in a transaction of its own."""
        with self._database.writing() as session:
            append(session, entry)

    def page(self, search: str, before: int, limit: int) -> Sequence[AuditEntry]:
        """Lines whose actor, operation or object holds `search`, newest first."""
        actors, objects = accounts.alias("actors"), accounts.alias("objects")
        query = (
            select(
                audit,
                actors.c.login.label("actor_login"),
                objects.c.login.label("object_login"),
                groups.c.name.label("group_name"),
            )
            .select_from(
                audit.outerjoin(actors, actors.c.profile_id == audit.c.actor)
                .outerjoin(objects, objects.c.profile_id == audit.c.object)
                .outerjoin(groups, groups.c.id == audit.c.object)
            )
            .order_by(audit.c.id.desc())
            .limit(limit)
        )
        if before:
            query = query.where(audit.c.id < before)
        if search:
            columns = (
                audit.c.actor,
                audit.c.operation,
                audit.c.object,
                *(table.c.login for table in (actors, objects)),
            )
            query = query.where(or_(*(one.contains(search, autoescape=True) for one in columns)))
        with self._database.reading() as session:
            rows = session.execute(query).mappings().all()
            logins = _logins(session, {str(row["detail"].get("person", "")) for row in rows})
        return tuple(_entry(row, logins) for row in rows)


def _logins(session: Session, people: Set[str]) -> Mapping[str, str]:
    query = select(accounts.c.profile_id, accounts.c.login).where(accounts.c.profile_id.in_(people))
    return {row.profile_id: row.login for row in session.execute(query)}


def _entry(row: RowMapping, logins: Mapping[str, str]) -> AuditEntry:
    return AuditEntry(
        at=row["at"],
        actor=row["actor"],
        operation=row["operation"],
        object=row["object"],
        detail=row["detail"],
        ip=row["ip"],
        id=row["id"],
        actor_login=row["actor_login"] or "",
        object_login=row["object_login"] or "",
        group_name=row["group_name"] or "",
        person_login=logins.get(str(row["detail"].get("person", "")), ""),
    )
