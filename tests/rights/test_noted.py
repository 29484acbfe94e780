"""The audit says who changed what and who saw whose, through the real wiring."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rights.world import World
from trainer.errors import NotPermitted, StoreUnavailable
from trainer.services.accounts.trail import OPERATOR, Trail


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def lines(world: World, search: str) -> list[tuple[str, str]]:
    """Actor's login and object, the latest first."""
    page = world.services.team.audit.page(OPERATOR, search)
    return [(one.actor_login or one.actor, one.object) for one in page]


def test_a_recruiter_s_steps_are_lines(world: World) -> None:
    rita, campaign = world.actor("rita"), world.campaigns["rita"]
    candidate, screening = world.candidates["rita"], world.services.screening
    assert ("rita", campaign) in lines(world, "campaign.created")
    assert ("rita", campaign) in lines(world, "campaign.invited")
    screening.inviting.renew(rita, campaign, "Carl")
    assert lines(world, "candidate.renewed") == [("rita", campaign)]
    screening.reporting.candidate(rita, candidate)
    screening.reporting.candidate(rita, candidate)
    assert lines(world, "candidate.seen") == [("rita", candidate)]  # once an hour


def test_a_mentor_s_steps_are_lines(world: World) -> None:
    mira, attempt = world.actor("mira"), world.attempts["nina"]
    world.services.mentoring.corrections.hold(mira, attempt, "Let me look first.")
    assert lines(world, "attempt.held") == [("mira", attempt)]
    world.services.mentoring.reviews.open(mira, attempt)
    assert lines(world, "attempt.seen") == [("mira", attempt)]


def test_reading_about_somebody_else_is_a_line_and_about_oneself_is_none(world: World) -> None:
    for name in ("nina", "mira"):
        world.services.reports.progress(world.actor(name), world.ids["nina"], "en")
    assert lines(world, "person.seen") == [("mira", world.ids["nina"])]
    world.services.records.exports.table(world.actor("ada"), "attempts")
    assert lines(world, "records.exported") == [("ada", "attempts")]


def test_looking_at_a_trainee_s_page_is_one_line(world: World) -> None:
    mira, nina = world.actor("mira"), world.ids["nina"]
    world.services.mentoring.trainees.open(mira, nina)
    world.services.mentoring.trainees.tickets(mira, nina)
    world.services.reports.progress(mira, nina, "en")
    assert lines(world, "person.seen") == [("mira", nina)]


def test_what_was_refused_was_not_done(world: World) -> None:
    with pytest.raises(NotPermitted):
        world.services.reports.progress(world.actor("nina"), world.ids["nora"], "en")
    assert lines(world, "person.seen") == []


def test_without_an_audit_nothing_is_shown_and_changes_stand(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreUnavailable("full", "no space left")

    monkeypatch.setattr(Trail, "note", full)
    with pytest.raises(StoreUnavailable):
        world.services.reports.progress(world.actor("mira"), world.ids["nina"], "en")
    world.services.mentoring.corrections.hold(world.actor("mira"), world.attempts["nina"], "Why?")
    assert "not in the audit" in caplog.text
