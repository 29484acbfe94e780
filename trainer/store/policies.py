"""Saved policies, the attempts that show their effect, and how the database stands."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, insert, select, text

from trainer.services.accounts.ports import AuditEntry
from trainer.services.policy.ports import DatabaseFacts, PolicyVersion
from trainer.services.ports import AttemptRecord
from trainer.store.audit import append
from trainer.store.engine import Database
from trainer.store.errors import Conflict
from trainer.store.on_hold import attempt_columns, on_hold
from trainer.store.people_filter import one_of
from trainer.store.person_links import FORGOTTEN
from trainer.store.rows import attempt_from_row
from trainer.store.schema import current_revision
from trainer.store.tables import attempts, moves, profiles
from trainer.store.tables_accounts import accounts
from trainer.store.tables_policy import policy_versions


class SqlPolicies:
    """Implements `trainer.services.policy.ports.PolicyStore` and `PolicyEvidence`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, version: PolicyVersion, line: AuditEntry) -> bool:
        """Store the next version of a pack's overlay, with the audit's line."""
        row = {
            "pack": version.pack,
            "number": version.number,
            "made_at": version.made_at,
            "made_by": version.made_by,
            "reason": version.reason,
            "overlay": dict(version.overlay),
        }
        newest = select(func.max(policy_versions.c.number)).where(
            policy_versions.c.pack == version.pack
        )
        try:
            with self._database.writing() as session:
                if (session.scalar(newest) or 0) + 1 != version.number:
                    return False
                session.execute(insert(policy_versions).values(row))
                append(session, line)
        except Conflict:  # another server was a moment earlier
            return False
        return True

    def of_pack(self, pack_id: str) -> Sequence[PolicyVersion]:
        """A pack's versions, newest first."""
        query = (
            select(policy_versions, accounts.c.login)
            .select_from(
                policy_versions.outerjoin(
                    accounts, accounts.c.profile_id == policy_versions.c.made_by
                )
            )
            .where(policy_versions.c.pack == pack_id)
            .order_by(policy_versions.c.number.desc())
        )
        with self._database.reading() as session:
            return tuple(
                PolicyVersion(
                    pack=row["pack"],
                    number=row["number"],
                    made_at=row["made_at"],
                    made_by=row["made_by"],
                    reason=row["reason"],
                    overlay=row["overlay"],
                    made_by_login=row["login"] or "",
                )
                for row in session.execute(query).mappings()
            )

    def active(self, limit: int) -> Sequence[str]:
        """Ids of people with graded attempts, whoever finished one last first; no candidates."""
        query = (
            select(attempts.c.profile_id)
            .where(attempts.c.overall.is_not(None), one_of(attempts.c.profile_id, None))
            .group_by(attempts.c.profile_id)
            .order_by(func.max(attempts.c.finished_at).desc(), attempts.c.profile_id)
            .limit(limit)
        )
        with self._database.reading() as session:
            return tuple(session.scalars(query))

    def latest(self, pack_id: str, limit: int) -> Sequence[AttemptRecord]:
        """The pack's graded attempts that ended last, newest first."""
        query = (
            attempt_columns()
            .where(
                attempts.c.pack == pack_id,
                attempts.c.overall.is_not(None),
                ~on_hold(),
                one_of(attempts.c.profile_id, None),
            )
            .order_by(attempts.c.finished_at.desc(), attempts.c.id)
            .limit(limit)
        )
        with self._database.reading() as session:
            return tuple(attempt_from_row(row) for row in session.execute(query).mappings())

    def open_attempts(self, pack_id: str) -> int:
        """How many attempts on the pack are open."""
        query = select(func.count()).where(attempts.c.pack == pack_id, attempts.c.status == "open")
        with self._database.reading() as session:
            return session.scalar(query) or 0


class SqlDatabaseHealth:
    """Implements `trainer.services.policy.ports.DatabaseHealth`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def look(self) -> DatabaseFacts:
        """The database's facts as of now."""
        kind = self._database.read_engine.dialect.name
        size = (
            "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
            if kind == "sqlite"
            else "SELECT pg_database_size(current_database())"
        )
        people = select(func.count()).select_from(profiles).where(profiles.c.id != FORGOTTEN)
        every = select(func.count()).select_from(attempts)
        with self._database.reading() as session:
            return DatabaseFacts(
                kind=kind,
                size=int(session.scalar(text(size)) or 0),
                revision=current_revision(session.connection()) or "",
                people=session.scalar(people) or 0,
                attempts=session.scalar(every) or 0,
                open_attempts=session.scalar(every.where(attempts.c.status == "open")) or 0,
                moves=session.scalar(select(func.count()).select_from(moves)) or 0,
            )
