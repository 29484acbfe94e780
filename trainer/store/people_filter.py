"""Conditions on people that several repositories share."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, select, true

from trainer.store.engine import Database
from trainer.store.profiles import name_key
from trainer.store.tables import profiles
from trainer.store.tables_screening import candidates


def one_of(column: ColumnElement[str], people: Collection[str] | None) -> ColumnElement[bool]:
    """The column names one of these people; None is everybody but candidates: a screening is no
    practice, and nobody coaches it or reads it past its campaign."""
    if people is not None:
        return column.in_(sorted(people))
    screened = select(candidates.c.profile_id).where(candidates.c.profile_id.is_not(None))
    return column.not_in(screened)


def named(search: str) -> ColumnElement[bool]:
    """The profile's name holds this text, without regard to case."""
    folded = name_key(search)
    return profiles.c.name_key.contains(folded, autoescape=True) if folded else true()


class SqlScreened:
    """Says whether a profile id is a candidate's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __call__(self, person: str) -> bool:
        query = select(candidates.c.id).where(candidates.c.profile_id == person)
        with self._database.reading() as session:
            return session.scalar(query) is not None
