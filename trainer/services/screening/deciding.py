"""Decisions: made by a person, with a reason, one after the other for ever."""

from __future__ import annotations

from typing import Final

from trainer.domain.people import Actor
from trainer.errors import InvalidInput, ScreeningRefused
from trainer.services.ports import Clock
from trainer.services.rights import Rights
from trainer.services.screening.access import Access
from trainer.services.screening.checks import REASON_LIMIT, text_of
from trainer.services.screening.ports import CampaignStore, CandidateStore, OutcomeStore
from trainer.services.screening.records import DECISIONS, ENDED, Decision, DecisionRecord

RIGHTS: Final = Rights({"Deciding.decide": {"recruiter": "own", "administrator": "any"}})


class Deciding:
    """The only place where a decision comes from. Nothing in the product decides by itself: a low
    score, a critical error or a run out clock leaves the candidate undecided."""

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

    def decide(
        self, actor: Actor, candidate_id: str, decision: Decision, reason: str
    ) -> DecisionRecord:
        """Append a decision; an earlier one stays in the history.

        InvalidInput(field="reason") without a reason, TextTooLong for a long one,
        ScreeningRefused("not_ended") before the candidate has ended.
        """
        _, candidate = self._access.candidate(actor, "Deciding.decide", candidate_id)
        if decision not in DECISIONS:
            raise InvalidInput("no such decision", field="decision", reason="screening_decision")
        why = text_of(reason, "reason", REASON_LIMIT)
        if candidate.status not in ENDED:
            raise ScreeningRefused("not_ended")
        record = DecisionRecord(candidate.id, decision, why, actor.id, self._clock())
        self._outcomes.decide(record)
        return record
