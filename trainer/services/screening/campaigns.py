"""Campaigns: made, changed while nobody has begun, closed; and the page of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from trainer.domain.forms import Blueprint
from trainer.domain.people import Actor
from trainer.errors import InvalidInput, ScreeningRefused
from trainer.services.ports import Clock, NewId
from trainer.services.rights import Rights
from trainer.services.screening.access import Access
from trainer.services.screening.checks import (
    CONTACT_LIMIT,
    TITLE_LIMIT,
    consents_of,
    dates_of,
    languages_of,
    line_of,
    number_of,
)
from trainer.services.screening.masking import hides_names, shown_row
from trainer.services.screening.ports import CampaignStore, CandidateStore, Forms
from trainer.services.screening.records import STATUSES, UNOPENED, Campaign, CandidateRow

RIGHTS: Final = Rights(
    {
        f"Campaigns.{name}": {"recruiter": "own", "administrator": "any"}
        for name in (
            "blueprints",
            "create",
            "edit",
            "close",
            "release_feedback",
            "mine",
            "get",
            "overview",
        )
    }
)
PAGE: Final = 25
"""Candidates and campaigns listed at a time."""
MINUTES: Final = (5, 480)
DISPUTE_DAYS: Final = (0, 90)


@dataclass(frozen=True, slots=True)
class Draft:
    """A campaign as a recruiter fills it in; see Campaign for what the fields mean."""

    title: str
    blueprint: str
    languages: tuple[str, ...]
    lines: tuple[int, ...]
    minutes: int
    opens_at: datetime
    closes_at: datetime
    consents: Mapping[str, str]
    contact: str
    feedback: bool
    dispute_days: int
    blind: bool


@dataclass(frozen=True, slots=True)
class CampaignItem:
    """A campaign in a list, with how many candidates it has and how many of them have ended."""

    campaign: Campaign
    candidates: int
    ended: int


@dataclass(frozen=True, slots=True)
class Overview:
    """A campaign's page. `counts` are candidates by status and by "decision.<name>"; `rows` is one
    page of them, by pseudonym; `matching` how many the filter leaves in all."""

    campaign: Campaign
    counts: Mapping[str, int]
    rows: tuple[CandidateRow, ...]
    matching: int
    editable: bool


class Campaigns:
    """Use cases of a recruiter around campaigns."""

    def __init__(
        self,
        campaigns: CampaignStore,
        candidates: CandidateStore,
        forms: Forms,
        clock: Clock,
        new_id: NewId,
    ) -> None:
        self._campaigns = campaigns
        self._candidates = candidates
        self._forms = forms
        self._clock = clock
        self._new_id = new_id
        self._access = Access(RIGHTS, campaigns, candidates)

    def blueprints(self, actor: Actor) -> tuple[Blueprint, ...]:
        """What forms can be drawn from."""
        RIGHTS.permit(actor, "Campaigns.blueprints")
        return self._forms.blueprints()

    def create(self, actor: Actor, draft: Draft) -> Campaign:
        """A new campaign of this recruiter; InvalidInput or TextTooLong name the field at fault."""
        RIGHTS.permit(actor, "Campaigns.create", owners=(actor.id,))
        campaign = self._checked(draft, self._new_id(), actor.id)
        self._campaigns.add(campaign)
        return campaign

    def edit(self, actor: Actor, campaign_id: str, draft: Draft) -> Campaign:
        """Change it; ScreeningRefused("started") once a candidate has opened their invitation,
        because all candidates of a campaign must meet the same terms, and ScreeningRefused("invited")
        where the blind mode would change for people who are invited already."""
        before = self._access.campaign(actor, "Campaigns.edit", campaign_id)
        changed = self._checked(draft, before.id, before.owner)
        changed = replace(changed, created_at=before.created_at)
        if not self._campaigns.change_unstarted(changed):
            counts = self._candidates.counts(campaign_id)
            started = any(counts.get(name, 0) for name in STATUSES if name not in UNOPENED)
            why = "closed" if before.closed_at else "started" if started else "invited"
            raise ScreeningRefused(why)
        return changed

    def close(self, actor: Actor, campaign_id: str) -> None:
        """No more invitations and openings; who has begun may finish."""
        self._access.campaign(actor, "Campaigns.close", campaign_id)
        self._campaigns.close(campaign_id, self._clock())

    def release_feedback(self, actor: Actor, campaign_id: str) -> None:
        """Let candidates see their own result; ScreeningRefused("no_feedback") where the campaign
        does not allow it: candidates were told so when they consented."""
        campaign = self._access.campaign(actor, "Campaigns.release_feedback", campaign_id)
        if not campaign.feedback:
            raise ScreeningRefused("no_feedback")
        self._campaigns.release(campaign_id, self._clock())

    def mine(self, actor: Actor, page: int = 0) -> Sequence[CampaignItem]:
        """A page (from 0) of the recruiter's campaigns, newest first; an administrator sees all."""
        RIGHTS.permit(actor, "Campaigns.mine", owners=(actor.id,))
        owner = None if actor.has("administrator") else actor.id
        found = self._campaigns.listed(owner, max(0, page) * PAGE, PAGE + 1)
        return tuple(CampaignItem(*row) for row in found)

    def get(self, actor: Actor, campaign_id: str) -> Campaign:
        """One campaign."""
        return self._access.campaign(actor, "Campaigns.get", campaign_id)

    def overview(self, actor: Actor, campaign_id: str, status: str = "", page: int = 0) -> Overview:
        """The campaign's page: counts and PAGE candidates, all of them or those of a status.

        They are always in the order of their pseudonyms, which are random: neither who came first
        nor who scored best stands on top. A blind campaign lists nobody who has not opened their
        link: whoever invites one person at a time would see which pseudonym is new.
        """
        campaign = self._access.campaign(actor, "Campaigns.overview", campaign_id)
        if status and status not in STATUSES:
            raise InvalidInput("no such status", field="status")
        counts = self._candidates.counts(campaign_id)
        rows = self._candidates.listed(
            campaign_id, status, max(0, page) * PAGE, PAGE, unopened=not campaign.blind
        )
        by_status = {name: counts.get(name, 0) for name in STATUSES}
        fresh = sum(by_status[name] for name in UNOPENED)
        shown = {n: 0 if campaign.blind and n in UNOPENED else by_status[n] for n in STATUSES}
        return Overview(
            campaign=campaign,
            counts=counts,
            rows=tuple(shown_row(row, hidden=hides_names(campaign, row.decision)) for row in rows),
            matching=shown[status] if status else sum(shown.values()),
            editable=campaign.closed_at is None and fresh == sum(by_status.values()),
        )

    def _checked(self, draft: Draft, campaign_id: str, owner: str) -> Campaign:
        known = {blueprint.id: blueprint for blueprint in self._forms.blueprints()}
        blueprint = known.get(draft.blueprint)
        if blueprint is None:
            raise InvalidInput("no such blueprint", field="blueprint", reason="screening_blueprint")
        lines = tuple(sorted(set(draft.lines)))
        if not lines or not set(lines) <= {cell.line for cell in blueprint.cells}:
            raise InvalidInput("lines of the blueprint", field="lines", reason="screening_lines")
        languages = languages_of(draft.languages)
        opens_at, closes_at = dates_of(draft.opens_at, draft.closes_at)
        return Campaign(
            id=campaign_id,
            owner=owner,
            title=line_of(draft.title, "title", TITLE_LIMIT),
            blueprint=blueprint.id,
            blueprint_version=blueprint.version,
            languages=languages,
            lines=lines,
            minutes=number_of(draft.minutes, "minutes", *MINUTES),
            opens_at=opens_at,
            closes_at=closes_at,
            consents=consents_of(draft.consents, languages),
            contact=line_of(draft.contact, "contact", CONTACT_LIMIT),
            feedback=draft.feedback,
            dispute_days=number_of(draft.dispute_days, "dispute_days", *DISPUTE_DAYS),
            blind=draft.blind,
            created_at=self._clock(),
        )
