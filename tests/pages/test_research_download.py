"""What administrators take along from the page of people."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest

from tests.pages.fakes import FakeServices
from tests.pages.seen import seen
from tests.pages.test_hr_downloads import offered
from tests.pages.test_team import LANGUAGES, Open, choose, cookies, desk, press, visit
from tests.records.fakes import Office, a_profile, an_attempt, play
from trainer.services.records.left import LEAST_PEOPLE
from trainer.services.records.research import Research
from trainer.ui.strings import words

__all__ = ("cookies", "desk", "offered", "visit")


def with_records(services: FakeServices) -> Office:
    office = Office()
    research = Research(office.pages, lambda key: "fault")
    services.records = SimpleNamespace(research=research)
    return office


def at_export(visit: Open, language: str) -> Any:
    app = visit("people", "administrator", language=language)
    choose(app, "people_tab", "export")
    return app


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_administrator_takes_it_as_one_file(
    visit: Open, services: FakeServices, offered: dict[str, Any], language: str
) -> None:
    office = with_records(services)
    for name in ("dora", "egor"):
        office.profiles.add(a_profile(name, name.title()))
        play(office.attempts, an_attempt(f"{name}-1", name))
    app = at_export(visit, language)
    own = words(language)  # type: ignore[arg-type]
    assert own("research.text") in seen(app)
    press(app, "research_0")
    assert not app.exception
    with ZipFile(io.BytesIO(offered["threeline-research.zip"])) as archive:
        assert sorted(archive.namelist()) == ["attempts.csv", "moves.csv", "scores.csv"]
        content = b"".join(archive.read(name) for name in archive.namelist())
    for name in (b"Boris", b"egor", b"boris-1"):
        assert name not in content


@pytest.mark.parametrize("language", LANGUAGES)
def test_few_people_are_refused_calmly(
    visit: Open, services: FakeServices, offered: dict[str, Any], language: str
) -> None:
    with_records(services)
    app = at_export(visit, language)
    press(app, "research_0")
    assert not app.exception
    own = words(language)  # type: ignore[arg-type]
    assert own("errors.invalid_input.research_few", least=LEAST_PEOPLE) in app.warning[
        0
    ].value.replace("\\", "")
    assert not offered
