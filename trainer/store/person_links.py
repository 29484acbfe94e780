"""Which rows of which tables are about a person, told from the tables themselves.

Foreign keys are discovered, so that a table added later is covered on the day it is added. A test
lists what was found with its fate; a new one fails there until somebody has thought about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKeyConstraint,
    MetaData,
    Table,
    false,
    or_,
    select,
    tuple_,
)

Fate = Literal["delete", "clear", "reassign"]
"""What happens to a row when the person it points to goes: it goes as well; its pointer is emptied
(where it may not be NULL, to an empty text); its pointer, which must not be empty, goes to FORGOTTEN."""
FORGOTTEN: Final = "forgotten"
"""Id of the profile that stands where a person stood whom others' rows still mention: a mentor
who wrote a correction, say. It is nobody's and is not listed."""

_OWN: Final = frozenset(
    {"profile_id", "person_id", "trainee_id", "candidate_id", "newcomer_id", "account_id"}
)
"""Columns by which a row belongs to a person, rather than mentions one."""
_MENTIONS: Final = ("_by", "actor_id", "mentor_id", "recruiter_id", "author_id", "reviewer_id")
"""Endings of columns that name somebody who did something to others' rows."""

_ALSO: Final = frozenset({"assignments.person", "comment_bank.owner"})
"""Columns "table.column" without a foreign key by which a row belongs to a person."""

OVERRIDES: Final[dict[str, Fate]] = {
    # Administrators reach every campaign, so that one without its recruiter is not lost.
    "screening_campaigns.owner": "reassign",
    # Pages then say that somebody decided.
    "screening_decisions.by": "clear",
    # An empty one says that the candidate wrote it.
    "screening_disputes.by": "reassign",
}
"""Fates of "table.column" that the rules below would get wrong or would not find."""


@dataclass(frozen=True, slots=True)
class Link:
    """Columns of a table that point to a row about a person, with what happens to that row."""

    table: Table
    columns: tuple[Column[Any], ...]
    targets: tuple[Column[Any], ...]
    fate: Fate

    @property
    def name(self) -> str:
        """ "table.column" (columns are joined by +)."""
        return f"{self.table.name}." + "+".join(column.name for column in self.columns)


def links_to_people(metadata: MetaData, people: str = "profiles") -> tuple[Link, ...]:
    """All links that lead to the table of people, directly or through rows that belong to one.

    A column that is named like such a link without being a foreign key counts as one.
    """
    root = metadata.tables[people]
    found: dict[str, Link] = {}
    belongs = {root}
    while True:
        before = len(found)
        for table in metadata.sorted_tables:
            for link in _links_of(table, belongs, root):
                if link.name not in found:
                    found[link.name] = link
                    if link.fate == "delete":
                        belongs.add(table)
        if len(found) == before:
            return tuple(found[name] for name in sorted(found))


def _links_of(table: Table, belongs: set[Table], root: Table) -> Iterator[Link]:
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint) and constraint.referred_table in belongs:
            if constraint.referred_table is table:
                continue  # a row that points to its predecessor goes with its owner's rows
            columns = tuple(constraint.columns)
            targets = tuple(element.column for element in constraint.elements)
            yield Link(
                table, columns, targets, _fate(table, columns, constraint.referred_table is root)
            )
    if table is root:
        return
    for column in table.columns:
        named = (
            column.name in _OWN
            or column.name.endswith(_MENTIONS)
            or f"{table.name}.{column.name}" in _ALSO | OVERRIDES.keys()
        )
        if named and not column.foreign_keys:
            yield Link(table, (column,), (root.c.id,), _fate(table, (column,), True))


def _fate(table: Table, columns: tuple[Column[Any], ...], to_person: bool) -> Fate:
    name = f"{table.name}." + "+".join(column.name for column in columns)
    if name in OVERRIDES:
        return OVERRIDES[name]
    may_be_empty = all(column.nullable for column in columns)
    if not to_person:
        return "clear" if may_be_empty else "delete"
    if name in _ALSO or any(column.name in _OWN or column.primary_key for column in columns):
        return "delete"
    return "clear" if may_be_empty else "reassign"


def owned(
    table: Table, links: Sequence[Link], people: Table, ids: Sequence[str]
) -> ColumnElement[bool]:
    """The condition that a row of `table` belongs to one of the people with these ids."""
    if table is people:
        return people.c.id.in_(ids)
    own = [link for link in links if link.table is table and link.fate == "delete"]
    return or_(false(), *(points(link, links, people, ids) for link in own))


def points(
    link: Link, links: Sequence[Link], people: Table, ids: Sequence[str]
) -> ColumnElement[bool]:
    """The condition that a row's link leads to one of these people or to a row that is theirs."""
    target = link.targets[0].table
    if target is people and len(link.columns) == 1:
        return link.columns[0].in_(ids)
    assert isinstance(target, Table)
    theirs = select(*link.targets).where(owned(target, links, people, ids))
    if len(link.columns) == 1:
        return link.columns[0].in_(theirs)
    return tuple_(*link.columns).in_(theirs)
