"""Getting in: profiles, languages, and pages that are opened past the entry point."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ENTRY, Open
from tests.pages.fakes import FakeServices
from tests.pages.seen import seen

PAGES = sorted((ENTRY.parent / "pages").glob("*/*.py"))


def test_pages_lie_in_subfolders_only() -> None:
    assert PAGES
    assert not list((ENTRY.parent / "pages").glob("*.py"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_run_past_the_entry_point_shows_nothing(services: FakeServices, page: Path) -> None:
    services.people.create("Anna", "en")
    app = AppTest.from_file(str(page), default_timeout=20)
    app.query_params["p"] = "person1"
    app.run()
    assert not app.exception
    assert "start page" in seen(app)
    assert "Anna" not in seen(app)
    assert not app.button


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_thin(page: Path) -> None:
    assert len(page.read_text(encoding="utf-8").splitlines()) < 60


def test_a_visitor_makes_a_profile_and_lands_on_today(services: FakeServices) -> None:
    app = AppTest.from_file(str(ENTRY), default_timeout=20)
    app.query_params["lang"] = "ru"
    app.run()
    app.text_input(key="new_name").set_value("Анна")
    app.button(key="FormSubmitter:new_profile-Начать смену").click().run()
    assert "Здравствуйте, Анна!" in seen(app)
    assert app.query_params["p"] in ("person1", ["person1"])
    assert services.people.get("person1").language == "ru"  # type: ignore[union-attr]


def test_a_name_that_will_not_do_is_said_so(services: FakeServices) -> None:
    app = AppTest.from_file(str(ENTRY), default_timeout=20)
    app.query_params["lang"] = "en"
    app.run()
    app.button(key="FormSubmitter:new_profile-Start the shift").click().run()
    assert [one for one in app.warning if "name will not do" in one.value]


def test_an_unknown_profile_in_the_address_leads_to_the_first_screen(
    services: FakeServices,
) -> None:
    app = AppTest.from_file(str(ENTRY), default_timeout=20)
    app.query_params["p"] = "nobody"
    app.query_params["lang"] = "en"
    app.run()
    assert not app.exception
    assert "Your first shift starts here" in seen(app)


def test_the_language_switch_is_remembered_with_the_profile(
    open_page: Open, services: FakeServices
) -> None:
    app = open_page("today", "en")
    app.get("button_group")[0].set_value("ru").run()  # type: ignore[attr-defined]
    assert "Здравствуйте" in seen(app)
    assert services.people.all()[0].language == "ru"
