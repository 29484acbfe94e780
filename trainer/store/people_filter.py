"""Conditions on people that several repositories share."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, true

from trainer.store.profiles import name_key
from trainer.store.tables import profiles


def one_of(column: ColumnElement[str], people: Collection[str] | None) -> ColumnElement[bool]:
    """The column names one of these people; None is everybody."""
    return true() if people is None else column.in_(sorted(people))


def named(search: str) -> ColumnElement[bool]:
    """The profile's name holds this text, without regard to case."""
    folded = name_key(search)
    return profiles.c.name_key.contains(folded, autoescape=True) if folded else true()
