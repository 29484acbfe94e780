"""Invitations: one by one or from a list; the link is told once and opens once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from trainer.domain.people import Actor
from trainer.errors import ScreeningRefused, StoreUnavailable
from trainer.services.ports import Clock, NewId
from trainer.services.rights import Rights
from trainer.services.screening.access import Access
from trainer.services.screening.candidates_csv import CandidateLine, line_checked, read_candidates
from trainer.services.screening.checks import hash_of, number_of
from trainer.services.screening.ports import CampaignStore, CandidateStore
from trainer.services.screening.records import BEFORE_THE_FORM, Campaign, Candidate

RIGHTS: Final = Rights(
    {
        f"Inviting.{name}": {"recruiter": "own", "administrator": "any"}
        for name in ("invite", "invite_csv", "renew", "withdraw", "withdraw_named")
    }
)
DAYS: Final = (1, 60)
_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without those that are read for each other: a code is told on the telephone."""
_CODE: Final = 4
_TRIES: Final = 8
_SEEDS: Final = 2**31


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation just made. `token` goes into its link and is told this once. The pseudonym is not
    told beside the name: it would undo the blind mode."""

    name: str
    email: str
    token: str
    expires_at: datetime


class Inviting:
    """Use cases of a recruiter who invites. `new_token` gives the links' secrets (128 random bits or
    more); an own seed, and so an own form, follows from each candidate's id."""

    def __init__(
        self,
        campaigns: CampaignStore,
        candidates: CandidateStore,
        clock: Clock,
        new_id: NewId,
        new_token: NewId,
    ) -> None:
        self._candidates = candidates
        self._clock = clock
        self._new_id = new_id
        self._new_token = new_token
        self._access = Access(RIGHTS, campaigns, candidates)

    def invite(
        self,
        actor: Actor,
        campaign_id: str,
        name: str,
        email: str = "",
        language: str = "",
        extra_percent: int = 0,
        days: int = 14,
    ) -> Invited:
        """One invitation, good for `days` days and no longer than the campaign.

        `language` empty is the campaign's first; `extra_percent` more time for this person is no
        other test. InvalidInput or TextTooLong name the field at fault, ScreeningRefused("closed")
        a campaign that has ended.
        """
        campaign = self._open(actor, "Inviting.invite", campaign_id)
        line = line_checked(name, email, language, extra_percent, campaign.languages)
        return self._invited(campaign, [line], days)[0]

    def invite_csv(
        self, actor: Actor, campaign_id: str, text: str, days: int = 14
    ) -> tuple[Invited, ...]:
        """Everybody in the list, or CandidatesRefused with every problem by its line and nobody
        invited."""
        campaign = self._open(actor, "Inviting.invite_csv", campaign_id)
        return self._invited(campaign, read_candidates(text, campaign.languages), days)

    def renew(self, actor: Actor, campaign_id: str, who: str, days: int = 14) -> Invited:
        """A new link for somebody who lost theirs, or their session; the old ones are dead.

        `who` is the whole name or e-mail, as the person who asks for help gives it: so the pseudonym
        stays unknown. InvalidInput(field="who") where that names nobody, or several.
        """
        valid = timedelta(days=number_of(days, "days", *DAYS))
        campaign, found = self._access.named(actor, "Inviting.renew", campaign_id, who)
        now = self._clock()
        begun = found.status not in {*BEFORE_THE_FORM, "refused"}
        if not begun and (campaign.closed_at is not None or now >= campaign.closes_at):
            raise ScreeningRefused("closed")
        token = self._new_token()
        expires_at = now + valid

        def step(candidate: Candidate) -> Candidate:
            return replace(
                candidate,
                token_hash=hash_of(token),
                token_expires_at=expires_at,
                token_used_at=None,
                secret_hash=None,
                secret_expires_at=None,
            )

        candidate = self._candidates.change(found.id, step)
        return Invited(candidate.name, candidate.email, token, expires_at)

    def withdraw(self, actor: Actor, candidate_id: str) -> None:
        """Take an invitation back; ScreeningRefused("begun") once the form was begun."""
        self._access.candidate(actor, "Inviting.withdraw", candidate_id)
        self._withdraw(candidate_id)

    def withdraw_named(self, actor: Actor, campaign_id: str, who: str) -> None:
        """As `withdraw`, of the candidate whose whole name or e-mail `who` is; see `renew`."""
        _, found = self._access.named(actor, "Inviting.withdraw_named", campaign_id, who)
        self._withdraw(found.id)

    def _withdraw(self, candidate_id: str) -> None:
        def step(candidate: Candidate) -> Candidate:
            if candidate.status not in BEFORE_THE_FORM:
                raise ScreeningRefused("begun")
            return replace(candidate, status="withdrawn", secret_hash=None)

        self._candidates.change(candidate_id, step)

    def _open(self, actor: Actor, operation: str, campaign_id: str) -> Campaign:
        campaign = self._access.campaign(actor, operation, campaign_id)
        if campaign.closed_at is not None or self._clock() >= campaign.closes_at:
            raise ScreeningRefused("closed")
        return campaign

    def _invited(
        self, campaign: Campaign, lines: Sequence[CandidateLine], days: int
    ) -> tuple[Invited, ...]:
        now = self._clock()
        starts = max(now, campaign.opens_at)
        expires_at = min(
            campaign.closes_at, starts + timedelta(days=number_of(days, "days", *DAYS))
        )
        for _ in range(_TRIES):
            taken = set(self._candidates.codes(campaign.id))
            tokens = [self._new_token() for _ in lines]
            made = [
                _candidate(self._fresh_id(taken), campaign, line, token, now, expires_at)
                for line, token in zip(lines, tokens, strict=True)
            ]
            if self._candidates.add(made):
                return tuple(
                    Invited(line.name, line.email, token, expires_at)
                    for line, token in zip(lines, tokens, strict=True)
                )
            # Somebody else invited at the same moment and got one of the pseudonyms.
        raise StoreUnavailable("locked", "no free pseudonyms were found")

    def _fresh_id(self, taken: set[str]) -> str:
        """An id whose pseudonym is free in the campaign; marks it as taken."""
        for _ in range(_TRIES**4):
            candidate_id = self._new_id()
            if (code := _code(candidate_id)) not in taken:
                taken.add(code)
                return candidate_id
        raise StoreUnavailable("full", "all pseudonyms of the campaign are taken")


def _candidate(
    candidate_id: str,
    campaign: Campaign,
    line: CandidateLine,
    token: str,
    now: datetime,
    expires_at: datetime,
) -> Candidate:
    return Candidate(
        id=candidate_id,
        campaign_id=campaign.id,
        code=_code(candidate_id),
        name=line.name,
        email=line.email,
        language=line.language,
        extra_percent=line.extra_percent,
        seed=_number(candidate_id, "seed") % _SEEDS,
        invited_at=now,
        token_hash=hash_of(token),
        token_expires_at=expires_at,
    )


def _number(candidate_id: str, purpose: str) -> int:
    digest = hashlib.sha256(f"{purpose}:{candidate_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big")


def _code(candidate_id: str) -> str:
    number, code = _number(candidate_id, "code"), ""
    for _ in range(_CODE):
        number, place = divmod(number, len(_LETTERS))
        code += _LETTERS[place]
    return code
