"""Printed pages of a person as the services know them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.records.fakes import ADMIN, FakeReadiness, Office, actor
from trainer.app.pdf.words import PageWords
from trainer.app.prints import person_pdf
from trainer.domain.language import LANGUAGES, Language
from trainer.domain.scores import COMPETENCIES
from trainer.errors import InvalidInput, NotPermitted
from trainer.services.records.columns import COLUMNS
from trainer.services.records.exports import Exports
from trainer.ui.strings import words

LINES = tuple(SimpleNamespace(title=title) for title in ("First", "Second", "Third"))


@pytest.fixture
def services() -> Any:
    office = Office()
    return SimpleNamespace(
        reports=SimpleNamespace(
            profile=lambda actor, person: office.profiles.get(person),
            history=lambda actor, person: (),
            progress=lambda actor, person, language: SimpleNamespace(lines=LINES, on_hold=()),
        ),
        records=SimpleNamespace(
            exports=Exports(office.pages, office.packs, office.groups, FakeReadiness())
        ),
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("long", [False, True])
def test_a_person_prints_their_own(services: Any, language: Language, long: bool) -> None:
    me = actor("anna", "newcomer")
    assert person_pdf(services, me, "anna", language, long=long).startswith(b"%PDF")


def test_strangers_may_not(services: Any) -> None:
    with pytest.raises(NotPermitted):
        person_pdf(services, actor("clara", "newcomer"), "anna", "en", long=False)


def test_who_is_unknown_or_has_no_readiness_has_no_page(services: Any) -> None:
    for person in ("nobody", "somebody"):
        with pytest.raises(InvalidInput):
            person_pdf(services, ADMIN, person, "en", long=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_competencies_have_one_name_on_pages_in_pdfs_and_in_tables(language: Language) -> None:
    printed, shown = PageWords(language), words(language)
    heads = {column.name: column.heading(language) for column in COLUMNS["attempts"]}
    for name in COMPETENCIES:
        assert printed(f"competency.{name}") == heads[name] == shown(f"competency.{name}")
