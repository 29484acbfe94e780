"""A person's printed pages from the services' views."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from trainer.app.pdf.candidate import CandidatePages, Decided, FormCall, candidate_pdf
from trainer.app.pdf.report import Call, report_pdf
from trainer.app.pdf.summary import Subject, summary_pdf
from trainer.app.pdf.words import PageWords
from trainer.domain.language import Language
from trainer.domain.people import Actor
from trainer.errors import InvalidInput
from trainer.services.ports import AttemptStatus

if TYPE_CHECKING:
    from trainer.app.badges import Badges
    from trainer.app.wiring import Services
    from trainer.services.screening.reporting import CandidateReport


def person_pdf(
    services: Services, actor: Actor, person: str, language: Language, *, long: bool
) -> bytes:
    """The summary of a person, or the `long` report with their tickets.

    Raises NotPermitted where they are not the actor's to see, InvalidInput(field="person") for an
    unknown id and (field="readiness") where nothing is known of their readiness.
    """
    readiness = services.records.exports.readiness_of(actor, person)
    profile = services.reports.profile(actor, person)
    if profile is None:
        raise InvalidInput("there is no such person", field="person")
    if readiness is None:
        raise InvalidInput("nothing is known of their readiness yet", field="readiness")
    progress = services.reports.progress(actor, person, language)
    titles = [line.title for line in progress.lines]
    subject = Subject(profile.name, readiness, (titles[0], titles[1], titles[2]))
    if not long:
        return summary_pdf(subject, language)
    held = frozenset(progress.on_hold)
    calls = [
        Call(
            one.started_at,
            one.line,
            one.subject,
            cast(AttemptStatus, one.status),
            None if one.attempt_id in held else one.overall,
            None if one.attempt_id in held else one.passed,
            one.critical,
            one.attempt_id in held,
        )
        for one in services.reports.history(actor, person)
        if one.status != "open"
    ]
    return report_pdf(subject, calls, language)


def candidate_report_pdf(report: CandidateReport, language: Language) -> bytes:
    """The report of a candidate as the reader may see it: by pseudonym where names are hidden.

    Raises InvalidInput(field="readiness") before the form has ended.
    """
    if report.readiness is None:
        raise InvalidInput("the form has not ended yet", field="readiness")
    words, shown = PageWords(language), set(report.campaign.lines)
    pseudonym = words("candidate.name", code=report.code)
    lines = tuple(line for line in report.readiness.lines if line.line in shown)
    pages = CandidatePages(
        name=f"{report.name} ({pseudonym})" if report.name else pseudonym,
        campaign=report.campaign.title,
        readiness=replace(report.readiness, lines=lines),
        calls=[FormCall(one.line, one.ended_by, one.critical) for one in report.tickets],
        share=report.time_share,
        pastes=report.pastes,
        blurs=report.blurs,
        breaks=len(report.interruptions),
        decisions=[
            Decided(one.decision, one.reason, name, one.at)
            for one, name in zip(report.decisions, report.decided_by, strict=True)
        ],
    )
    return candidate_pdf(pages, language)


def badges_of(services: Services) -> Badges:
    """The badges of this installation; its signing key is made at the first use."""
    from trainer.app.badges import Badges, badge_key
    from trainer.app.places import data_folder
    from trainer.app.wiring import now

    key = badge_key(data_folder(services.settings))
    return Badges(key, services.records.exports, services.records.groups, now)
