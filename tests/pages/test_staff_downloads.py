"""What mentors and administrators take out of the pages."""

from __future__ import annotations

import csv
import io
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.fakes import FakeServices
from tests.pages.test_hr_downloads import offered
from tests.pages.test_mentoring import LANGUAGES, Open, check, choose, desk, press, visit
from tests.records.fakes import FakeReadiness
from tests.services.mentoring.desk import MentorDesk
from trainer.errors import InvalidInput
from trainer.services.records.exports import Exports
from trainer.store.record_pages import SqlRecordPages
from trainer.ui.strings import words

__all__ = ("desk", "offered", "visit")


class Members:
    """Implements Groups of the records over those of the mentors' tests."""

    def __init__(self, desk: MentorDesk) -> None:
        self._groups = desk.groups

    def of_person(self, profile_id: str) -> frozenset[str]:
        return self._groups.groups_of(profile_id)

    def members(self, groups: frozenset[str]) -> Any:
        return self._groups.members(sorted(groups))


@pytest.fixture
def records(services: FakeServices, desk: MentorDesk) -> MentorDesk:
    """Real exports over the mentors' database, where Anna, Boris and Clara have ended a ticket."""
    for who in (desk.anna, desk.boris, desk.clara):
        desk.ended(who)
    pages = SqlRecordPages(desk.database)
    exports = Exports(pages, desk.packs, Members(desk), FakeReadiness())
    services.records = SimpleNamespace(exports=exports)
    return desk


def take(app: AppTest, language: str) -> AppTest:
    app.session_state["cohort_tabs"] = words(language)("cohort.tab_take")  # type: ignore[arg-type]
    return app.run()


def people(content: bytes) -> set[str]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return {row["person_id"] for row in rows}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mentor_takes_the_tables_of_their_groups(
    visit: Open, records: MentorDesk, offered: dict[str, Any], language: str
) -> None:
    app = take(visit("cohort", records.mia, language), language)
    check(app, language)
    press(app, "cohort_export_1")
    assert people(offered["attempts.csv"]) == {records.anna.id, records.boris.id}
    choose(app, "cohort_table", "readiness")
    press(app, "cohort_export_0")
    assert offered["readiness.xlsx"].startswith(b"PK")


def test_an_administrator_takes_a_group_or_everybody(
    visit: Open, records: MentorDesk, offered: dict[str, Any]
) -> None:
    app = take(visit("cohort", records.ada), "en")
    press(app, "cohort_export_1")
    everybody = {records.anna.id, records.boris.id, records.clara.id}
    assert people(offered["attempts.csv"]) == everybody
    app.selectbox(key="cohort_group").set_value("g2").run()
    press(app, "cohort_export_1")
    assert people(offered["attempts.csv"]) == {records.clara.id}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mentor_takes_the_report_of_one_person(
    visit: Open,
    records: MentorDesk,
    offered: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    asked: list[tuple[str, str, bool]] = []

    def made(services: Any, actor: Any, person: str, language: str, *, long: bool) -> bytes:
        asked.append((actor.id, person, long))
        if person == records.boris.id:
            raise InvalidInput("nothing", field="readiness", reason="no_readiness")
        return b"%PDF"

    monkeypatch.setattr("trainer.app.prints.person_pdf", made)
    app = take(visit("cohort", records.mia, language), language)
    assert not [one for one in app.button if str(one.key).startswith("cohort_pdf")]
    whom = app.selectbox(key="cohort_person")
    assert len(whom.options) == 2, "people of the own groups only"
    whom.set_value(records.anna.id).run()
    press(app, "cohort_pdf_1")
    assert asked == [(records.mia.id, records.anna.id, True)]
    assert offered == {"report.pdf": b"%PDF"}
    app.selectbox(key="cohort_person").set_value(records.boris.id).run()
    press(app, "cohort_pdf_0")
    own = words(language)  # type: ignore[arg-type]
    assert own("errors.invalid_input.no_readiness") in app.warning[0].value.replace("\\", "")
    assert list(offered) == ["report.pdf"]
