"""Attempts in progress and hints in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func, insert, select, update

from trainer.services.mentoring.ports import People
from trainer.services.mentoring.records import OpenAttempt, Whisper
from trainer.store.engine import Database
from trainer.store.people_filter import named, one_of
from trainer.store.tables import attempts, moves, profiles
from trainer.store.tables_mentoring import whispers


class SqlLive:
    """Implements `trainer.services.mentoring.ports.LiveStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open_attempts(
        self, people: People, search: str, offset: int, limit: int
    ) -> tuple[int, Sequence[OpenAttempt]]:
        """The one with the latest move first."""
        found = (
            one_of(attempts.c.profile_id, people) & (attempts.c.status == "open") & named(search)
        )
        joined = attempts.join(profiles, profiles.c.id == attempts.c.profile_id)
        last = (
            select(func.max(moves.c.made_at))
            .where(moves.c.attempt_id == attempts.c.id)
            .correlate(attempts)
            .scalar_subquery()
        )
        made = (
            select(func.count())
            .where(moves.c.attempt_id == attempts.c.id)
            .correlate(attempts)
            .scalar_subquery()
        )
        page = (
            select(
                attempts.c.id, attempts.c.profile_id, profiles.c.name, attempts.c.line,
                attempts.c.started_at, made.label("moves"), last.label("last_at"),
            )
            .select_from(joined)
            .where(found)
            .order_by(func.coalesce(last, attempts.c.started_at).desc(), attempts.c.id)
            .offset(offset)
            .limit(limit)
        )  # fmt: skip
        with self._database.reading() as session:
            total = session.scalar(select(func.count()).select_from(joined).where(found)) or 0
            return total, tuple(OpenAttempt(*row) for row in session.execute(page))

    def whisper(self, whisper: Whisper) -> None:
        """Append it."""
        with self._database.writing() as session:
            session.execute(insert(whispers).values(asdict(whisper)))

    def whispers(self, attempt_id: str) -> Sequence[Whisper]:
        """Oldest first."""
        query = (
            select(whispers)
            .where(whispers.c.attempt_id == attempt_id)
            .order_by(whispers.c.made_at, whispers.c.id)
        )
        with self._database.reading() as session:
            return tuple(Whisper(**row) for row in session.execute(query).mappings())

    def opened(self, whisper_id: str, at: datetime) -> None:
        """The first time stays."""
        closed = (whispers.c.id == whisper_id) & whispers.c.opened_at.is_(None)
        with self._database.writing() as session:
            session.execute(update(whispers).where(closed).values(opened_at=at))
