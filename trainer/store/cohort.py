"""A cohort's results, counted by the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, case, func, select

from trainer.progress.improvement import Results
from trainer.services.mentoring.ports import Frequent, People, Stretches, WeakCall
from trainer.services.mentoring.slips import WEAK
from trainer.store.engine import Database
from trainer.store.of_sample import of_sample
from trainer.store.on_hold import on_hold
from trainer.store.people_filter import one_of
from trainer.store.profiles import name_key
from trainer.store.tables import attempts, profiles
from trainer.store.tables_mentoring import criterion_scores, criterion_tallies


class SqlCohort:
    """Implements `trainer.services.mentoring.ports.CohortStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def names(self, people: People) -> Sequence[tuple[str, str]]:
        """By name."""
        query = select(profiles.c.id, profiles.c.name).where(one_of(profiles.c.id, people))
        if people is None:
            has_any = select(attempts.c.id).where(attempts.c.profile_id == profiles.c.id).exists()
            query = query.where(has_any)
        with self._database.reading() as session:
            rows = [(row.id, row.name) for row in session.execute(query)]
        # Sorted here, because databases order letters outside ASCII differently.
        return tuple(sorted(rows, key=lambda row: (name_key(row[1]), row[0])))

    def stretches(self, people: People, count: int) -> Sequence[Stretches]:
        """Ranked by the database, newest first."""
        row = attempts.c
        # Tickets of one moment are as good as each other: no second sort by id.
        rank = func.row_number().over(
            partition_by=(row.profile_id, row.line), order_by=row.finished_at.desc()
        )
        ranked = (
            select(row.profile_id, row.line, row.overall, rank.label("place"))
            .where(one_of(row.profile_id, people), row.overall.is_not(None), ~on_hold())
            .subquery()
        )
        return self._stretches(ranked, ranked.c.place <= 2 * count, ranked.c.place <= count)

    def around(self, people: People, start: datetime, middle: datetime) -> Sequence[Stretches]:
        """By when they ended."""
        row = attempts.c
        found = (
            one_of(row.profile_id, people)
            & row.overall.is_not(None)
            & (row.finished_at >= start)
            & ~on_hold()
        )
        return self._stretches(attempts, found, row.finished_at >= middle)

    def frequent(
        self, people: People, since: str, offset: int, limit: int
    ) -> tuple[int, Sequence[Frequent]]:
        """The most often weak first."""
        row = criterion_tallies.c
        weak = func.sum(row.weak)
        # NULLs are not counted: people with a strong score only fall out.
        persons = func.count(case((row.weak > 0, row.profile_id)).distinct())
        query = (
            select(row.criterion, row.competency, func.sum(row.scored), weak, persons)
            .where(one_of(row.profile_id, people), row.month >= since)
            .group_by(row.criterion, row.competency)
            .having(weak > 0)
            .order_by(weak.desc(), row.criterion)
        )
        with self._database.reading() as session:
            rows = [
                Frequent(criterion, competency, int(scored), int(bad), int(persons_there))
                for criterion, competency, scored, bad, persons_there in session.execute(query)
            ]
        return len(rows), rows[offset : offset + limit]  # some thirty criteria at most

    def weak_calls(
        self, people: People, since: str, criteria: Sequence[str], limit: int
    ) -> Mapping[str, Sequence[WeakCall]]:
        """The newest one of each person and month, the newest of these."""
        row = criterion_tallies.c
        whose = one_of(row.profile_id, people) & (row.month >= since) & (row.weak > 0)
        return self._weak_calls(row.last_attempt, row.last_at, whose, criteria, limit)

    def weak_calls_of(
        self, person: str, since: str, criteria: Sequence[str], limit: int
    ) -> Mapping[str, Sequence[WeakCall]]:
        """The newest of this person."""
        row = criterion_scores.c
        whose = one_of(row.profile_id, (person,)) & (row.month >= since) & (row.counted <= WEAK)
        return self._weak_calls(row.attempt_id, row.graded_at, whose, criteria, limit)

    def _weak_calls(
        self,
        attempt: Column[str],
        at: Column[datetime],
        found: ColumnElement[bool],
        criteria: Sequence[str],
        limit: int,
    ) -> Mapping[str, Sequence[WeakCall]]:
        """The newest calls of each criterion among the rows `found` of the table that both columns are of."""
        row = attempt.table.c
        place = func.row_number().over(partition_by=row.criterion, order_by=(at.desc(), attempt))
        ranked = (
            select(
                row.criterion,
                attempt.label("attempt_id"),
                row.profile_id,
                at.label("at"),
                place.label("place"),
            )
            # To be rated before anybody knows what is weak in it.
            .where(found, row.criterion.in_(criteria), ~of_sample(attempt))
            .subquery()
        )
        told = ranked.c
        query = (
            select(told.criterion, told.attempt_id, told.profile_id, profiles.c.name, told.at)
            .join(profiles, profiles.c.id == told.profile_id)
            .where(told.place <= limit)
            .order_by(told.place)
        )
        calls: dict[str, list[WeakCall]] = {}
        with self._database.reading() as session:
            for call in session.execute(query):
                calls.setdefault(call.criterion, []).append(WeakCall(*call))
        return calls

    def _stretches(
        self, source: FromClause, found: ColumnElement[bool], late: ColumnElement[bool]
    ) -> Sequence[Stretches]:
        row = source.c
        figures = []
        for part in (case((late, row.overall)), case((~late, row.overall))):
            figures += [func.count(part), func.avg(part), func.avg(part * part)]
        query = (
            select(row.profile_id, row.line, *figures)
            .where(found)
            .group_by(row.profile_id, row.line)
        )
        with self._database.reading() as session:
            rows = session.execute(query).all()
        return tuple(
            Stretches(one[0], one[1], _results(*one[2:5]), _results(*one[5:8])) for one in rows
        )


def _results(count: int, mean: Any, squares: Any) -> Results | None:
    if not count:
        return None
    spread = float(squares) - float(mean) ** 2
    variance = max(0.0, spread) * count / (count - 1) if count > 1 else 0.0
    return Results(count, float(mean), variance)
