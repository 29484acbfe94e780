"""The adverse impact report of a campaign, kept so that it cannot be asked about one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from trainer.domain.people import Actor
from trainer.services.ports import Clock
from trainer.services.rights import Rights
from trainer.services.screening.access import Access
from trainer.services.screening.impact import (
    LEAST,
    AttributeImpact,
    adverse_impact,
    impact_from_plain,
    impact_to_plain,
)
from trainer.services.screening.ports import CampaignStore, CandidateStore, OutcomeStore

RIGHTS: Final = Rights({"Fairness.impact": {"recruiter": "own", "administrator": "any"}})


@dataclass(frozen=True, slots=True)
class ImpactReport:
    """The report as of `at`; `pending` decisions have come since and wait for the next one. `at` is
    None while there are fewer than LEAST decisions in all."""

    at: datetime | None
    attributes: tuple[AttributeImpact, ...]
    pending: int


class Fairness:
    """Use case of a recruiter who checks their own decisions.

    A fresh report is made only after LEAST further decisions. Otherwise looking before and after one
    decision would tell the group of one candidate, which candidates gave for this report only.
    """

    def __init__(
        self,
        campaigns: CampaignStore,
        candidates: CandidateStore,
        outcomes: OutcomeStore,
        clock: Clock,
    ) -> None:
        self._outcomes = outcomes
        self._clock = clock
        self._access = Access(RIGHTS, campaigns, candidates)

    def impact(self, actor: Actor, campaign_id: str) -> ImpactReport:
        """The newest report, made now where enough has been decided since the one before."""
        self._access.campaign(actor, "Fairness.impact", campaign_id)
        kept = self._outcomes.impact(campaign_id)
        pending = self._outcomes.decided_since(campaign_id, kept[0] if kept else None)
        if pending >= LEAST:
            report = adverse_impact(self._outcomes.group_counts(campaign_id))
            now = self._clock()
            self._outcomes.keep_impact(campaign_id, now, impact_to_plain(report))
            return ImpactReport(now, report, 0)
        if kept is None:
            return ImpactReport(None, (), pending)
        return ImpactReport(kept[0], impact_from_plain(dict(kept[1])), pending)
