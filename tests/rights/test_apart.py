"""Candidates are out of everybody's reach but their campaign's, administrators' included."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.rights.world import NOW, World
from trainer.domain.moves import Abandon
from trainer.domain.people import Actor
from trainer.errors import AttemptNotFound, NotPermitted
from trainer.services.accounts.trail import OPERATOR
from trainer.services.mentoring.records import Step

Doing = Callable[[World, Actor, str, str], object]
REACHES: dict[str, Doing] = {
    "reviews": lambda w, a, person, t: w.services.mentoring.reviews.open(a, t),
    "live": lambda w, a, person, t: w.services.mentoring.live.watch(a, t),
    "whisper": lambda w, a, person, t: w.services.mentoring.live.whisper(a, t, "Psst"),
    "correct": lambda w, a, person, t: w.services.mentoring.corrections.correct(
        a, t, "category", 3, "Better."
    ),
    "hold": lambda w, a, person, t: w.services.mentoring.corrections.hold(a, t, "Wait."),
    "comment": lambda w, a, person, t: w.services.mentoring.comments.add(a, t, 0, "Hm."),
    "rate": lambda w, a, person, t: w.services.mentoring.rating.rate(a, t, {"category": 1}, "fail"),
    "assign": lambda w, a, person, t: w.services.mentoring.assignments.give(
        a, "office", [Step(1)], NOW + timedelta(days=3), person=person
    ),
    "export": lambda w, a, person, t: w.services.records.privacy.export(
        a, person, w.file.parent / "out.zip"
    ),
    "table": lambda w, a, person, t: w.services.records.exports.table(a, "moves", person=person),
    "readiness": lambda w, a, person, t: w.services.records.exports.readiness_of(a, person),
    "statements": lambda w, a, person, t: list(
        w.services.records.statements.all(a, "https://x.example", person)
    ),
    "profile": lambda w, a, person, t: w.services.reports.profile(a, person),
    "history": lambda w, a, person, t: w.services.reports.history(a, person),
    "progress": lambda w, a, person, t: w.services.reports.progress(a, person, "en"),
    "trainee": lambda w, a, person, t: w.services.mentoring.trainees.open(a, person),
    "tickets": lambda w, a, person, t: w.services.mentoring.trainees.tickets(a, person),
    "mistakes": lambda w, a, person, t: w.services.mentoring.cohort.mistakes(a, "en", 0, person),
    "slips": lambda w, a, person, t: w.services.mentoring.cohort.common(a, "en", person=person),
}


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Actor, str, str]:
    """A candidate with one ticket ended and the next one open."""
    world = World(tmp_path_factory.mktemp("apart"))
    candidate, sitting = world.entered["rita"], world.services.screening.sitting
    sitting.consent(candidate, sitting.view(candidate).consent_version, True)
    sitting.begin(candidate)
    ended = sitting.next_ticket(candidate)
    sitting.move(candidate, ended, Abandon(), 1, "end")
    return world, candidate, ended, sitting.next_ticket(candidate)


@pytest.mark.parametrize("what", sorted(REACHES))
def test_an_administrator_reaches_no_candidate(
    taken: tuple[World, Actor, str, str], what: str
) -> None:
    world, candidate, ended, running = taken
    ticket = running if what in ("live", "whisper") else ended
    with pytest.raises((NotPermitted, AttemptNotFound)):
        REACHES[what](world, world.of("administrator"), candidate.id, ticket)


def test_who_runs_commands_on_the_server_does(
    taken: tuple[World, Actor, str, str], tmp_path: Path
) -> None:
    world, candidate, *_ = taken
    rows = world.services.records.privacy.export(OPERATOR, candidate.id, tmp_path / "all.zip")
    assert rows["screening_candidates"] == 1


def test_a_preview_of_the_policy_knows_no_candidates(taken: tuple[World, Actor, str, str]) -> None:
    world, candidate, *_ = taken
    store = world.services.policies._evidence
    assert candidate.id not in store.active(100)
    assert candidate.id not in {one.profile_id for one in store.latest("office", 100)}
    assert world.ids["nina"] in store.active(100)
