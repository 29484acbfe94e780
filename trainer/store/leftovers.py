"""What stands in the database after its purpose, whoever it is about: counted and cleared."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Table, delete, exists, func, or_, select, update

from trainer.services.records.ports import Bounds, Leftover
from trainer.store.audit_clearing import clear_audit, count_audit
from trainer.store.engine import Database
from trainer.store.overwrite import overwriting
from trainer.store.tables import profiles
from trainer.store.tables_accounts import audit, failed_sign_ins, invitations, sign_ins
from trainer.store.tables_screening import candidates


class SqlLeftovers:
    """Implements `trainer.services.records.ports.Leftovers`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, bounds: Bounds) -> Leftover:
        """What `clear` would clear now."""
        with self._database.reading() as session:
            found = {
                name: session.scalar(select(func.count()).select_from(table).where(old)) or 0
                for name, (table, old) in _old(bounds.ended).items()
            }
            addresses, lines = count_audit(session, bounds.addresses, bounds.lines)
        return Leftover(**found, addresses=addresses, lines=lines)

    def clear(self, bounds: Bounds) -> Leftover:
        """Clear all of it in one transaction; how much it was."""
        cleared = {}
        with overwriting(self._database) as session:
            for name, (table, old) in _old(bounds.ended).items():
                # Of an invitation only its address goes: how people came in stays told.
                change = (
                    update(table).values(email=None) if name == "invitations" else delete(table)
                )
                cleared[name] = session.execute(change.where(old)).rowcount  # type: ignore[attr-defined]
            addresses, lines = clear_audit(session, bounds.addresses, bounds.lines)
        return Leftover(**cleared, addresses=addresses, lines=lines)

    def last_cleared(self) -> datetime | None:
        """When the audit last tells of a clearing; None where it tells of none."""
        query = select(func.max(audit.c.at)).where(audit.c.operation == "records.cleared")
        with self._database.reading() as session:
            last: datetime | None = session.scalar(query)
        return last


def _old(ended: datetime) -> dict[str, tuple[Table, ColumnElement[bool]]]:
    """Rows that are of no more use, by their name in Leftover."""
    over = or_(
        invitations.c.used_at.is_not(None),
        invitations.c.withdrawn_at.is_not(None),
        invitations.c.expires_at < ended,
    )
    return {
        "unopened": (
            candidates,
            # Or the server died between the use of the link and the making of the profile.
            ~exists().where(profiles.c.id == candidates.c.profile_id)
            & (candidates.c.token_expires_at < ended),
        ),
        "invitations": (invitations, invitations.c.email.is_not(None) & over),
        "sessions": (sign_ins, or_(sign_ins.c.revoked_at < ended, sign_ins.c.expires_at < ended)),
        "failed": (failed_sign_ins, failed_sign_ins.c.last_at < ended),
    }
