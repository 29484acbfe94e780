"""Printed pages of people and of candidates from the services' views."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from trainer.app.pdf.candidate import candidate_pdf
from trainer.app.pdf.report import Call, report_pdf
from trainer.app.pdf.summary import Subject, summary_pdf
from trainer.domain.language import Language
from trainer.domain.people import Actor
from trainer.errors import InvalidInput
from trainer.services.ports import AttemptStatus

if TYPE_CHECKING:
    from trainer.app.badges import Badges
    from trainer.app.wiring import Services


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
        raise InvalidInput(
            "nothing is known of their readiness yet", field="readiness", reason="no_readiness"
        )
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


def screened_pdf(services: Services, actor: Actor, candidate_id: str, language: Language) -> bytes:
    """The report on a candidate as the actor may read it now: nameless where it is blind.

    Raises as `Reporting.candidate` does.
    """
    from trainer.app.wiring import now

    report = services.screening.reporting.candidate(actor, candidate_id)
    return candidate_pdf(report, language, now())


def badges_of(services: Services) -> Badges:
    """The badges of this installation; its signing key is made at the first use."""
    from trainer.app.badges import Badges, badge_key
    from trainer.app.places import data_folder
    from trainer.app.wiring import now

    key = badge_key(data_folder(services.settings))
    return Badges(key, services.records.exports, services.records.groups, now)
