"""What a recruiter reads about candidates: a verdict with its evidence, side by side at most four."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from trainer.domain.language import Language
from trainer.domain.people import Actor
from trainer.domain.readiness import Readiness
from trainer.errors import AttemptNotFound, InvalidInput
from trainer.services.ports import AttemptRecord, AttemptStore, Clock, ProfileStore
from trainer.services.practice import Practice
from trainer.services.records.columns import Row
from trainer.services.records.exports import Export
from trainer.services.rights import Rights, told_as_missing
from trainer.services.screening.access import Access
from trainer.services.screening.campaign_table import WHAT, Standing, columns_of, row_of
from trainer.services.screening.masking import hides_names, without_own_name
from trainer.services.screening.ports import (
    CampaignStore,
    CandidateStore,
    FormReport,
    OutcomeStore,
)
from trainer.services.screening.records import (
    ENDED,
    UNOPENED,
    Campaign,
    Candidate,
    CandidateStatus,
    Consent,
    Decision,
    DecisionRecord,
    DisputeWord,
    EndedBy,
    Interruption,
)
from trainer.services.screening.running_clock import RunningClock
from trainer.services.screening.timekeeping import limit_of
from trainer.services.views import Debrief

RIGHTS: Final = Rights(
    {
        f"Reporting.{name}": {"recruiter": "own", "administrator": "any"}
        for name in ("candidate", "compare", "evidence", "settle", "table")
    }
)
COMPARED: Final = 4
_SETTLED: Final = 50
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_ROWS: Final = 100
"""Candidates of a table that are held in memory at once."""


@dataclass(frozen=True, slots=True)
class TicketReport:
    """One ticket of the form. `attempt_id` is empty where it was not reached; `ended_by` time means
    that the clock stopped it: it was graded as it stood, and nobody gave up."""

    place: int
    line: int
    attempt_id: str
    ended_by: EndedBy
    status: str
    critical: int


@dataclass(frozen=True, slots=True)
class CandidateReport:
    """Everything about one candidate. `name`, `email` and `extra_percent` are empty or 0 in blind mode
    until a decision is stored (`hidden`).

    `readiness` is None before the end. `critical` counts critical errors, beside every average.
    `pastes`, `blurs`, `interruptions` and `device` inform and go into no score. `time_share` is the
    used share of the time given; the seconds used and given are None in blind mode, because they
    would tell of extra time. `decided_by` are the names of who made `decisions`, empty for somebody
    who has been deleted. `other_version` says that the form was drawn from another version of
    the blueprint than the campaign began with.
    """

    campaign: Campaign
    id: str
    code: str
    name: str
    email: str
    hidden: bool
    language: Language
    extra_percent: int
    status: CandidateStatus
    readiness: Readiness | None
    tickets: tuple[TicketReport, ...]
    critical: int
    time_share: float | None
    seconds: float | None
    limit: float | None
    started_at: datetime | None
    pastes: int
    blurs: int
    interruptions: tuple[Interruption, ...]
    device: tuple[tuple[str, str], ...]
    other_version: bool
    decision: Decision | None
    decisions: tuple[DecisionRecord, ...]
    decided_by: tuple[str, ...]
    disputes: tuple[DisputeWord, ...]
    consents: tuple[Consent, ...]


class Reporting:
    """Use cases of a recruiter who reads. `practice` is the unguarded one."""

    def __init__(
        self,
        campaigns: CampaignStore,
        candidates: CandidateStore,
        outcomes: OutcomeStore,
        attempts: AttemptStore,
        report: FormReport,
        practice: Practice,
        profiles: ProfileStore,
        running: RunningClock,
        clock: Clock,
    ) -> None:
        self._campaigns = campaigns
        self._candidates = candidates
        self._outcomes = outcomes
        self._attempts = attempts
        self._report = report
        self._practice = practice
        self._profiles = profiles
        self._running = running
        self._clock = clock
        self._access = Access(RIGHTS, campaigns, candidates)

    def candidate(self, actor: Actor, candidate_id: str) -> CandidateReport:
        """The report of one candidate as of now."""
        campaign, candidate = self._access.candidate(actor, "Reporting.candidate", candidate_id)
        return self._of(campaign, self._running.settle(campaign, candidate))

    def compare(self, actor: Actor, candidate_ids: Sequence[str]) -> tuple[CandidateReport, ...]:
        """Two to four reports of one campaign, by pseudonym; InvalidInput(field="candidates")."""
        RIGHTS.permit(actor, "Reporting.compare")
        chosen = tuple(dict.fromkeys(candidate_ids))
        if not 2 <= len(chosen) <= COMPARED:
            raise InvalidInput("two to four", field="candidates", reason="screening_compare")
        found = [self._access.candidate(actor, "Reporting.compare", one) for one in chosen]
        if len({campaign.id for campaign, _ in found}) > 1:
            raise InvalidInput("one campaign", field="candidates", reason="screening_compare")
        reports = [self._of(*pair) for pair in found]
        return tuple(sorted(reports, key=lambda report: report.code))

    def evidence(self, actor: Actor, candidate_id: str, attempt_id: str) -> Debrief:
        """One ended ticket of the candidate's form, turn by turn. In blind mode the candidate's own
        name is blank in it; the people of the ticket are fictional and stay."""
        campaign, candidate = self._access.candidate(actor, "Reporting.evidence", candidate_id)
        ended = {ticket.attempt_id for ticket in candidate.tickets if ticket.ended_by}
        if not attempt_id or attempt_id not in ended or candidate.profile_id is None:
            told_as_missing(actor.id, attempt_id)
            raise AttemptNotFound(attempt=attempt_id)
        debrief = self._practice.debrief(candidate.profile_id, attempt_id)
        if hides_names(campaign, candidate.decision):
            return without_own_name(debrief, candidate)
        return debrief

    def settle(self, actor: Actor, campaign_id: str) -> int:
        """End sittings of the campaign whose time has run out with nobody there; how many. The page of
        a campaign calls it, so that a closed tab does not stay "running" for ever."""
        campaign = self._access.campaign(actor, "Reporting.settle", campaign_id)
        over = self._candidates.run_out(campaign_id, self._clock(), _SETTLED)
        for candidate_id in over:
            candidate = self._candidates.get(candidate_id)
            if candidate is not None:
                self._running.settle(campaign, candidate)
        return len(over)

    def table(self, actor: Actor, campaign_id: str) -> Export:
        """The campaign's candidates by pseudonym, one row each, whoever has not ended as well. Rows
        are read while they are walked through; refusals are raised at once."""
        campaign = self._access.campaign(actor, "Reporting.table", campaign_id)
        return Export(WHAT, columns_of(campaign.lines), self._rows(campaign))

    def _rows(self, campaign: Campaign) -> Iterator[Row]:
        after = ""
        while page := self._candidates.after(campaign.id, after, _ROWS):
            after = page[-1].code
            # Nobody of a blind campaign is listed before they open their link: see the list.
            shown = [one for one in page if not campaign.blind or one.status not in UNOPENED]
            settled = [self._running.settle(campaign, one) for one in shown]
            decided = self._outcomes.newest_decisions([one.id for one in settled if one.decision])
            for one in settled:
                ended, readiness = self._judged(one)
                critical = sum(attempt.critical for attempt in ended)
                yield row_of(campaign, Standing(one, readiness, critical, decided.get(one.id)))

    def _judged(self, candidate: Candidate) -> tuple[list[AttemptRecord], Readiness | None]:
        """The ended tickets of the form in its order, and what they say once it has ended. The
        ticket to try is none of them."""
        of_person = self._attempts.of_profile(candidate.profile_id) if candidate.profile_id else ()
        known = {one.id: one for one in of_person}
        attempts = [known.get(ticket.attempt_id) for ticket in candidate.tickets]
        ended = [one for one in attempts if one is not None and one.status != "open"]
        if candidate.form is None or candidate.status not in ENDED:
            return ended, None
        # A ticket that the clock stopped says nothing about who was working on it.
        own_end = {t.attempt_id for t in candidate.tickets if t.ended_by == "candidate"}
        counted = [one for one in ended if one.id in own_end]
        return ended, self._report.assess(counted, candidate.form)

    def _of(self, campaign: Campaign, candidate: Candidate) -> CandidateReport:
        hidden, limit = hides_names(campaign, candidate.decision), limit_of(campaign, candidate)
        (ended, readiness), form = self._judged(candidate), candidate.form
        disputes = self._outcomes.disputes(candidate.id)
        decisions = tuple(self._outcomes.decisions(candidate.id))
        deciders = [self._profiles.get(one.by) for one in decisions]
        return CandidateReport(
            campaign=campaign,
            id=candidate.id,
            code=candidate.code,
            name="" if hidden else candidate.name,
            email="" if hidden else candidate.email,
            hidden=hidden,
            language=candidate.language,
            extra_percent=0 if hidden else candidate.extra_percent,
            status=candidate.status,
            readiness=readiness,
            tickets=_tickets(candidate, {one.id: one for one in ended}),
            critical=sum(one.critical for one in ended),
            # While the clock runs, its share and the time of day would tell the limit.
            time_share=None
            if hidden and candidate.status not in ENDED
            else candidate.clock.used / limit,
            seconds=None if hidden else candidate.clock.used,
            limit=None if hidden else limit,
            started_at=None if hidden else candidate.started_at,
            pastes=candidate.pastes,
            blurs=candidate.blurs,
            interruptions=tuple(map(_undated, candidate.interruptions))
            if hidden
            else candidate.interruptions,
            # A browser's language hints at where somebody comes from.
            device=() if hidden else tuple((candidate.device or {}).items()),
            other_version=form is not None and form.blueprint_version != campaign.blueprint_version,
            decision=candidate.decision,
            decisions=decisions,
            decided_by=tuple(profile.name if profile else "" for profile in deciders),
            disputes=tuple(
                without_own_name(word, candidate) if hidden else word for word in disputes
            ),
            consents=tuple(self._outcomes.consents(candidate.id)),
        )


def _undated(gap: Interruption) -> Interruption:
    """How long, not when: a break after the campaign's own time would tell of extra time."""
    return replace(gap, begin=_EPOCH, end=_EPOCH + (gap.end - gap.begin))


def _tickets(candidate: Candidate, ended: dict[str, AttemptRecord]) -> tuple[TicketReport, ...]:
    keys = candidate.form.keys if candidate.form else ()
    return tuple(
        TicketReport(
            place=place,
            line=key.line,
            attempt_id=ticket.attempt_id,
            ended_by=ticket.ended_by,
            status=ended[ticket.attempt_id].status if ticket.attempt_id in ended else "",
            critical=ended[ticket.attempt_id].critical if ticket.attempt_id in ended else 0,
        )
        for place, (key, ticket) in enumerate(zip(keys, candidate.tickets, strict=True), start=1)
    )
