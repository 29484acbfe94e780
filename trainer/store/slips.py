"""Slips of ended tickets in the database, and how often each is made on which fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import and_, delete, false, func, insert, or_, select
from sqlalchemy.orm import Session

from trainer.services.mentoring.ports import CommonSlip, People, SlipCall
from trainer.services.mentoring.slips import fault_in, slips_of
from trainer.store.engine import Database
from trainer.store.of_sample import of_sample
from trainer.store.people_filter import one_of
from trainer.store.tables import attempts, grades, profiles
from trainer.store.tables_mentoring import slips, ticket_faults

LEAST: Final = 2
"""What happened once is not common."""


class SqlSlips:
    """Implements `trainer.services.mentoring.ports.SlipStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def common(
        self, people: People, since: str, competency: str, offset: int, limit: int
    ) -> tuple[int, Sequence[CommonSlip]]:
        """The most frequent first."""
        row = slips.c
        by = (row.pack, row.fault, row.kind, row.tool, row.competency)
        times = func.count()
        found = and_(one_of(row.profile_id, people), row.month >= since)
        if competency:
            found = and_(found, row.competency == competency)
        counted = (
            select(*by, times.label("times"), func.count(row.profile_id.distinct()).label("people"))
            .where(found)
            .group_by(*by)
            .having(times >= LEAST)
            .subquery()
        )
        # The total comes with the page: counting the groups again would cost as much as finding them.
        page = (
            select(counted, func.count().over().label("total"))
            .order_by(counted.c.times.desc(), *(counted.c[one.name] for one in by))
            .offset(offset)
            .limit(limit)
        )
        with self._database.reading() as session:
            rows = session.execute(page).all()
            total = rows[0].total if rows else 0
            if not rows and offset:  # past the end
                total = session.scalar(select(func.count()).select_from(counted)) or 0
            tickets = self._tickets(session, people, since, {(one[0], one[1]) for one in rows})
        return total, tuple(_common(one[:-1], tickets) for one in rows)

    def calls(
        self, people: People, since: str, of: Sequence[CommonSlip], limit: int
    ) -> Sequence[Sequence[SlipCall]]:
        """The newest of each."""
        row = slips.c
        by = (row.pack, row.fault, row.kind, row.tool)
        newest = (row.graded_at.desc(), row.attempt_id)
        ranked = (
            select(
                *by,
                row.attempt_id,
                row.profile_id,
                row.graded_at,
                row.turn,
                func.row_number().over(partition_by=by, order_by=newest).label("place"),
            )
            .where(
                or_(
                    false(),
                    *(
                        and_(
                            row.pack == one.pack,
                            row.fault == one.fault,
                            row.kind == one.kind,
                            row.tool == one.tool,
                        )
                        for one in of
                    ),
                ),
                row.month >= since,
                one_of(row.profile_id, people),
                # To be rated before anybody knows what went wrong in it.
                ~of_sample(row.attempt_id),
            )
            .subquery()
        )
        told = ranked.c
        query = (
            select(
                *(told[one.name] for one in by),
                told.attempt_id,
                told.profile_id,
                profiles.c.name,
                told.graded_at,
                told.turn,
            )
            .join(profiles, profiles.c.id == told.profile_id)
            .where(told.place <= limit)
            .order_by(told.place)
        )
        found: dict[tuple[str, ...], list[SlipCall]] = {}
        with self._database.reading() as session:
            for pack, fault, kind, tool, *call in session.execute(query):
                found.setdefault((pack, fault, kind, tool), []).append(SlipCall(*call))
        return tuple(found.get((one.pack, one.fault, one.kind, one.tool), ()) for one in of)

    def _tickets(
        self, session: Session, people: People, since: str, faults: set[tuple[str, str]]
    ) -> dict[tuple[str, str], int]:
        row = ticket_faults.c
        query = (
            select(row.pack, row.fault, func.count())
            .where(
                row.fault.in_(sorted({fault for _, fault in faults})),
                one_of(row.profile_id, people),
                row.month >= since,
            )
            .group_by(row.pack, row.fault)
        )
        return {(pack, fault): count for pack, fault, count in session.execute(query)}


def keep_slips(
    session: Session, attempt_id: str, grade: Mapping[str, Any], counted: Mapping[str, int]
) -> None:
    """Write the rows that follow from a grade and mentors' levels, in place of those there were."""
    own = select(attempts.c.profile_id, attempts.c.pack, attempts.c.fault, attempts.c.finished_at)
    row = session.execute(own.where(attempts.c.id == attempt_id)).one()
    for table in (slips, ticket_faults):
        session.execute(delete(table).where(table.c.attempt_id == attempt_id))
    fault = fault_in(grade) or row.fault
    if not fault:
        return
    ticket = {
        "attempt_id": attempt_id, "profile_id": row.profile_id, "pack": row.pack, "fault": fault,
        "month": month_of(row.finished_at),
    }  # fmt: skip
    session.execute(insert(ticket_faults).values(ticket))
    rows = [
        {**ticket, "kind": one.kind, "competency": one.competency, "tool": one.tool,
         "turn": one.turn, "graded_at": row.finished_at}
        for one in slips_of(grade, counted)
    ]  # fmt: skip
    if rows:
        session.execute(insert(slips), rows)


def slips_again(session: Session, attempt_id: str, counted: Mapping[str, int]) -> None:
    """The same from the newest grade as stored."""
    newest = (
        select(grades.c.grade)
        .where(grades.c.attempt_id == attempt_id)
        .order_by(grades.c.id.desc())
        .limit(1)
    )
    if (grade := session.scalar(newest)) is not None:
        keep_slips(session, attempt_id, grade, counted)


def month_of(at: datetime) -> str:
    """The month of a time, such as "2026-11", in UTC."""
    return f"{at.astimezone(UTC):%Y-%m}"


def _common(row: Any, tickets: Mapping[tuple[str, str], int]) -> CommonSlip:
    pack, fault, kind, tool, competency, times, people = row
    return CommonSlip(
        pack, fault, kind, tool, competency, times, people, tickets.get((pack, fault), times)
    )
