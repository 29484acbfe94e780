"""Who may reach which campaign and candidate: the one place where ownership is asked about."""

from __future__ import annotations

from trainer.domain.people import Actor
from trainer.errors import InvalidInput, NotPermitted, ScreeningNotFound
from trainer.services.rights import Rights
from trainer.services.screening.checks import NAME_LIMIT, line_of
from trainer.services.screening.ports import CampaignStore, CandidateStore
from trainer.services.screening.records import Campaign, Candidate


class Access:
    """Fetches for an actor. Somebody else's object and a missing one raise the same
    ScreeningNotFound, so that ids cannot be tried out; a wrong role raises NotPermitted."""

    def __init__(
        self, rights: Rights, campaigns: CampaignStore, candidates: CandidateStore
    ) -> None:
        self._rights = rights
        self._campaigns = campaigns
        self._candidates = candidates

    def campaign(self, actor: Actor, operation: str, campaign_id: str) -> Campaign:
        """The recruiter's campaign."""
        self._rights.permit(actor, operation)
        campaign = self._campaigns.get(campaign_id)
        if campaign is None:
            raise ScreeningNotFound()
        self._own(actor, operation, campaign.owner)
        return campaign

    def candidate(
        self, actor: Actor, operation: str, candidate_id: str
    ) -> tuple[Campaign, Candidate]:
        """A candidate of one of the recruiter's campaigns."""
        self._rights.permit(actor, operation)
        candidate = self._candidates.get(candidate_id)
        if candidate is None:
            raise ScreeningNotFound()
        return self.campaign(actor, operation, candidate.campaign_id), candidate

    def named(
        self, actor: Actor, operation: str, campaign_id: str, who: str, *, withdrawn: bool = False
    ) -> tuple[Campaign, Candidate]:
        """The candidate of the campaign whose whole name or e-mail `who` is, as a person who writes or
        rings gives it: so nobody needs the pseudonym, which a blind campaign keeps apart from names.
        `withdrawn` are found only where they are wanted. Raises InvalidInput(field="who") where that names nobody, or several."""
        campaign = self.campaign(actor, operation, campaign_id)
        wanted = line_of(who, "who", NAME_LIMIT * 2)
        found = [
            one
            for one in self._candidates.named(campaign_id, wanted)
            if withdrawn or one.status != "withdrawn"
        ]
        if len(found) != 1:
            raise InvalidInput("names nobody, or several", field="who", reason="screening_who")
        return campaign, found[0]

    def own(self, actor: Actor, operation: str) -> tuple[Campaign, Candidate]:
        """The candidate that the actor is, with their campaign. There is no other way for a
        candidate to name one."""
        self._rights.permit(actor, operation)
        candidate = self._candidates.by_profile(actor.id)
        if candidate is None:
            raise ScreeningNotFound()
        self._own(actor, operation, actor.id)
        campaign = self._campaigns.get(candidate.campaign_id)
        if campaign is None:
            raise ScreeningNotFound()
        return campaign, candidate

    def _own(self, actor: Actor, operation: str, owner: str) -> None:
        try:
            self._rights.permit(actor, operation, owners=(owner,))
        except NotPermitted:
            raise ScreeningNotFound() from None
