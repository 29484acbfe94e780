"""Your data: what can be taken along, and deleting only what was meant."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open
from tests.pages.fakes import FakeServices
from tests.pages.seen import seen
from tests.pages.test_pages import LANGUAGES, check
from tests.records.fakes import FakeReadiness, Office
from trainer.domain.people import Actor
from trainer.services.records.exports import Exports
from trainer.ui import records_view
from trainer.ui.strings import words


class FakePrivacy:
    def __init__(self, services: FakeServices) -> None:
        self.services = services
        self.deleted: list[tuple[str, str]] = []

    def export(self, actor: Actor, person: str, out: Path) -> dict[str, int]:
        with ZipFile(out, "w") as archive:
            archive.writestr("about.txt", person)
        return {}

    def delete(self, actor: Actor, person: str) -> dict[str, int]:
        self.deleted.append((actor.id, person))
        del self.services.people.profiles[person]
        return {}


@pytest.fixture
def privacy(services: FakeServices) -> Iterator[FakePrivacy]:
    office = Office()
    made = FakePrivacy(services)
    exports = Exports(office.pages, office.packs, office.groups, FakeReadiness())
    services.records = SimpleNamespace(privacy=made, exports=exports)  # type: ignore[attr-defined]
    return made  # type: ignore[return-value]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the download buttons hand out, by key."""
    made: dict[str, Any] = {}

    def button(label: str, data: Any, **options: Any) -> bool:
        made[options["key"]] = data
        return False

    monkeypatch.setattr(records_view.st, "download_button", button)
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_opens(open_page: Open, privacy: FakePrivacy, language: str) -> None:
    text = check(open_page("records", language), language)
    known = words(language)  # type: ignore[arg-type]
    assert known("mydata.title") in text
    assert known("mydata.delete_text") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_progress_leads_there(open_page: Open, language: str) -> None:
    app = open_page("progress", language)
    labels = [str(one.proto.label) for one in app.get("page_link")]
    assert words(language)("mydata.link").split(":")[0] in " ".join(labels)  # type: ignore[arg-type]


def test_everything_can_be_taken_along(
    open_page: Open, privacy: FakePrivacy, offered: dict[str, Any]
) -> None:
    open_page("records")
    files = {f"records_{n}" for n in ("archive", "xlsx", "csv", "summary", "report")}
    assert set(offered) == files | {"badge_1"}  # of the line that the person is ready for
    with ZipFile(io.BytesIO(offered["records_archive"]())) as archive:
        assert archive.read("about.txt") == b"person1"
    assert offered["records_csv"]().startswith(b"\xef\xbb\xbfattempt_id,")
    assert offered["records_xlsx"]().startswith(b"PK")


def delete(app: AppTest, typed: str) -> AppTest:
    app.text_input(key="records_confirm").set_value(typed).run()
    return app.button(key="records_delete").click().run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_deleted_without_the_name(
    open_page: Open, privacy: FakePrivacy, language: str
) -> None:
    app = open_page("records", language)
    delete(app, "somebody")
    assert privacy.deleted == []
    known = words(language)  # type: ignore[arg-type]
    assert known("errors.invalid_input.confirm").split(",")[0] in app.warning[0].value


@pytest.mark.parametrize("language", LANGUAGES)
def test_deleting_leads_to_the_welcome(
    open_page: Open, services: FakeServices, privacy: FakePrivacy, language: str
) -> None:
    app = open_page("records", language)
    name = services.people.all()[0].name
    delete(app, name)
    assert privacy.deleted == [("person1", "person1")]
    assert not app.exception
    assert words("en")("welcome.start") in seen(app) or words("ru")("welcome.start") in seen(app)
