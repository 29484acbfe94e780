"""A running form: its clock and its tickets, in order, to the end."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from trainer.domain.forms import Form
from trainer.domain.moves import Abandon
from trainer.errors import ScreeningRefused
from trainer.services.ports import Clock as Now
from trainer.services.practice import Practice
from trainer.services.screening.ports import CandidateStore
from trainer.services.screening.records import (
    Campaign,
    Candidate,
    Clock,
    EndedBy,
    FormTicket,
)
from trainer.services.screening.timekeeping import limit_of, runs_out_at, seen

TIME_OVER: Final = "screening-time-over"
"""The request of the move that ends a ticket when the time is over."""
_KEPT_INTERRUPTIONS: Final = 200
_ROUNDING: Final = 0.001
"""Seconds: times are stored in microseconds."""


class RunningClock:
    """What the candidate's and the recruiter's use cases share about a form in progress."""

    def __init__(self, candidates: CandidateStore, practice: Practice, clock: Now) -> None:
        self._candidates = candidates
        self._practice = practice
        self._clock = clock

    def begin(self, campaign: Campaign, candidate: Candidate, form: Form) -> None:
        """Start the clock on this form; a second start changes nothing."""
        now = self._clock()
        begun = Clock(seen_at=now)

        def step(one: Candidate) -> Candidate:
            if one.status != "consented":
                return one
            return replace(
                one,
                status="running",
                form=form,
                tickets=tuple(FormTicket() for _ in form.keys),
                started_at=now,
                clock=begun,
                runs_out_at=runs_out_at(begun, limit_of(campaign, one)),
            )

        self._candidates.change(candidate.id, step)

    def seen(self, campaign: Campaign, candidate: Candidate) -> Candidate:
        """Take a sign of life into account; where the time is over, the sitting and the ticket on the
        table end. A server killed between these two makes up for it at the next look."""
        if candidate.status == "running":
            candidate = self._candidates.change(
                candidate.id, lambda one: self._after_beat(campaign, one)
            )
        return self._stop(candidate) if candidate.status == "timed_out" else candidate

    def settle(self, campaign: Campaign, candidate: Candidate) -> Candidate:
        """End a sitting whose time has run out with nobody there; its clock hears nothing new."""
        over = candidate.runs_out_at is not None and candidate.runs_out_at <= self._clock()
        if over or candidate.status == "timed_out":
            return self.seen(campaign, candidate)
        return candidate

    def ticket(self, candidate: Candidate, profile_id: str) -> str:
        """The ticket on the table, begun where it is the next one's turn."""
        assert candidate.form is not None
        for place, ticket in enumerate(candidate.tickets):
            if ticket.ended_by:
                continue
            if ticket.attempt_id:
                return ticket.attempt_id
            key = candidate.form.keys[place]
            attempt_id = self._practice.start(profile_id, key, candidate.language)
            after = self._candidates.change(
                candidate.id, partial(_begun, place=place, attempt_id=attempt_id)
            )
            return after.tickets[place].attempt_id
        raise ScreeningRefused("ended")

    def ticket_ended(self, candidate_id: str, attempt_id: str, by: EndedBy) -> Candidate:
        """Mark the ticket as ended; the last one ends the sitting."""
        now = self._clock()

        def step(one: Candidate) -> Candidate:
            tickets = tuple(
                replace(ticket, ended_by=by)
                if ticket.attempt_id == attempt_id and not ticket.ended_by
                else ticket
                for ticket in one.tickets
            )
            marked = replace(one, tickets=tickets)
            if one.status == "running" and marked.done == len(tickets):
                return replace(marked, status="finished", ended_at=now, runs_out_at=None)
            return marked

        return self._candidates.change(candidate_id, step)

    def end_ticket(self, profile_id: str, attempt_id: str, request: str) -> None:
        """End an attempt as it stands. It is graded by what was done, and nothing typed is lost."""
        view = self._practice.view(profile_id, attempt_id)
        while view.status == "open":  # a move made at this very moment comes before
            view = self._practice.move(
                profile_id, attempt_id, Abandon(), view.moves_made + 1, request
            )

    def _after_beat(self, campaign: Campaign, one: Candidate) -> Candidate:
        if one.status != "running":
            return one
        now, limit = self._clock(), limit_of(campaign, one)
        clock, gap = seen(one.clock, now)
        interruptions = (*one.interruptions, gap) if gap else one.interruptions
        moved = replace(
            one,
            clock=clock,
            interruptions=interruptions[:_KEPT_INTERRUPTIONS],
            runs_out_at=runs_out_at(clock, limit),
        )
        if clock.used < limit - _ROUNDING:
            return moved
        spent = replace(clock, used=limit)
        return replace(moved, status="timed_out", clock=spent, ended_at=now, runs_out_at=None)

    def _stop(self, candidate: Candidate) -> Candidate:
        assert candidate.profile_id is not None
        for ticket in candidate.tickets:
            if ticket.attempt_id and not ticket.ended_by:
                self.end_ticket(candidate.profile_id, ticket.attempt_id, TIME_OVER)
                return self.ticket_ended(candidate.id, ticket.attempt_id, "time")
        return candidate

    def mended(self, candidate: Candidate) -> Candidate:
        """Mark a ticket that ended in the log while the server was killed before it could say so."""
        assert candidate.profile_id is not None
        for ticket in candidate.tickets:
            if ticket.attempt_id and not ticket.ended_by:
                view = self._practice.view(candidate.profile_id, ticket.attempt_id)
                if view.status != "open":
                    return self.ticket_ended(candidate.id, ticket.attempt_id, "candidate")
        return candidate


def _begun(one: Candidate, place: int, attempt_id: str) -> Candidate:
    if one.tickets[place].attempt_id:
        return one
    tickets = list(one.tickets)
    tickets[place] = FormTicket(attempt_id)
    return replace(one, tickets=tuple(tickets))
