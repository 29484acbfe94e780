"""Attempts, their append-only logs and grades in the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import func, insert, or_, select, update

from trainer.errors import AttemptNotFound, InvalidInput
from trainer.services.ports import AttemptRecord, MoveRecord
from trainer.store.criterion_scores import keep_scores
from trainer.store.engine import Database
from trainer.store.errors import Conflict
from trainer.store.on_hold import attempt_columns, forget_readiness
from trainer.store.rows import attempt_from_row, attempt_to_row, end_to_row, move_from_row
from trainer.store.tables import attempts, grades, moves, profiles

SEED_LIMIT: Final = 2**63
"""Seeds are stored as 64-bit signed integers."""


class SqlAttempts:
    """Implements `trainer.services.ports.AttemptStore`; every method is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, attempt: AttemptRecord) -> None:
        """Store a new attempt; raises InvalidInput for a taken id, unknown profile, huge seed."""
        if not -SEED_LIMIT <= attempt.key.seed < SEED_LIMIT:
            raise InvalidInput("the seed exceeds 64 bits", field="seed")
        try:
            with self._database.writing() as session:
                session.execute(insert(attempts).values(attempt_to_row(attempt)))
        except Conflict as conflict:
            with self._database.reading() as session:
                known = session.scalar(
                    select(profiles.c.id).where(profiles.c.id == attempt.profile_id)
                )
            wrong = "id" if known else "profile_id"
            raise InvalidInput(f"an attempt cannot have this {wrong}", field=wrong) from conflict

    def get(self, attempt_id: str) -> AttemptRecord | None:
        """The attempt, or None where there is none of this id."""
        with self._database.reading() as session:
            rows = session.execute(attempt_columns().where(attempts.c.id == attempt_id))
            row = rows.mappings().one_or_none()
            return attempt_from_row(row) if row else None

    def of_profile(self, profile_id: str) -> Sequence[AttemptRecord]:
        """This person's attempts, newest first."""
        query = (
            attempt_columns()
            .where(attempts.c.profile_id == profile_id)
            .order_by(attempts.c.started_at.desc(), attempts.c.id)
        )
        with self._database.reading() as session:
            return tuple(attempt_from_row(row) for row in session.execute(query).mappings())

    def append_move(self, move: MoveRecord) -> bool:
        """Store the move. False (and nothing stored) where its number or request is there already.

        Raises AttemptNotFound for an unknown attempt and InvalidInput(field="number") where the
        move would leave a gap: a log with a gap could not be replayed.
        """
        row = {
            "attempt_id": move.attempt_id,
            "number": move.number,
            "request": move.request,
            "made_at": move.made_at,
            "move": dict(move.move),
        }
        same = or_(moves.c.number == move.number, moves.c.request == move.request)
        of_attempt = moves.c.attempt_id == move.attempt_id
        # PostgreSQL's writers would otherwise see each other's moves between two of these queries;
        # the lock makes them take turns by attempt (SQLite's writers take turns anyway).
        locked = select(attempts.c.id).where(attempts.c.id == move.attempt_id).with_for_update()
        with self._database.writing() as session:
            if session.scalar(locked) is None:
                raise AttemptNotFound(attempt=move.attempt_id)
            if session.scalar(select(moves.c.number).where(of_attempt, same).limit(1)):
                return False
            last = session.scalar(select(func.max(moves.c.number)).where(of_attempt)) or 0
            if move.number != last + 1:
                raise InvalidInput(f"move {move.number} cannot follow {last}", field="number")
            session.execute(insert(moves).values(row))
            return True

    def moves(self, attempt_id: str) -> Sequence[MoveRecord]:
        """The log in order."""
        query = select(moves).where(moves.c.attempt_id == attempt_id).order_by(moves.c.number)
        with self._database.reading() as session:
            return tuple(move_from_row(row) for row in session.execute(query).mappings())

    def finish(self, attempt: AttemptRecord, grade: Mapping[str, Any]) -> None:
        """Store the attempt's end and its grade (as plain values); doing it again changes nothing.

        Raises InvalidInput where the record is still open, AttemptNotFound for an unknown one.
        """
        if attempt.status == "open" or attempt.finished_at is None:
            raise InvalidInput("an open attempt has no end to store", field="status")
        graded = {
            "attempt_id": attempt.id,
            "scoring_version": attempt.scoring_version,
            "graded_at": attempt.finished_at,
            "grade": dict(grade),
        }
        still_open = (attempts.c.id == attempt.id) & (attempts.c.status == "open")
        with self._database.writing() as session:
            ending = update(attempts).where(still_open).values(end_to_row(attempt))
            if session.scalar(ending.returning(attempts.c.id)):
                session.execute(insert(grades).values(graded))
                keep_scores(session, attempt.id, grade)
            elif not session.scalar(select(attempts.c.id).where(attempts.c.id == attempt.id)):
                raise AttemptNotFound(attempt=attempt.id)

    def grade(self, attempt_id: str) -> Mapping[str, Any] | None:
        """The newest stored grade of a finished attempt."""
        query = (
            select(grades.c.grade)
            .where(grades.c.attempt_id == attempt_id)
            .order_by(grades.c.id.desc())
            .limit(1)
        )
        with self._database.reading() as session:
            return cast("Mapping[str, Any] | None", session.scalar(query))

    def grades(self, attempt_id: str) -> Sequence[Mapping[str, Any]]:
        """All stored grades of an attempt, oldest first."""
        query = (
            select(grades.c.grade).where(grades.c.attempt_id == attempt_id).order_by(grades.c.id)
        )
        with self._database.reading() as session:
            return cast("Sequence[Mapping[str, Any]]", tuple(session.scalars(query)))

    def ended(self, after: str, limit: int) -> Sequence[AttemptRecord]:
        """Ended attempts whose id comes after `after`, by id, at most `limit`."""
        query = (
            attempt_columns()
            .where(attempts.c.status != "open", attempts.c.id > after)
            .order_by(attempts.c.id)
            .limit(limit)
        )
        with self._database.reading() as session:
            return tuple(attempt_from_row(row) for row in session.execute(query).mappings())

    def regrade(self, attempt: AttemptRecord, grade: Mapping[str, Any], at: datetime) -> bool:
        """Add a grade of another scoring version; False where that version has graded it.

        Raises AttemptNotFound for an unknown attempt, InvalidInput for an open one.
        """
        if attempt.status == "open":
            raise InvalidInput("an open attempt has no grade", field="status")
        locked = select(attempts.c.id).where(attempts.c.id == attempt.id).with_for_update()
        same = (grades.c.attempt_id == attempt.id) & (
            grades.c.scoring_version == attempt.scoring_version
        )
        with self._database.writing() as session:
            if session.scalar(locked) is None:
                raise AttemptNotFound(attempt=attempt.id)
            if session.scalar(select(grades.c.id).where(same).limit(1)):
                return False
            session.execute(
                update(attempts).where(attempts.c.id == attempt.id).values(end_to_row(attempt))
            )
            session.execute(
                insert(grades).values(
                    attempt_id=attempt.id,
                    scoring_version=attempt.scoring_version,
                    graded_at=at,
                    grade=dict(grade),
                )
            )
            keep_scores(session, attempt.id, grade)
            forget_readiness(session, attempt.id)
            return True
