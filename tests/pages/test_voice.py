"""Voice on the phone channel: optional, off by default, nowhere else."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.fakes import newcomer
from tests.pages.conftest import Open
from tests.pages.fakes import FakeServices, key, sample_view
from trainer.domain.events import Event
from trainer.domain.scenario import Channel
from trainer.errors import StoreUnavailable
from trainer.ui.strings import words
from trainer.ui.voice import caller_lines

LANGUAGES = ("ru", "en")


def start(services: FakeServices, language: str, channel: Channel = "phone") -> str:
    person = services.people.create("Boris", language)  # type: ignore[arg-type]
    attempt = services.practice.start(newcomer(person.id), key(1), language)  # type: ignore[arg-type]
    view = services.practice.view(newcomer(person.id), attempt)
    services.practice.attempts[attempt] = (person.id, replace(view, channel=channel))
    return attempt


def given(app: AppTest) -> dict[str, Any] | None:
    """What the browser's part of the page is given, if it is on the page."""
    found = [
        one.proto
        for one in app.get("bidi_component")
        if one.proto.component_name == "threeline_voice"
    ]
    return json.loads(found[0].mixed.json or found[0].json) if found else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_the_phone_both_are_there_and_off(
    open_page: Open, services: FakeServices, language: str
) -> None:
    attempt = start(services, language)
    app = open_page("practice", language, attempt=attempt)
    assert not app.exception
    known = words(language)  # type: ignore[arg-type]
    data = given(app)
    assert data is not None
    assert (data["reading"], data["dictation"]) == (False, False)
    assert data["language"] == {"ru": "ru-RU", "en": "en-GB"}[language]
    assert data["words"]["read"] == known("voice.read")
    assert data["words"]["dictate"] == known("voice.dictate")
    assert known("voice.field") not in [one.label for one in app.text_area]


@pytest.mark.parametrize("attempt", ["_starts", "two__strokes", "ends_", "plain"])
def test_any_id_of_an_attempt_will_do(
    open_page: Open, services: FakeServices, attempt: str
) -> None:
    # Ids are random and URL-safe, so they hold underscores; Streamlit keeps two in a row to itself.
    made = start(services, "en")
    person, view = services.practice.attempts.pop(made)
    services.practice.attempts[attempt] = (person, replace(view, attempt_id=attempt))
    app = open_page("practice", "en", attempt=attempt)
    assert not app.exception
    assert not app.error
    assert given(app) is not None


@pytest.mark.parametrize("channel", ["chat", "email", "colleague"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_other_channels_know_nothing_of_it(
    open_page: Open, services: FakeServices, language: str, channel: Channel
) -> None:
    attempt = start(services, language, channel)
    app = open_page("practice", language, attempt=attempt)
    person = services.people.all()[0].id
    app.session_state[f"voice_dictation_{person}"] = True
    app.session_state[f"voice_reading_{person}"] = True
    app.run()
    assert not app.exception
    assert given(app) is None
    assert not [one for one in app.text_area if one.key and one.key.startswith("dictated_")]


def dictating(open_page: Open, services: FakeServices, language: str) -> tuple[AppTest, str]:
    attempt = start(services, language)
    app = open_page("practice", language, attempt=attempt)
    app.session_state[f"voice_dictation_{services.people.all()[0].id}"] = True
    app.run()
    return app, attempt


@pytest.mark.parametrize("language", LANGUAGES)
def test_dictated_text_is_sent_by_the_button_only(
    open_page: Open, services: FakeServices, language: str
) -> None:
    app, attempt = dictating(open_page, services, language)
    known = words(language)  # type: ignore[arg-type]
    field = app.text_area(key=f"dictated_{attempt}")
    assert field.label == known("voice.field")
    field.set_value("  Is it plugged in?  ").run()
    assert services.practice.said == []
    app.button(key=f"say_dictated_{attempt}").click().run()
    assert services.practice.said == ["Is it plugged in?"]
    assert app.text_area(key=f"dictated_{attempt}").value == ""
    app.button(key=f"say_dictated_{attempt}").click().run()
    assert services.practice.said == ["Is it plugged in?"]
    assert not app.exception


def test_dictated_text_that_cannot_be_sent_stays(open_page: Open, services: FakeServices) -> None:
    app, attempt = dictating(open_page, services, "en")
    services.practice.trouble = StoreUnavailable("full")
    app.text_area(key=f"dictated_{attempt}").set_value("Is it plugged in?").run()
    app.button(key=f"say_dictated_{attempt}").click().run()
    assert [one for one in app.warning if "disk is full" in one.value]
    assert app.text_area(key=f"dictated_{attempt}").value == "Is it plugged in?"


def test_only_what_the_caller_says_is_read() -> None:
    events = (
        *sample_view("a", 1, "en").events,
        Event("read", "caller", 4, 5, "not a sentence"),
        Event("heard", "colleague", 4, 5, "somebody else"),
    )
    lines = caller_lines(events)
    assert [line["text"] for line in lines] == [
        (
            "Hello? My printing is stuck and the report is due by lunch."
            " Your robot asked me three times if the printer is on!"
        ),
        "Sveta's is stuck as well.",
        "Sorry, I did not get that.",
    ]
    assert [line["turn"] for line in lines] == [0, 1, 3]
    numbers = [line["number"] for line in lines]
    assert numbers == [
        place for place, one in enumerate(events) if one.text in {line["text"] for line in lines}
    ]
