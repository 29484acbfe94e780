"""A cohort's results, counted by the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, case, func, select

from trainer.services.mentoring.ports import Frequent, People, Stretch, WeakCall
from trainer.store.engine import Database
from trainer.store.people_filter import one_of
from trainer.store.profiles import name_key
from trainer.store.tables import attempts, profiles
from trainer.store.tables_mentoring import criterion_scores, review_items


class SqlCohort:
    """Implements `trainer.services.mentoring.ports.CohortStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def names(self, people: People) -> Sequence[tuple[str, str]]:
        """By name."""
        query = select(profiles.c.id, profiles.c.name)
        if people is None:
            query = query.where(profiles.c.id.in_(select(attempts.c.profile_id).distinct()))
        else:
            query = query.where(one_of(profiles.c.id, people))
        with self._database.reading() as session:
            rows = [(row.id, row.name) for row in session.execute(query)]
        # Sorted here, because databases order letters outside ASCII differently.
        return tuple(sorted(rows, key=lambda row: (name_key(row[1]), row[0])))

    def last(self, people: People, skip: int, count: int) -> Sequence[Stretch]:
        """Ranked by the database, newest first."""
        rank = func.row_number().over(
            partition_by=(attempts.c.profile_id, attempts.c.line),
            order_by=(attempts.c.finished_at.desc(), attempts.c.id),
        )
        ranked = (
            select(attempts.c.profile_id, attempts.c.line, attempts.c.overall, rank.label("place"))
            .where(one_of(attempts.c.profile_id, people), attempts.c.overall.is_not(None))
            .subquery()
        )
        return self._stretches(ranked, (ranked.c.place > skip) & (ranked.c.place <= skip + count))

    def between(self, people: People, start: datetime, end: datetime) -> Sequence[Stretch]:
        """By when they ended."""
        found = (
            one_of(attempts.c.profile_id, people)
            & attempts.c.overall.is_not(None)
            & (attempts.c.finished_at >= start)
            & (attempts.c.finished_at < end)
        )
        return self._stretches(attempts, found)

    def frequent(
        self, people: People, since: datetime, offset: int, limit: int
    ) -> tuple[int, Sequence[Frequent]]:
        """The most often weak first."""
        row = criterion_scores.c
        weak = func.sum(case((row.counted <= 1, 1), else_=0))
        # NULLs are not counted: people with a strong score only fall out.
        persons = func.count(case((row.counted <= 1, row.profile_id)).distinct())
        query = (
            select(row.criterion, row.competency, func.count(), weak, persons)
            .where(one_of(row.profile_id, people), row.graded_at >= since)
            .group_by(row.criterion, row.competency)
            .having(weak > 0)
            .order_by(weak.desc(), row.criterion)
        )
        with self._database.reading() as session:
            rows = [Frequent(*found) for found in session.execute(query)]
        return len(rows), rows[offset : offset + limit]  # some thirty criteria at most

    def weak_calls(
        self, people: People, since: datetime, criterion: str, limit: int
    ) -> Sequence[WeakCall]:
        """The newest ones."""
        row = criterion_scores.c
        query = (
            select(row.criterion, row.attempt_id, row.profile_id, profiles.c.name, row.graded_at)
            .join(profiles, profiles.c.id == row.profile_id)
            .where(
                row.criterion == criterion,
                row.counted <= 1,
                row.graded_at >= since,
                one_of(row.profile_id, people),
                # Attempts of the sample are to be rated before anybody knows what is weak in them.
                row.attempt_id.not_in(
                    select(review_items.c.attempt_id).where(review_items.c.sampled)
                ),
            )
            .order_by(row.graded_at.desc(), row.attempt_id)
            .limit(limit)
        )
        with self._database.reading() as session:
            return tuple(WeakCall(*found) for found in session.execute(query))

    def _stretches(self, source: FromClause, found: ColumnElement[bool]) -> Sequence[Stretch]:
        row = source.c
        query = (
            select(
                row.profile_id,
                row.line,
                func.count(),
                func.avg(row.overall),
                func.avg(row.overall * row.overall),
            )
            .where(found)
            .group_by(row.profile_id, row.line)
        )
        with self._database.reading() as session:
            return tuple(_stretch(*one) for one in session.execute(query))


def _stretch(profile_id: str, line: int, count: int, mean: Any, squares: Any) -> Stretch:
    spread = float(squares) - float(mean) ** 2
    variance = max(0.0, spread) * count / (count - 1) if count > 1 else 0.0
    return Stretch(profile_id, line, count, float(mean), variance)
