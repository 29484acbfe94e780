"""Candidates and their sittings in the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, or_, select, update

from trainer.errors import ScreeningNotFound
from trainer.services.screening.records import UNOPENED, Candidate, CandidateRow
from trainer.store.engine import Database
from trainer.store.errors import Conflict
from trainer.store.screening_rows import (
    candidate_from_row,
    candidate_to_row,
    folded,
    listed_from_row,
)
from trainer.store.tables_screening import candidates

_LISTED = (
    candidates.c.id,
    candidates.c.code,
    candidates.c.name,
    candidates.c.email,
    candidates.c.language,
    candidates.c.extra_percent,
    candidates.c.status,
    candidates.c.done,
    candidates.c.total,
    candidates.c.decision,
)


class SqlCandidates:
    """Implements `trainer.services.screening.ports.CandidateStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, new: Sequence[Candidate]) -> bool:
        """Store all of them, or none and return False where an id, code or token is taken."""
        try:
            with self._database.writing() as session:
                session.execute(insert(candidates), [candidate_to_row(one) for one in new])
        except Conflict:
            return False
        return True

    def codes(self, campaign_id: str) -> Sequence[str]:
        """The pseudonyms that are taken in the campaign."""
        query = select(candidates.c.code).where(candidates.c.campaign_id == campaign_id)
        with self._database.reading() as session:
            return tuple(session.scalars(query))

    def get(self, candidate_id: str) -> Candidate | None:
        """The candidate, or None where there is none of this id."""
        return self._one(candidates.c.id == candidate_id)

    def by_token(self, token_hash: str) -> Candidate | None:
        """Whose link this is."""
        return self._one(candidates.c.token_hash == token_hash)

    def by_secret(self, secret_hash: str) -> Candidate | None:
        """Whose session this is."""
        return self._one(candidates.c.secret_hash == secret_hash)

    def by_profile(self, profile_id: str) -> Candidate | None:
        """The candidate who plays as this profile."""
        return self._one(candidates.c.profile_id == profile_id)

    def named(self, campaign_id: str, who: str) -> Sequence[Candidate]:
        """Candidates whose name or e-mail is exactly `who`, without regard to case."""
        key = folded(who)
        same = or_(candidates.c.name_key == key, candidates.c.email_key == key)
        query = select(candidates).where(candidates.c.campaign_id == campaign_id, same)
        with self._database.reading() as session:
            return tuple(candidate_from_row(row) for row in session.execute(query).mappings())

    def change(self, candidate_id: str, step: Callable[[Candidate], Candidate]) -> Candidate:
        """Replace the candidate by `step` of them; `decision` is not written."""
        own = candidates.c.id == candidate_id
        with self._database.writing() as session:
            # The lock makes PostgreSQL's writers take turns; SQLite's take turns anyway.
            found = session.execute(select(candidates).where(own).with_for_update())
            row = found.mappings().one_or_none()
            if row is None:
                raise ScreeningNotFound()
            before = candidate_from_row(row)
            after = step(before)
            if after != before:
                session.execute(update(candidates).where(own).values(candidate_to_row(after)))
            return after

    def listed(
        self, campaign_id: str, status: str, offset: int, limit: int, *, unopened: bool = True
    ) -> Sequence[CandidateRow]:
        """A page of the campaign's candidates by code; `status` empty for all, `unopened` False
        without those of UNOPENED."""
        query = select(*_LISTED).where(candidates.c.campaign_id == campaign_id)
        if status:
            query = query.where(candidates.c.status == status)
        if not unopened:
            query = query.where(candidates.c.status.not_in(sorted(UNOPENED)))
        query = query.order_by(candidates.c.code).offset(offset).limit(limit)
        with self._database.reading() as session:
            return tuple(listed_from_row(row) for row in session.execute(query).mappings())

    def after(self, campaign_id: str, code: str, limit: int) -> Sequence[Candidate]:
        """At most `limit` candidates of the campaign whose code comes after `code`, by code."""
        query = (
            select(candidates)
            .where(candidates.c.campaign_id == campaign_id, candidates.c.code > code)
            .order_by(candidates.c.code)
            .limit(limit)
        )
        with self._database.reading() as session:
            return tuple(candidate_from_row(row) for row in session.execute(query).mappings())

    def counts(self, campaign_id: str) -> Mapping[str, int]:
        """How many candidates there are by status, and by decision as "decision.<name>"."""
        query = (
            select(candidates.c.status, candidates.c.decision, func.count().label("n"))
            .where(candidates.c.campaign_id == campaign_id)
            .group_by(candidates.c.status, candidates.c.decision)
        )
        counts: dict[str, int] = {}
        with self._database.reading() as session:
            for status, decision, number in session.execute(query):
                counts[status] = counts.get(status, 0) + number
                if decision:
                    name = f"decision.{decision}"
                    counts[name] = counts.get(name, 0) + number
        return counts

    def run_out(self, campaign_id: str, now: datetime, limit: int) -> Sequence[str]:
        """Ids of running candidates whose time is over by `now` whatever comes."""
        query = (
            select(candidates.c.id)
            .where(candidates.c.campaign_id == campaign_id, candidates.c.runs_out_at <= now)
            .order_by(candidates.c.runs_out_at)
            .limit(limit)
        )
        with self._database.reading() as session:
            return tuple(session.scalars(query))

    def _one(self, which: ColumnElement[bool]) -> Candidate | None:
        with self._database.reading() as session:
            row = session.execute(select(candidates).where(which)).mappings().one_or_none()
            return candidate_from_row(row) if row else None
