"""The app as AppTest runs it, with sample services behind it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.fakes import FakeServices

ENTRY = Path(__file__).parents[2] / "streamlit_app.py"
Open = Callable[..., AppTest]


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> FakeServices:
    """Sample services in place of the wired ones."""
    fake = FakeServices()
    module = ModuleType("trainer.app.wiring")
    module.services = lambda: fake  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "trainer.app.wiring", module)
    return fake


@pytest.fixture
def open_page(services: FakeServices) -> Open:
    """Opens a page by its file name, as a person of the language given."""

    def open_it(page: str = "today", language: str = "en", **query: str) -> AppTest:
        if not services.people.all():
            services.people.create("Анна <b>" if language == "ru" else "Anna <b>", language)  # type: ignore[arg-type]
        app = AppTest.from_file(str(ENTRY), default_timeout=20)
        app.query_params["p"] = services.people.all()[0].id
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        if page != "today":
            for name, value in query.items():
                app.query_params[name] = value
            folder = "admin" if page in ("packs", "studio") else "newcomer"
            app.switch_page(str(ENTRY.parent / "pages" / folder / f"{page}.py"))
            for name, value in query.items():
                app.query_params[name] = value
            app.run()
        return app

    return open_it
