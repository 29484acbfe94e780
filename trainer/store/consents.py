"""Consents in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import insert, select, update

from trainer.errors import InvalidInput
from trainer.services.records.ports import Consent
from trainer.store.engine import Database
from trainer.store.errors import Conflict
from trainer.store.tables_records import consents


class SqlConsents:
    """Implements `trainer.services.records.ports.Consents`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, consent: Consent) -> None:
        """Store a consent; raises InvalidInput for an unknown person or a taken id."""
        try:
            with self._database.writing() as session:
                session.execute(insert(consents).values(asdict(consent)))
        except Conflict as conflict:
            raise InvalidInput("there is no such person", field="person") from conflict

    def of_person(self, profile_id: str) -> Sequence[Consent]:
        """The person's consents, oldest first."""
        query = (
            select(consents)
            .where(consents.c.profile_id == profile_id)
            .order_by(consents.c.given_at, consents.c.id)
        )
        with self._database.reading() as session:
            return tuple(Consent(**row) for row in session.execute(query).mappings())

    def withdraw(self, profile_id: str, subject: str, at: datetime) -> None:
        """Mark all standing consents on the subject."""
        standing = (
            (consents.c.profile_id == profile_id)
            & (consents.c.subject == subject)
            & consents.c.withdrawn_at.is_(None)
        )
        with self._database.writing() as session:
            session.execute(update(consents).where(standing).values(withdrawn_at=at))
