"""The one way in which lines of the audit end: by their age."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from trainer.store.tables_accounts import audit


def clear_audit(session: Session, addresses: datetime, lines: datetime | None) -> tuple[int, int]:
    """Empty the network addresses of lines from before `addresses`, and delete lines from before
    `lines` (None: none), within the caller's transaction. Returns how many of each, told apart:
    a line that goes with its address counts as a line."""
    gone = 0
    if lines is not None:
        gone = session.execute(delete(audit).where(audit.c.at < lines)).rowcount  # type: ignore[attr-defined]
    emptied = session.execute(
        update(audit).where(audit.c.at < addresses, audit.c.ip != "").values(ip="")
    )
    return emptied.rowcount, gone  # type: ignore[attr-defined]


def count_audit(session: Session, addresses: datetime, lines: datetime | None) -> tuple[int, int]:
    """What `clear_audit` would do now."""
    told = select(func.count()).where(audit.c.at < addresses, audit.c.ip != "")
    if lines is None:
        return session.scalar(told) or 0, 0
    gone = session.scalar(select(func.count()).where(audit.c.at < lines)) or 0
    return session.scalar(told.where(audit.c.at >= lines)) or 0, gone
