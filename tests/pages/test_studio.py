"""The studio lists what was not understood; adding and forgetting take it off."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Open
from tests.pages.fakes import FakeServices
from tests.pages.seen import raw, seen
from tests.pages.test_pages import LANGUAGES, check
from trainer.errors import InvalidInput
from trainer.ui.strings import words


def press(app: AppTest, what: str, number: int = 0) -> None:
    """Click the Add or Forget of the miss that stands at this place."""
    known = [button for button in app.button if str(button.key).startswith(f"{what}_")]
    known[number].click().run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_misses_are_listed_with_their_meanings(open_page: Open, language: str) -> None:
    app = open_page("studio", language)
    assert not app.exception
    known = words(language)  # type: ignore[arg-type]
    text = seen(app)
    assert known("studio.title") in text
    assert known.count("studio.times", 5) in text
    assert known("studio.chosen") in text
    assert known("studio.nearest") in text
    assert known("studio.no_meaning") in text
    assert known("studio.no_pack") in text
    assert "<img src=x onerror=alert(1)>" in text  # as written, and only as written
    assert "<img src=x" not in raw(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_misses_it_says_so(open_page: Open, services: FakeServices, language: str) -> None:
    services.misses.records.clear()
    text = check(open_page("studio", language), language)
    assert words(language)("studio.empty") in text  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_click_adds_the_meaning_that_was_chosen(
    open_page: Open, services: FakeServices, language: str
) -> None:
    app = open_page("studio", language)
    phrasing = app.text_input[0].value
    press(app, "add")
    assert not app.exception
    assert services.misses.added == [("look_queue", phrasing)]
    assert app.success[0].value
    assert len(services.misses.records) == 3
    assert app.text_input[0].value == "have a squint at the thing"


def test_text_and_meaning_can_be_changed_first(open_page: Open, services: FakeServices) -> None:
    app = open_page("studio")
    app.text_input[1].set_value("squint at the queue").run()
    app.selectbox[1].set_value("look_queue").run()
    press(app, "add", 1)
    assert services.misses.added == [("look_queue", "squint at the queue")]


def test_nothing_is_added_without_a_meaning(open_page: Open, services: FakeServices) -> None:
    app = open_page("studio")
    assert app.selectbox[2].value is None
    press(app, "add", 2)
    assert services.misses.added == []
    assert words("en")("errors.invalid_input.phrasing_tool").split(".")[0] in app.warning[0].value


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_that_cannot_be_written_is_explained(
    open_page: Open, services: FakeServices, language: str
) -> None:
    services.misses.trouble = InvalidInput(field="folder", reason="phrasing_folder", folder="packs")
    app = open_page("studio", language)
    press(app, "add")
    assert not app.exception
    known = words(language)  # type: ignore[arg-type]
    start = known("errors.invalid_input.phrasing_folder", folder="").split(":")[0]
    assert start in app.warning[0].value.replace("\\", "")
    assert len(services.misses.records) == 4


def test_forgetting_takes_one_off_the_list(open_page: Open, services: FakeServices) -> None:
    app = open_page("studio")
    press(app, "forget")
    assert services.misses.records[0].text == "have a squint at the thing"
    assert len(services.misses.records) == 3
