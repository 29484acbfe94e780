"""Campaigns in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import CursorResult, exists, func, insert, or_, select, update

from trainer.services.screening.records import ENDED, Campaign
from trainer.store.engine import Database
from trainer.store.screening_rows import campaign_from_row, campaign_to_row
from trainer.store.tables_screening import campaigns, candidates


class SqlCampaigns:
    """Implements `trainer.services.screening.ports.CampaignStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, campaign: Campaign) -> None:
        """Store a new campaign."""
        with self._database.writing() as session:
            session.execute(insert(campaigns).values(campaign_to_row(campaign)))

    def get(self, campaign_id: str) -> Campaign | None:
        """The campaign, or None where there is none of this id."""
        with self._database.reading() as session:
            found = session.execute(select(campaigns).where(campaigns.c.id == campaign_id))
            row = found.mappings().one_or_none()
            return campaign_from_row(row) if row else None

    def change_unstarted(self, campaign: Campaign) -> bool:
        """Replace it unless a candidate has opened an invitation or it is closed; False then. Nor does
        the blind mode change once anybody is invited: a look between two changes would tell which
        pseudonym is whose."""
        opened = exists().where(
            candidates.c.campaign_id == campaigns.c.id,
            candidates.c.status.not_in(("invited", "withdrawn")),
        )
        invited = exists().where(candidates.c.campaign_id == campaigns.c.id)
        change = update(campaigns).where(
            campaigns.c.id == campaign.id,
            campaigns.c.closed_at.is_(None),
            ~opened,
            or_(campaigns.c.blind == campaign.blind, ~invited),
        )
        with self._database.writing() as session:
            # On PostgreSQL an invitation opened at this moment waits for the lock, or we for it.
            session.execute(
                select(candidates.c.id)
                .where(candidates.c.campaign_id == campaign.id)
                .with_for_update()
            )
            done = session.execute(change.values(campaign_to_row(campaign)))
            return bool(cast("CursorResult[object]", done).rowcount)

    def close(self, campaign_id: str, at: datetime) -> None:
        """Close it; a closed one keeps its time."""
        self._once(campaign_id, "closed_at", at)

    def release(self, campaign_id: str, at: datetime) -> None:
        """Release the feedback; doing it again keeps the first time."""
        self._once(campaign_id, "released_at", at)

    def listed(
        self, owner: str | None, offset: int, limit: int
    ) -> Sequence[tuple[Campaign, int, int]]:
        """Campaigns, newest first, each with how many candidates it has and how many have ended."""
        own = candidates.c.campaign_id == campaigns.c.id
        every = select(func.count()).where(own).correlate(campaigns).scalar_subquery()
        ended = (
            select(func.count())
            .where(own, candidates.c.status.in_(ENDED))
            .correlate(campaigns)
            .scalar_subquery()
        )
        query = select(campaigns, every.label("people"), ended.label("ended")).order_by(
            campaigns.c.created_at.desc(), campaigns.c.id
        )
        if owner is not None:
            query = query.where(campaigns.c.owner == owner)
        with self._database.reading() as session:
            rows = session.execute(query.offset(offset).limit(limit)).mappings()
            return tuple((campaign_from_row(row), row["people"], row["ended"]) for row in rows)

    def _once(self, campaign_id: str, column: str, at: datetime) -> None:
        own = (campaigns.c.id == campaign_id) & campaigns.c[column].is_(None)
        with self._database.writing() as session:
            session.execute(update(campaigns).where(own).values({column: at}))
