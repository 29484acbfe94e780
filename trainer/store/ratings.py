"""Blind second ratings in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import case, func, insert, or_, select

from trainer.services.mentoring.ports import MonthDifference, Pairs, People
from trainer.services.mentoring.records import OverallRating, Rating
from trainer.store.engine import Database
from trainer.store.errors import Conflict
from trainer.store.people_filter import one_of
from trainer.store.tables_mentoring import overall_ratings, ratings

_KEPT = [column for column in ratings.c if column.name != "month"]


class SqlRatings:
    """Implements `trainer.services.mentoring.ports.RatingStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rate(self, new: Sequence[Rating], overall: OverallRating) -> bool:
        """All of it or nothing."""
        rows = [{**asdict(one), "month": f"{one.rated_at:%Y-%m}"} for one in new]
        try:
            with self._database.writing() as session:
                session.execute(insert(overall_ratings).values(asdict(overall)))
                if rows:
                    session.execute(insert(ratings), rows)
        except Conflict:
            return False
        return True

    def of_attempt(self, attempt_id: str) -> Sequence[Rating]:
        """By rater and criterion."""
        query = (
            select(*_KEPT)
            .where(ratings.c.attempt_id == attempt_id)
            .order_by(ratings.c.rated_at, ratings.c.rated_by, ratings.c.criterion)
        )
        with self._database.reading() as session:
            return tuple(Rating(**row) for row in session.execute(query).mappings())

    def app_pairs(self, people: People) -> Sequence[Pairs]:
        """The app's level first."""
        by = (ratings.c.criterion, ratings.c.app_level, ratings.c.level)
        query = select(*by, func.count()).where(one_of(ratings.c.profile_id, people)).group_by(*by)
        with self._database.reading() as session:
            return tuple(Pairs(*row) for row in session.execute(query))

    def mentor_pairs(self, people: People) -> Sequence[Pairs]:
        """Of two raters the one whose id is lower comes first."""
        one, other = ratings.alias("one"), ratings.alias("other")
        by = (one.c.criterion, one.c.level, other.c.level)
        same = (
            (one.c.attempt_id == other.c.attempt_id)
            & (one.c.criterion == other.c.criterion)
            & (one.c.rated_by < other.c.rated_by)
        )
        query = (
            select(*by, func.count())
            .select_from(one.join(other, same))
            .where(one_of(one.c.profile_id, people))
            .group_by(*by)
        )
        with self._database.reading() as session:
            return tuple(Pairs(*row) for row in session.execute(query))

    def by_month(self, people: People) -> Sequence[MonthDifference]:
        """Oldest first."""
        difference = ratings.c.level - ratings.c.app_level
        query = (
            select(
                ratings.c.month,
                func.count(),
                func.sum(difference),
                func.sum(difference * difference),
                func.sum(case((difference == 0, 1), else_=0)),
            )
            .where(one_of(ratings.c.profile_id, people))
            .group_by(ratings.c.month)
            .order_by(ratings.c.month)
        )
        with self._database.reading() as session:
            return tuple(
                MonthDifference(month, count, float(total), float(squares), int(equal))
                for month, count, total, squares, equal in session.execute(query)
            )

    def largest(self, people: People, rater: str, limit: int) -> Sequence[Rating]:
        """The largest first."""
        rated = select(overall_ratings.c.attempt_id)
        own = rated.where(overall_ratings.c.rated_by == rater)
        twice = rated.group_by(overall_ratings.c.attempt_id).having(func.count() > 1)
        difference = func.abs(ratings.c.level - ratings.c.app_level)
        query = (
            select(*_KEPT)
            .where(
                one_of(ratings.c.profile_id, people),
                difference > 0,
                or_(ratings.c.attempt_id.in_(own), ratings.c.attempt_id.in_(twice)),
            )
            .order_by(difference.desc(), ratings.c.rated_at.desc(), ratings.c.criterion)
            .limit(limit)
        )
        with self._database.reading() as session:
            return tuple(Rating(**row) for row in session.execute(query).mappings())

    def verdicts(self, people: People, line: int) -> Sequence[tuple[str, float]]:
        """In the order rated."""
        query = (
            select(overall_ratings.c.verdict, overall_ratings.c.overall)
            .where(one_of(overall_ratings.c.profile_id, people), overall_ratings.c.line == line)
            .order_by(overall_ratings.c.rated_at, overall_ratings.c.attempt_id)
        )
        with self._database.reading() as session:
            return tuple((verdict, overall) for verdict, overall in session.execute(query))
