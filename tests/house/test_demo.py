"""The demonstration: filled in once, through the services, in either mode."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from trainer.app.demo import fill_demo
from trainer.app.demo.cohort import CANDIDATES, COHORT
from trainer.app.wiring import Services, wire
from trainer.domain.people import Actor
from trainer.errors import InvalidInput, SignInRefused
from trainer.settings import read_settings


@pytest.fixture
def lines() -> list[str]:
    return []


def filled(folder: Path, monkeypatch: pytest.MonkeyPatch, mode: str, lines: list[str]) -> Services:
    url = f"sqlite:///{(folder / 'demo.db').as_posix()}"
    monkeypatch.setenv("THREELINE_DATABASE_URL", url)
    monkeypatch.setenv("THREELINE_MODE", mode)
    fill_demo(1, lines.append)
    return wire(read_settings({"THREELINE_DATABASE_URL": url, "THREELINE_MODE": mode}))


def test_local_mode_gets_profiles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: list[str]
) -> None:
    services = filled(tmp_path, monkeypatch, "local", lines)
    assert {one.name for one in services.local_people.all()} == {who.name for who in COHORT}
    assert len(lines) == len(COHORT)
    with pytest.raises(InvalidInput):
        fill_demo(1, lines.append)
    monkeypatch.setenv("THREELINE_MODE", "team")
    with pytest.raises(InvalidInput):
        fill_demo(1, lines.append)
    assert len(lines) == len(COHORT), "nothing was played again"


def test_team_mode_gets_a_team(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: list[str]
) -> None:
    services = filled(tmp_path, monkeypatch, "team", lines)
    team = services.team
    found = re.search(r"Logins: (.+)\. .* (\S+)\n", lines[-1])
    assert found is not None
    logins, password = found[1].split(", "), found[2]
    people: dict[str, Actor] = {}
    for login in logins:
        actor = team.sign_in.resolve(team.sign_in.with_password(login, password, "").token)
        assert actor is not None
        people[login] = actor
        with pytest.raises(SignInRefused):
            team.sign_in.with_password(login, login, "")
    vera, rita = people["vera"], people["rita"]
    assert services.mentoring.cohort.page(vera).people == len(COHORT)
    assert services.mentoring.reviews.queue(vera).total > 0
    assert len(services.mentoring.assignments.due(people["sam"], "en")) > 0
    (campaign,) = services.screening.campaigns.mine(rita)
    overview = services.screening.campaigns.overview(rita, campaign.campaign.id)
    assert len(overview.rows) == len(CANDIDATES)
    assert {row.decision for row in overview.rows} == {"invite", "hold", None}
    with pytest.raises(InvalidInput):
        fill_demo(1, lines.append)
