"""Grades on hold: what mentors hold last counts, and what was computed from a grade goes with it."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, Select, delete, exists, select
from sqlalchemy.orm import Session

from trainer.store.tables import attempts, snapshots
from trainer.store.tables_mentoring import holds

_LATER: Final = holds.alias("later")


def on_hold() -> ColumnElement[bool]:
    """Whether the attempt's grade is held. The rows of holds are few: they are looked up once."""
    later = exists().where(_LATER.c.attempt_id == holds.c.attempt_id, _LATER.c.id > holds.c.id)
    return attempts.c.id.in_(select(holds.c.attempt_id).where(holds.c.held, ~later))


def attempt_columns(*others: ColumnElement[Any]) -> Select[Any]:
    """A query for all that `trainer.store.rows.attempt_from_row` reads, and `others`."""
    return select(attempts, on_hold().label("held"), *others)


def forget_readiness(session: Session, attempt_id: str) -> None:
    """Let the readiness of whoever made this attempt be computed anew: what counts has changed."""
    person = select(attempts.c.profile_id).where(attempts.c.id == attempt_id).scalar_subquery()
    session.execute(delete(snapshots).where(snapshots.c.profile_id == person))
