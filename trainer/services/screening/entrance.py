"""How a candidate gets in without an account: a link that opens once, then a secret in a cookie."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from trainer.domain.language import Language
from trainer.domain.people import Actor
from trainer.errors import ScreeningRefused
from trainer.services.ports import Clock, NewId, Profile, ProfileStore
from trainer.services.screening.checks import hash_of
from trainer.services.screening.ports import CampaignStore, CandidateStore
from trainer.services.screening.records import BEFORE_THE_FORM, Campaign, Candidate

SECRET_DAYS: Final = 60
"""How long a session holds: through the screening, the feedback and the time to object."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A session just begun. `secret` goes into the candidate's cookie and is told this once."""

    secret: str
    profile_id: str
    language: Language
    expires_at: datetime


class Entrance:
    """What stands before a candidate's session; like every sign-in it has no actor yet."""

    def __init__(
        self,
        campaigns: CampaignStore,
        candidates: CandidateStore,
        profiles: ProfileStore,
        clock: Clock,
        new_id: NewId,
        new_token: NewId,
    ) -> None:
        self._campaigns = campaigns
        self._candidates = candidates
        self._profiles = profiles
        self._clock = clock
        self._new_id = new_id
        self._new_token = new_token

    def peek(self, token: str) -> tuple[str, Language]:
        """The campaign's title and the candidate's language; raises like `open` and uses nothing up.

        Mail programs open links by themselves to look at them: so a link alone must not be its use.
        """
        candidate, campaign = self._found(token)
        self._check(candidate, campaign)
        return campaign.title, candidate.language

    def open(self, token: str) -> Entered:
        """Use the link. ScreeningRefused with `link` for an unknown one, `used`, `expired`,
        `not_open` before the campaign opens and `closed` after its end."""
        found, campaign = self._found(token)
        secret = self._new_token()
        now = self._clock()
        expires_at = now + timedelta(days=SECRET_DAYS)
        fresh_profile = self._new_id()

        def step(candidate: Candidate) -> Candidate:
            if candidate.token_hash != hash_of(token):
                raise ScreeningRefused("link")
            self._check(candidate, campaign)  # again: two clicks at once must not both get in
            fresh = candidate.status in ("invited", "refused")
            return replace(
                candidate,
                status="opened" if fresh else candidate.status,
                token_used_at=now,
                secret_hash=hash_of(secret),
                secret_expires_at=expires_at,
                profile_id=candidate.profile_id or fresh_profile,
            )

        candidate = self._candidates.change(found.id, step)
        assert candidate.profile_id is not None
        self._has_profile(candidate)
        return Entered(secret, candidate.profile_id, candidate.language, expires_at)

    def resolve(self, secret: str) -> Actor | None:
        """Who holds this session's secret, None for an unknown or expired one.

        The secret is looked up by its hash: how long that takes tells nothing about the secret.
        """
        candidate = self._candidates.by_secret(hash_of(secret)) if secret else None
        if candidate is None or candidate.profile_id is None or candidate.status == "withdrawn":
            return None
        if candidate.secret_expires_at is None or candidate.secret_expires_at <= self._clock():
            return None
        self._has_profile(candidate)  # a server killed at the opening makes up for it here
        return Actor(candidate.profile_id, frozenset({"candidate"}))

    def is_own(self, token: str, secret: str) -> bool:
        """Whether the link is the one of the candidate who holds this session: such a link, used
        already, is only the candidate coming back by the mail they know."""
        candidate = self._candidates.by_token(hash_of(token)) if token else None
        actor = self.resolve(secret)
        return candidate is not None and actor is not None and candidate.profile_id == actor.id

    def _found(self, token: str) -> tuple[Candidate, Campaign]:
        candidate = self._candidates.by_token(hash_of(token)) if token else None
        campaign = self._campaigns.get(candidate.campaign_id) if candidate else None
        if candidate is None or campaign is None:
            raise ScreeningRefused("link")
        return candidate, campaign

    def _check(self, candidate: Candidate, campaign: Campaign) -> None:
        now = self._clock()
        if candidate.status == "withdrawn":
            raise ScreeningRefused("link")
        if candidate.token_used_at is not None:
            raise ScreeningRefused("used")
        if now < campaign.opens_at:
            raise ScreeningRefused("not_open", at=campaign.opens_at.strftime("%d.%m.%Y %H:%M UTC"))
        if candidate.status in {*BEFORE_THE_FORM, "refused"} and not campaign.takes_in(now):
            raise ScreeningRefused("closed")
        if now >= candidate.token_expires_at:
            raise ScreeningRefused("expired")

    def _has_profile(self, candidate: Candidate) -> None:
        """A candidate plays as a profile of their own, which carries the pseudonym, not the name."""
        assert candidate.profile_id is not None
        if self._profiles.get(candidate.profile_id) is None:
            name = f"Candidate {candidate.code} {candidate.profile_id[:8]}"
            self._profiles.add(
                Profile(candidate.profile_id, name, candidate.language, self._clock())
            )
