"""The candidate's way: consent, a look at the device, one ticket to try, then the form on the clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Literal

from trainer.domain.moves import Move, Say
from trainer.domain.people import Actor
from trainer.errors import AttemptNotFound, InvalidInput, ScreeningRefused
from trainer.language.limits import clean_text
from trainer.services.ports import Clock
from trainer.services.practice import Practice
from trainer.services.rights import Rights, told_as_missing
from trainer.services.screening.access import Access
from trainer.services.screening.checks import version_of
from trainer.services.screening.ports import CampaignStore, CandidateStore, Forms, OutcomeStore
from trainer.services.screening.records import (
    ENDED,
    Campaign,
    Candidate,
    CandidateStatus,
    Consent,
)
from trainer.services.screening.running_clock import RunningClock
from trainer.services.screening.standing import SittingView, current, practice_key, step_of
from trainer.services.screening.timekeeping import left, limit_of
from trainer.services.views import AttemptView

RIGHTS: Final = Rights(
    {
        f"Sitting.{name}": {"candidate": "own"}
        for name in (
            "view",
            "beat",
            "choose_language",
            "consent",
            "tell_device",
            "start_practice",
            "end_practice",
            "begin",
            "next_ticket",
            "attempt",
            "moves_made",
            "say",
            "move",
            "noticed",
            "declare",
        )
    }
)
Notice = Literal["paste", "blur"]
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "gender": ("woman", "man", "another"),
    "age": ("under_25", "25_39", "40_54", "55_up"),
}
"""What candidates may tell about themselves, for the adverse impact report and nothing else."""
_UNDECIDED: Final[frozenset[CandidateStatus]] = frozenset({"opened", "refused"})
"""Whoever has not agreed to anything."""
_DEVICE: Final = ("browser_language", "screen", "typed")
_DEVICE_LIMIT: Final = 60
_MOST_NOTICES: Final = 10_000


class Sitting:
    """Use cases of a candidate. The actor names the candidate: there is no argument that could name
    another one. `practice` is the unguarded one."""

    def __init__(
        self,
        campaigns: CampaignStore,
        candidates: CandidateStore,
        outcomes: OutcomeStore,
        forms: Forms,
        practice: Practice,
        running: RunningClock,
        clock: Clock,
    ) -> None:
        self._candidates = candidates
        self._outcomes = outcomes
        self._forms = forms
        self._practice = practice
        self._running = running
        self._clock = clock
        self._access = Access(RIGHTS, campaigns, candidates)

    # -- before the form ----------------------------------------------------------------------

    def view(self, actor: Actor) -> SittingView:
        """Where the candidate stands now; a sign of life."""
        campaign, candidate = self._alive(actor, "Sitting.view")
        if candidate.status == "running":
            candidate = self._running.mended(candidate)
        text = campaign.consent(candidate.language)
        limit = limit_of(campaign, candidate)
        return SittingView(
            step=step_of(candidate, self._practising(candidate)),
            status=candidate.status,
            code=candidate.code,
            language=candidate.language,
            languages=campaign.languages if candidate.status in _UNDECIDED else (),
            title=campaign.title,
            contact=campaign.contact,
            consent=text,
            consent_version=version_of(text),
            minutes=limit / 60,
            extra_percent=candidate.extra_percent,
            total=len(candidate.tickets) or self._length(campaign),
            done=candidate.done,
            seconds_left=left(candidate.clock, limit, self._clock()),
            attempt_id=current(candidate) or candidate.practice_attempt,
            practised=bool(candidate.practice_attempt),
            device=candidate.device or {},
            feedback=campaign.feedback,
            dispute_days=campaign.dispute_days,
            declared=self._outcomes.declared(candidate.id),
        )

    def choose_language(self, actor: Actor, language: str) -> None:
        """The language of everything that follows, one of the campaign's: whoever invites can only
        guess it. ScreeningRefused("consented") once a consent was given, whose text has a language."""
        campaign, candidate = self._access.own(actor, "Sitting.choose_language")
        chosen = next((one for one in campaign.languages if one == language), None)
        if chosen is None:
            raise InvalidInput(
                "not one of the campaign's", field="language", reason="screening_language"
            )

        def step(one: Candidate) -> Candidate:
            if one.status not in _UNDECIDED:
                raise ScreeningRefused("consented")
            return replace(one, language=chosen)

        self._candidates.change(candidate.id, step)

    def consent(self, actor: Actor, version: str, agreed: bool) -> None:
        """Keep the answer with the very text, its version and the time. `version` is the one that was
        shown; ScreeningRefused("consent_changed") where it is another by now."""
        campaign, candidate = self._access.own(actor, "Sitting.consent")
        text = campaign.consent(candidate.language)
        if version != version_of(text):
            raise ScreeningRefused("consent_changed")
        now = self._clock()

        def step(one: Candidate) -> Candidate:
            if one.status not in _UNDECIDED:
                raise ScreeningRefused("consented")
            return replace(one, status="consented" if agreed else "refused")

        step(candidate)  # refused before anything is stored; the record comes before the status
        self._outcomes.consented(
            Consent(candidate.id, version, candidate.language, text, agreed, now)
        )
        self._candidates.change(candidate.id, step)

    def tell_device(self, actor: Actor, facts: Mapping[str, str]) -> None:
        """Keep what the page found out about the device. It informs and decides nothing."""
        _, candidate = self._access.own(actor, "Sitting.tell_device")
        kept = {
            name: clean_text(str(facts[name])[: 4 * _DEVICE_LIMIT])[:_DEVICE_LIMIT]
            for name in _DEVICE
            if name in facts
        }
        self._candidates.change(
            candidate.id, lambda one: replace(one, device={**(one.device or {}), **kept})
        )

    def start_practice(self, actor: Actor) -> str:
        """The ticket to try everything out on, the same for all candidates of the campaign. It does not
        count: it is in no report, and the clock stands."""
        campaign, candidate = self._access.own(actor, "Sitting.start_practice")
        if candidate.status != "consented":
            raise ScreeningRefused("no_consent" if candidate.status == "opened" else "begun")
        if candidate.practice_attempt:
            return candidate.practice_attempt
        key = practice_key(campaign, self._forms.draw(campaign.blueprint, candidate.seed))
        attempt_id = self._practice.start(actor.id, key, candidate.language)
        self._candidates.change(candidate.id, lambda one: replace(one, practice_attempt=attempt_id))
        return attempt_id

    def end_practice(self, actor: Actor) -> None:
        """Put the ticket to try aside; none to put aside is no error."""
        _, candidate = self._access.own(actor, "Sitting.end_practice")
        if candidate.practice_attempt:
            self._running.end_ticket(actor.id, candidate.practice_attempt, "practice-over")

    def begin(self, actor: Actor) -> None:
        """Begin the form: the clock runs from now on. Beginning twice is beginning once."""
        campaign, candidate = self._access.own(actor, "Sitting.begin")
        if candidate.status == "running":
            return
        if candidate.status != "consented":
            raise ScreeningRefused("no_consent" if candidate.status == "opened" else "ended")
        if not campaign.takes_in(self._clock()):
            raise ScreeningRefused("closed")
        self.end_practice(actor)
        form = self._forms.draw(campaign.blueprint, candidate.seed)
        self._running.begin(campaign, candidate, form)
        self.next_ticket(actor)

    # -- the form -----------------------------------------------------------------------------

    def next_ticket(self, actor: Actor) -> str:
        """The id of the ticket on the table: the one in hand, or the next of the form."""
        _, candidate = self._alive(actor, "Sitting.next_ticket")
        if candidate.status == "running":
            candidate = self._running.mended(candidate)
        if candidate.status != "running":
            raise ScreeningRefused("time_over" if candidate.status == "timed_out" else "ended")
        return self._running.ticket(candidate, actor.id)

    def beat(self, actor: Actor) -> float:
        """A sign of life; the seconds left. Where the time is over, the sitting has ended by now."""
        campaign, candidate = self._alive(actor, "Sitting.beat")
        return left(candidate.clock, limit_of(campaign, candidate), self._clock())

    def attempt(self, actor: Actor, attempt_id: str) -> AttemptView:
        """The ticket on the table as it stands; AttemptNotFound for any other."""
        _, candidate = self._alive(actor, "Sitting.attempt")
        self._on_table(candidate, attempt_id)
        return self._practice.view(actor.id, attempt_id)

    def moves_made(self, actor: Actor, attempt_id: str) -> int:
        """How many moves the ticket has."""
        _, candidate = self._access.own(actor, "Sitting.moves_made")
        self._on_table(candidate, attempt_id)
        return self._practice.moves_made(actor.id, attempt_id)

    def say(
        self, actor: Actor, attempt_id: str, text: str, number: int, request: str
    ) -> AttemptView:
        """Say something; see `move`."""
        RIGHTS.permit(actor, "Sitting.say", owners=(actor.id,))
        return self.move(actor, attempt_id, Say(text), number, request)

    def move(
        self, actor: Actor, attempt_id: str, move: Move, number: int, request: str
    ) -> AttemptView:
        """Make a move as in Practice. ScreeningRefused("time_over") where it came too late: the ticket
        has then ended as it stood before."""
        _, candidate = self._alive(actor, "Sitting.move")
        if candidate.status == "timed_out":
            raise ScreeningRefused("time_over")
        self._on_table(candidate, attempt_id)
        view = self._practice.move(actor.id, attempt_id, move, number, request)
        if view.status != "open":
            self._running.ticket_ended(candidate.id, attempt_id, "candidate")
        return view

    def noticed(self, actor: Actor, notice: Notice, count: int = 1) -> None:
        """Count pastes or leavings of the page: notes for the reader of the report, never a score."""
        _, candidate = self._access.own(actor, "Sitting.noticed")
        if candidate.status != "running" or not 0 < count <= _MOST_NOTICES:
            return

        def step(one: Candidate) -> Candidate:
            if notice == "paste":
                return replace(one, pastes=min(_MOST_NOTICES, one.pastes + count))
            return replace(one, blurs=min(_MOST_NOTICES, one.blurs + count))

        self._candidates.change(candidate.id, step)

    def declare(self, actor: Actor, groups: Mapping[str, str]) -> None:
        """Tell groups of GROUPS about oneself, or none; asked after the form so that the question
        weighs on nobody in it. Stored apart from the report; once."""
        campaign, candidate = self._access.own(actor, "Sitting.declare")
        if candidate.status not in ENDED:
            raise ScreeningRefused("not_ended")
        told = {name: value for name, value in groups.items() if value}
        for name, value in told.items():
            if value not in GROUPS.get(name, ()):
                raise InvalidInput("no such group", field="group", reason="screening_group")
        self._outcomes.declare(campaign.id, candidate.id, told)

    # -- inside -------------------------------------------------------------------------------

    def _alive(self, actor: Actor, operation: str) -> tuple[Campaign, Candidate]:
        campaign, candidate = self._access.own(actor, operation)
        return campaign, self._running.seen(campaign, candidate)

    def _practising(self, candidate: Candidate) -> bool:
        if candidate.status != "consented" or not candidate.practice_attempt:
            return False
        assert candidate.profile_id is not None
        view = self._practice.view(candidate.profile_id, candidate.practice_attempt)
        return view.status == "open"

    def _on_table(self, candidate: Candidate, attempt_id: str) -> None:
        """Ended tickets of the form are not reached any more, nor the one to try after the start."""
        consented = candidate.status == "consented"
        own = candidate.practice_attempt if consented else current(candidate)
        if not attempt_id or attempt_id != own:
            known = {candidate.practice_attempt, *(one.attempt_id for one in candidate.tickets)}
            if attempt_id not in known:
                told_as_missing(candidate.id, attempt_id)
            raise AttemptNotFound(attempt=attempt_id)

    def _length(self, campaign: Campaign) -> int:
        for blueprint in self._forms.blueprints():
            if blueprint.id == campaign.blueprint:
                return len(blueprint.cells)
        return 0
