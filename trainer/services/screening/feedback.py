"""What candidates learn about themselves, and how they object."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from trainer.domain.people import Actor
from trainer.domain.readiness import Readiness
from trainer.errors import AttemptNotFound, NotPermitted, ScreeningRefused
from trainer.services.ports import AttemptStore, Clock
from trainer.services.practice import Practice
from trainer.services.rights import Rights, told_as_missing
from trainer.services.screening.access import Access
from trainer.services.screening.checks import DISPUTE_LIMIT, text_of
from trainer.services.screening.ports import (
    CampaignStore,
    CandidateStore,
    FormReport,
    OutcomeStore,
)
from trainer.services.screening.records import ENDED, Campaign, Candidate, DisputeWord
from trainer.services.views import Debrief

RIGHTS: Final = Rights(
    {
        "Feedback.mine": {"candidate": "own"},
        "Feedback.debrief": {"candidate": "own"},
        "Feedback.dispute": {"candidate": "own"},
        "Feedback.answer": {"recruiter": "own", "administrator": "any"},
    }
)
MOST_WORDS: Final = 5
"""How often a candidate may write in a dispute."""


@dataclass(frozen=True, slots=True)
class CandidateFeedback:
    """What a candidate may see after the end. `readiness` and `attempts` are None and empty until the
    campaign has released its feedback; `stopped` are those that the clock ended. `dispute_until` is None where objecting is over."""

    released: bool
    readiness: Readiness | None
    lines: tuple[int, ...]
    attempts: tuple[str, ...]
    stopped: frozenset[str]
    dispute_until: datetime | None
    words: tuple[DisputeWord, ...]


class Feedback:
    """Use cases around the result, of candidates and of the recruiters who answer them."""

    def __init__(
        self,
        campaigns: CampaignStore,
        candidates: CandidateStore,
        outcomes: OutcomeStore,
        attempts: AttemptStore,
        report: FormReport,
        practice: Practice,
        clock: Clock,
    ) -> None:
        self._outcomes = outcomes
        self._attempts = attempts
        self._report = report
        self._practice = practice
        self._clock = clock
        self._access = Access(RIGHTS, campaigns, candidates)

    def mine(self, actor: Actor) -> CandidateFeedback:
        """The candidate's own feedback; ScreeningRefused("not_ended") before the end."""
        campaign, candidate = self._ended(actor, "Feedback.mine")
        released = _released(campaign)
        begun = [t.attempt_id for t in candidate.tickets if t.attempt_id]
        readiness = None
        if released and candidate.form is not None:
            found = [self._attempts.get(one) for one in begun]
            readiness = self._report.assess(
                [one for one in found if one is not None and one.status != "open"], candidate.form
            )
        until = _dispute_until(campaign, candidate)
        return CandidateFeedback(
            released=released,
            readiness=readiness,
            lines=campaign.lines,
            attempts=tuple(begun) if released else (),
            stopped=frozenset(t.attempt_id for t in candidate.tickets if t.ended_by == "time"),
            dispute_until=until if until > self._clock() else None,
            words=tuple(self._outcomes.disputes(candidate.id)),
        )

    def debrief(self, actor: Actor, attempt_id: str) -> Debrief:
        """The debrief of one of the candidate's own tickets; NotPermitted until the campaign has
        released its feedback, AttemptNotFound for any other attempt."""
        campaign, candidate = self._ended(actor, "Feedback.debrief")
        if not _released(campaign):
            raise NotPermitted("the campaign has not released its feedback")
        if not attempt_id or attempt_id not in {one.attempt_id for one in candidate.tickets}:
            told_as_missing(actor.id, attempt_id)
            raise AttemptNotFound(attempt=attempt_id)
        return self._practice.debrief(actor.id, attempt_id)

    def dispute(self, actor: Actor, text: str) -> None:
        """Object, in the candidate's words. ScreeningRefused("dispute_over") after the window,
        "dispute_full" after MOST_WORDS; TextTooLong and InvalidInput name the text."""
        campaign, candidate = self._ended(actor, "Feedback.dispute")
        clean = text_of(text, "dispute", DISPUTE_LIMIT)
        now = self._clock()
        if now >= _dispute_until(campaign, candidate):
            raise ScreeningRefused("dispute_over")
        if sum(not word.by for word in self._outcomes.disputes(candidate.id)) >= MOST_WORDS:
            raise ScreeningRefused("dispute_full")
        self._outcomes.dispute(DisputeWord(candidate.id, "", clean, now))

    def answer(self, actor: Actor, candidate_id: str, text: str) -> None:
        """Answer a candidate who has objected; ScreeningRefused("no_dispute") where nobody has. The
        window is the candidate's: an answer may come later."""
        _, candidate = self._access.candidate(actor, "Feedback.answer", candidate_id)
        clean = text_of(text, "answer", DISPUTE_LIMIT)
        if not self._outcomes.disputes(candidate.id):
            raise ScreeningRefused("no_dispute")
        self._outcomes.dispute(DisputeWord(candidate.id, actor.id, clean, self._clock()))

    def _ended(self, actor: Actor, operation: str) -> tuple[Campaign, Candidate]:
        campaign, candidate = self._access.own(actor, operation)
        if candidate.status not in ENDED:
            raise ScreeningRefused("not_ended")
        return campaign, candidate


def _released(campaign: Campaign) -> bool:
    return campaign.feedback and campaign.released_at is not None


def _dispute_until(campaign: Campaign, candidate: Candidate) -> datetime:
    """The window opens at the end and, where the feedback comes later, holds that long after it."""
    assert candidate.ended_at is not None
    begin = candidate.ended_at
    if campaign.released_at is not None:
        begin = max(begin, campaign.released_at)
    return begin + timedelta(days=campaign.dispute_days)
