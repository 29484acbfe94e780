"""Which uses of which services are lines of the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.app.mentoring import Mentoring
from trainer.app.records import Records
from trainer.services.accounts.noted import Noted
from trainer.services.accounts.trail import Trail
from trainer.services.ports import Clock
from trainer.services.screening.desk import ScreeningDesk

if TYPE_CHECKING:
    from trainer.app.wiring import Services


def note_use(trail: Trail, clock: Clock, services: Services) -> None:
    """Have these services write into the audit."""
    noted = Noted(trail, clock)
    note_screening(noted, services.screening)
    note_mentoring(noted, services.mentoring)
    note_records(noted, services.records)
    noted.looks(services.team.accounts, {"page": ("people.seen", None)})
    noted.looks(services.team.sessions, {"of_person": ("person.sessions_seen", "person")})
    noted.looks(services.team.audit, {"page": ("audit.seen", None)})
    noted.looks(
        services.reports,
        {"progress": ("person.seen", "person"), "history": ("person.seen", "person")},
    )
    noted.changes(services.misses, {"add_phrasing": ("pack.phrasing_added", "tool")})


def note_screening(noted: Noted, desk: ScreeningDesk) -> None:
    """Recruiters: what they did to campaigns and candidates, and whose reports they read."""
    noted.changes(
        desk.campaigns,
        {
            "create": ("campaign.created", ""),
            "edit": ("campaign.edited", "campaign_id"),
            "close": ("campaign.closed", "campaign_id"),
            "release_feedback": ("campaign.feedback_released", "campaign_id"),
        },
    )
    noted.changes(
        desk.inviting,
        {
            "invite": ("campaign.invited", "campaign_id"),
            "invite_csv": ("campaign.invited", "campaign_id"),
            "renew": ("candidate.renewed", "campaign_id"),
            "withdraw": ("candidate.withdrawn", "candidate_id"),
            "withdraw_named": ("candidate.withdrawn", "campaign_id"),
        },
    )
    noted.changes(
        desk.leaving,
        {
            "take": ("candidate.took_data", None),
            "leave": ("candidate.left", None),
            "delete": ("candidate.deleted", "candidate_id"),
            "delete_named": ("candidate.deleted", "campaign_id"),
        },
    )
    noted.changes(
        desk.sitting,
        {
            "choose_language": ("candidate.chose_language", None),
            "consent": ("candidate.consented", None),
            "begin": ("candidate.began", None),
        },
    )
    noted.looks(desk.campaigns, {"overview": ("campaign.seen", "campaign_id")})
    noted.changes(desk.deciding, {"decide": ("candidate.decided", "candidate_id")})
    noted.changes(
        desk.feedback,
        {"answer": ("candidate.answered", "candidate_id"), "dispute": ("candidate.disputed", None)},
    )
    noted.looks(
        desk.reporting,
        {
            "candidate": ("candidate.seen", "candidate_id"),
            "evidence": ("candidate.evidence_seen", "candidate_id"),
            "compare": ("candidate.compared", "candidate_ids"),
        },
    )
    noted.looks(desk.reporting, {"table": ("campaign.exported", "campaign_id")})
    noted.looks(desk.fairness, {"impact": ("campaign.impact_seen", "campaign_id")})


def note_mentoring(noted: Noted, mentoring: Mentoring) -> None:
    """Mentors: what they said and changed of people's attempts, and which ones they opened."""
    noted.changes(
        mentoring.corrections,
        {
            "correct": ("attempt.corrected", "attempt_id"),
            "hold": ("attempt.held", "attempt_id"),
            "release": ("attempt.released", "attempt_id"),
        },
    )
    noted.changes(mentoring.comments, {"add": ("attempt.commented", "attempt_id")})
    noted.changes(mentoring.requests, {"answer": ("request.answered", "request_id")})
    noted.changes(mentoring.rating, {"rate": ("attempt.rated", "attempt_id")})
    noted.changes(
        mentoring.assignments,
        {
            "give": ("assignment.given", ""),
            "withdraw": ("assignment.withdrawn", "assignment_id"),
        },
    )
    noted.changes(mentoring.live, {"whisper": ("attempt.hinted", "attempt_id")})
    noted.looks(mentoring.live, {"watch": ("attempt.watched", "attempt_id")})
    noted.looks(mentoring.reviews, {"open": ("attempt.seen", "attempt_id")})
    noted.looks(mentoring.cohort, {"page": ("cohort.seen", None)})
    noted.looks(
        mentoring.trainees,
        {"open": ("person.seen", "person"), "tickets": ("person.seen", "person")},
    )


def note_records(noted: Noted, records: Records) -> None:
    """What left the installation, whose, and what was cleared away."""
    noted.looks(
        records.exports,
        {
            "table": ("records.exported", "what, person, members_of"),
            "readiness_of": ("person.seen", "person"),
        },
    )
    noted.looks(records.statements, {"all": ("records.statements", "homepage")})
    noted.changes(records.research, {"tables": ("records.research", None)})
    noted.changes(records.retention, {"run": ("records.cleared", None)})
