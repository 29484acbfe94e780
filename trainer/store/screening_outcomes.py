"""What is said about candidates, in the database: only ever added to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, insert, select, update

from trainer.services.screening.records import Consent, DecisionRecord, DisputeWord, GroupCount
from trainer.store.engine import Database
from trainer.store.errors import Conflict
from trainer.store.tables_screening import (
    candidates,
    consents,
    decisions,
    declarations,
    disputes,
    impacts,
)

_DECIDED = ("invite", "decline")


class SqlOutcomes:
    """Implements `trainer.services.screening.ports.OutcomeStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def consented(self, consent: Consent) -> None:
        """Keep what a candidate agreed to or refused."""
        row = {name: getattr(consent, name) for name in Consent.__dataclass_fields__}
        with self._database.writing() as session:
            session.execute(insert(consents).values(row))

    def consents(self, candidate_id: str) -> Sequence[Consent]:
        """What the candidate answered, oldest first."""
        query = select(consents).where(consents.c.candidate_id == candidate_id)
        with self._database.reading() as session:
            rows = session.execute(query.order_by(consents.c.id)).mappings()
            return tuple(
                Consent(**{name: row[name] for name in Consent.__dataclass_fields__})
                for row in rows
            )

    def decide(self, decision: DecisionRecord) -> None:
        """Append it and let the candidate's current decision be this one."""
        own = candidates.c.id == decision.candidate_id
        with self._database.writing() as session:
            campaign = session.scalar(select(candidates.c.campaign_id).where(own).with_for_update())
            row = {name: getattr(decision, name) for name in DecisionRecord.__dataclass_fields__}
            session.execute(insert(decisions).values(row | {"campaign_id": campaign}))
            session.execute(update(candidates).where(own).values(decision=decision.decision))

    def decisions(self, candidate_id: str) -> Sequence[DecisionRecord]:
        """All decisions about the candidate, oldest first."""
        query = select(decisions).where(decisions.c.candidate_id == candidate_id)
        with self._database.reading() as session:
            rows = session.execute(query.order_by(decisions.c.id)).mappings()
            return tuple(
                DecisionRecord(**{n: row[n] for n in DecisionRecord.__dataclass_fields__})
                for row in rows
            )

    def newest_decisions(self, candidate_ids: Sequence[str]) -> Mapping[str, DecisionRecord]:
        """The newest decision about each of these candidates; those without any are absent."""
        query = select(decisions).where(decisions.c.candidate_id.in_(list(candidate_ids)))
        with self._database.reading() as session:
            rows = session.execute(query.order_by(decisions.c.id)).mappings()
            return {
                row["candidate_id"]: DecisionRecord(
                    **{n: row[n] for n in DecisionRecord.__dataclass_fields__}
                )
                for row in rows
            }

    def dispute(self, word: DisputeWord) -> None:
        """Append a word to the dispute."""
        row = {name: getattr(word, name) for name in DisputeWord.__dataclass_fields__}
        with self._database.writing() as session:
            session.execute(insert(disputes).values(row))

    def disputes(self, candidate_id: str) -> Sequence[DisputeWord]:
        """The dispute, oldest word first."""
        query = select(disputes).where(disputes.c.candidate_id == candidate_id)
        with self._database.reading() as session:
            rows = session.execute(query.order_by(disputes.c.id)).mappings()
            return tuple(
                DisputeWord(**{name: row[name] for name in DisputeWord.__dataclass_fields__})
                for row in rows
            )

    def declare(self, campaign_id: str, candidate_id: str, groups: Mapping[str, str]) -> None:
        """Store the self-declared groups; a second declaration changes nothing."""
        rows = [
            {
                "candidate_id": candidate_id,
                "campaign_id": campaign_id,
                "attribute": attribute,
                "group": group,
            }
            for attribute, group in {"": "", **groups}.items()
        ]
        try:
            with self._database.writing() as session:
                session.execute(insert(declarations), rows)
        except Conflict:
            return

    def declared(self, candidate_id: str) -> bool:
        """Whether the person has answered."""
        query = select(declarations.c.attribute).where(
            declarations.c.candidate_id == candidate_id, declarations.c.attribute == ""
        )
        with self._database.reading() as session:
            return session.scalar(query) is not None

    def group_counts(self, campaign_id: str) -> Sequence[GroupCount]:
        """Decided candidates by self-declared group."""
        group = declarations.c.group
        selected = func.sum(case((candidates.c.decision == "invite", 1), else_=0))
        query = (
            select(declarations.c.attribute, group, func.count().label("n"), selected)
            .join(candidates, candidates.c.id == declarations.c.candidate_id)
            .where(
                declarations.c.campaign_id == campaign_id,
                declarations.c.attribute != "",
                candidates.c.decision.in_(_DECIDED),
            )
            .group_by(declarations.c.attribute, group)
            .order_by(declarations.c.attribute, group)
        )
        with self._database.reading() as session:
            return tuple(
                GroupCount(attribute, name, decided, int(chosen))
                for attribute, name, decided, chosen in session.execute(query)
            )

    def decided_since(self, campaign_id: str, at: datetime | None) -> int:
        """How many candidates were decided about after `at`; ever, where it is None."""
        query = select(func.count(decisions.c.candidate_id.distinct())).where(
            decisions.c.campaign_id == campaign_id, decisions.c.decision.in_(_DECIDED)
        )
        if at is not None:
            query = query.where(decisions.c.at > at)
        with self._database.reading() as session:
            return session.scalar(query) or 0

    def keep_impact(self, campaign_id: str, at: datetime, result: Mapping[str, Any]) -> None:
        """Keep an adverse impact report."""
        row = {"campaign_id": campaign_id, "at": at, "result": dict(result)}
        with self._database.writing() as session:
            session.execute(insert(impacts).values(row))

    def impact(self, campaign_id: str) -> tuple[datetime, Mapping[str, Any]] | None:
        """The newest kept adverse impact report."""
        query = (
            select(impacts.c.at, impacts.c.result)
            .where(impacts.c.campaign_id == campaign_id)
            .order_by(impacts.c.id.desc())
            .limit(1)
        )
        with self._database.reading() as session:
            found = session.execute(query).one_or_none()
            return (found.at, found.result) if found else None
