"""Pages of records for exports and retention, in the database.

Everybody's rows are those of people who practise: a candidate's are read in their campaign, or where
somebody names the candidate.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sqlalchemy import case, func, select

from trainer.domain.language import Language
from trainer.services.ports import AttemptRecord, MoveRecord, Profile
from trainer.services.records.ports import Activity, GradeRecord, People
from trainer.store.engine import Database
from trainer.store.on_hold import attempt_columns
from trainer.store.people_filter import one_of
from trainer.store.person_links import FORGOTTEN
from trainer.store.rows import attempt_from_row, move_from_row
from trainer.store.tables import attempts, grades, moves, profiles


class SqlRecordPages:
    """Implements `trainer.services.records.ports.RecordPages`; every page is one transaction, so
    that a long export holds no snapshot open."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def profiles(self, people: People, after: str, limit: int) -> Sequence[Profile]:
        """Profiles by id, at most `limit` after `after`."""
        query = (
            select(profiles)
            .where(profiles.c.id > after, profiles.c.id != FORGOTTEN)
            .order_by(profiles.c.id)
            .limit(limit)
        )
        with self._database.reading() as session:
            found = session.execute(query.where(one_of(profiles.c.id, people))).mappings()
            return tuple(
                Profile(row["id"], row["name"], cast(Language, row["language"]), row["created_at"])
                for row in found
            )

    def attempts(self, people: People, after: str, limit: int) -> Sequence[AttemptRecord]:
        """Attempts by id, at most `limit` after `after`."""
        query = attempt_columns().where(attempts.c.id > after).order_by(attempts.c.id).limit(limit)
        with self._database.reading() as session:
            found = session.execute(query.where(one_of(attempts.c.profile_id, people))).mappings()
            return tuple(attempt_from_row(row) for row in found)

    def grades(self, people: People, after: str, limit: int) -> Sequence[GradeRecord]:
        """The newest grade of each graded attempt, by the attempt's id."""
        each = grades.alias()
        newest = (
            select(func.max(each.c.id))
            .where(each.c.attempt_id == attempts.c.id)
            .correlate(attempts)
            .scalar_subquery()
        )
        query = (
            attempt_columns(grades.c.graded_at, grades.c.grade)
            .join(grades, grades.c.attempt_id == attempts.c.id)
            .where(attempts.c.id > after, grades.c.id == newest)
            .order_by(attempts.c.id)
            .limit(limit)
        )
        with self._database.reading() as session:
            found = session.execute(query.where(one_of(attempts.c.profile_id, people))).mappings()
            return tuple(
                GradeRecord(attempt_from_row(row), row["graded_at"], row["grade"]) for row in found
            )

    def moves(self, attempt_id: str) -> Sequence[MoveRecord]:
        """The log of one attempt, in order."""
        query = select(moves).where(moves.c.attempt_id == attempt_id).order_by(moves.c.number)
        with self._database.reading() as session:
            return tuple(move_from_row(row) for row in session.execute(query).mappings())

    def activity(self, after: str, limit: int) -> Sequence[Activity]:
        """When people were last seen, by profile id."""
        # No move comes after the end, and there are very many of ended attempts.
        last_move = (
            select(func.max(moves.c.made_at))
            .where(moves.c.attempt_id == attempts.c.id)
            .correlate(attempts)
            .scalar_subquery()
        )
        query = (
            select(
                profiles.c.id,
                profiles.c.created_at,
                func.max(attempts.c.started_at).label("started_at"),
                func.max(attempts.c.finished_at).label("finished_at"),
                func.max(case((attempts.c.status == "open", last_move))).label("made_at"),
            )
            .outerjoin(attempts, attempts.c.profile_id == profiles.c.id)
            .where(profiles.c.id > after, profiles.c.id != FORGOTTEN)
            .group_by(profiles.c.id, profiles.c.created_at)
            .order_by(profiles.c.id)
            .limit(limit)
        )
        with self._database.reading() as session:
            return tuple(
                Activity(row[0], max(time for time in row[1:] if time is not None))
                for row in session.execute(query)
            )
