"""Comments on turns and banks of comments in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import delete, insert, select

from trainer.services.mentoring.records import BankComment, TurnComment
from trainer.store.engine import Database
from trainer.store.tables_mentoring import comment_bank, turn_comments


class SqlComments:
    """Implements `trainer.services.mentoring.ports.CommentStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, comment: TurnComment) -> None:
        """Append it."""
        with self._database.writing() as session:
            session.execute(insert(turn_comments).values(asdict(comment)))

    def of_attempt(self, attempt_id: str) -> Sequence[TurnComment]:
        """By turn, then oldest first."""
        query = (
            select(turn_comments)
            .where(turn_comments.c.attempt_id == attempt_id)
            .order_by(turn_comments.c.turn, turn_comments.c.made_at, turn_comments.c.id)
        )
        with self._database.reading() as session:
            return tuple(TurnComment(**row) for row in session.execute(query).mappings())

    def keep(self, comment: BankComment) -> None:
        """Add it to its owner's bank."""
        with self._database.writing() as session:
            session.execute(insert(comment_bank).values(asdict(comment)))

    def bank(self, owner: str) -> Sequence[BankComment]:
        """Newest first."""
        query = (
            select(comment_bank)
            .where(comment_bank.c.owner == owner)
            .order_by(comment_bank.c.made_at.desc(), comment_bank.c.id)
        )
        with self._database.reading() as session:
            return tuple(BankComment(**row) for row in session.execute(query).mappings())

    def drop(self, owner: str, comment_id: str) -> None:
        """Take it out of its owner's bank."""
        own = (comment_bank.c.id == comment_id) & (comment_bank.c.owner == owner)
        with self._database.writing() as session:
            session.execute(delete(comment_bank).where(own))
