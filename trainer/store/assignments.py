"""Assignments in the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, or_, select, true, update
from sqlalchemy.orm import Session

from trainer.services.mentoring.ports import People
from trainer.services.mentoring.records import Assignment, Step
from trainer.store.engine import Database
from trainer.store.tables_mentoring import assignment_steps, assignments


class SqlAssignments:
    """Implements `trainer.services.mentoring.ports.AssignmentStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, assignment: Assignment) -> None:
        """Store it with its steps."""
        row = asdict(assignment)
        steps = row.pop("steps")
        with self._database.writing() as session:
            session.execute(insert(assignments).values(row))
            session.execute(
                insert(assignment_steps),
                [
                    {**step, "assignment_id": assignment.id, "number": number}
                    for number, step in enumerate(steps, 1)
                ],
            )

    def get(self, assignment_id: str) -> Assignment | None:
        """The assignment of this id."""
        with self._database.reading() as session:
            found = _read(session, assignments.c.id == assignment_id)
            return found[0] if found else None

    def withdraw(self, assignment_id: str, at: datetime) -> None:
        """Once; the first time stays."""
        own = (assignments.c.id == assignment_id) & assignments.c.withdrawn_at.is_(None)
        with self._database.writing() as session:
            session.execute(update(assignments).where(own).values(withdrawn_at=at))

    def of_mentor(
        self, people: People, groups: Collection[str], offset: int, limit: int
    ) -> tuple[int, Sequence[Assignment]]:
        """The one due last first."""
        within = true() if people is None else _to(people, groups)
        found = within & assignments.c.withdrawn_at.is_(None)
        with self._database.reading() as session:
            total = session.scalar(select(func.count()).select_from(assignments).where(found)) or 0
            return total, _read(session, found, offset, limit, newest=True)

    def to(self, person: str, groups: Collection[str]) -> Sequence[Assignment]:
        """The one due first first."""
        with self._database.reading() as session:
            return _read(session, _to((person,), groups) & assignments.c.withdrawn_at.is_(None))


def _to(people: Collection[str], groups: Collection[str]) -> ColumnElement[bool]:
    return or_(assignments.c.person.in_(sorted(people)), assignments.c.group_id.in_(sorted(groups)))


def _read(
    session: Session,
    found: ColumnElement[bool],
    offset: int = 0,
    limit: int = 200,
    newest: bool = False,
) -> tuple[Assignment, ...]:
    due = assignments.c.due_at.desc() if newest else assignments.c.due_at
    page = select(assignments).where(found).order_by(due, assignments.c.id)
    rows = session.execute(page.offset(offset).limit(limit)).mappings().all()
    steps: dict[str, list[Step]] = {row["id"]: [] for row in rows}
    of_these = (
        select(assignment_steps)
        .where(assignment_steps.c.assignment_id.in_(list(steps)))
        .order_by(assignment_steps.c.assignment_id, assignment_steps.c.number)
    )
    for row in session.execute(of_these).mappings():
        own = steps[row["assignment_id"]]
        own.append(Step(row["line"], row["area"], row["fault"], row["count"]))
    return tuple(Assignment(**row, steps=tuple(steps[row["id"]])) for row in rows)
