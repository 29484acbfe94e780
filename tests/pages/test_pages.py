"""Every page opens in both languages and shows words, not keys, markup or tracebacks."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.fakes import newcomer
from tests.pages.conftest import ENTRY, Open
from tests.pages.fakes import FakeServices, key
from tests.pages.seen import raw, seen
from trainer.domain.moves import Abandon, Resolve, UseTool
from trainer.errors import PackInvalid, Problem, StoreUnavailable, TextTooLong
from trainer.ui.strings import words

LANGUAGES = ("ru", "en")
_KEY = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b|\b[a-z]+\.[a-z]+_[a-z_]+\b")
_OWN_WORDS = {"onerror"}


def start(services: FakeServices, language: str, line: int = 1) -> str:
    person = services.people.create("Boris", language)  # type: ignore[arg-type]
    return services.practice.start(newcomer(person.id), key(line), language)  # type: ignore[arg-type]


def check(app: object, language: str) -> str:
    assert not app.exception  # type: ignore[attr-defined]
    assert not app.error, [one.value for one in app.error]  # type: ignore[attr-defined]
    text = seen(app)  # type: ignore[arg-type]
    assert not set(_KEY.findall(text)) - _OWN_WORDS
    assert "{" not in text
    if language == "ru":
        assert re.search("[а-я]{4}", text)
    else:
        assert not re.search("[а-яА-Я]", text)
    assert "<img src=x" not in raw(app)  # type: ignore[arg-type]
    return text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["today", "practice", "debrief", "progress", "handbook"])
def test_page_opens_for_a_beginner(open_page: Open, page: str, language: str) -> None:
    check(open_page(page, language), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["today", "debrief", "progress"])
def test_page_opens_with_results(
    open_page: Open, services: FakeServices, page: str, language: str
) -> None:
    attempt = start(services, language)
    services.practice.move(newcomer("person1"), attempt, Abandon(), 4, "r")
    assert services.practice.made == [Abandon()]
    app = open_page(page, language)
    check(app, language)
    if page == "progress":
        assert words(language).count("progress.on_hold", 2) in seen(app)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_broken_packs_are_listed_with_their_problems(
    open_page: Open, services: FakeServices, language: str
) -> None:
    problem = Problem("world.yaml", "top", "rule", "give it a <name>")
    services.broken_packs["harbour"] = PackInvalid("harbour", (problem,))
    app = open_page("packs", language)
    assert not app.exception
    assert "give it a <name>" in seen(app)
    assert "harbour" in seen(app)


def test_packs_without_problems_say_so(open_page: Open) -> None:
    check(open_page("packs", "en"), "en")


@pytest.mark.parametrize("line", [1, 2, 3])
@pytest.mark.parametrize("language", LANGUAGES)
def test_workspace_opens(open_page: Open, services: FakeServices, language: str, line: int) -> None:
    attempt = start(services, language, line)
    text = check(open_page("practice", language, attempt=attempt), language)
    assert "<img src=x onerror=alert(1)>" in text  # as written, and only as written


def _keys(app: AppTest) -> set[str | None]:
    """Which widgets stand on the page."""
    return {
        widget.key
        for kind in (app.button, app.text_input, app.selectbox, app.text_area, app.button_group)
        for widget in kind
    }


@pytest.mark.parametrize("line", [1, 2])
@pytest.mark.parametrize("tab", ["actions", "ticket", "knowledge", "finish"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tab_of_the_workspace_opens(
    open_page: Open, services: FakeServices, language: str, tab: str, line: int
) -> None:
    attempt = start(services, language, line)
    app = open_page("practice", language, attempt=attempt)
    before = _keys(app)
    app.session_state[f"tabs_{attempt}"] = words("ru" if language == "ru" else "en")(f"tab.{tab}")
    app.run()
    check(app, language)
    assert (_keys(app) == before) == (tab == "actions")


@pytest.mark.parametrize("language", LANGUAGES)
def test_ended_attempt_leads_to_its_debrief(
    open_page: Open, services: FakeServices, language: str
) -> None:
    attempt = start(services, language)
    services.practice.move(newcomer("person1"), attempt, Resolve(), 4, "r")
    text = check(open_page("practice", language, attempt=attempt), language)
    assert ("лишний перезапуск" if language == "ru" else "one restart too many") in text


@pytest.mark.parametrize("page", ["practice", "debrief"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_unknown_attempt_gets_a_clear_message(open_page: Open, language: str, page: str) -> None:
    app = open_page(page, language, attempt="no-such-attempt")
    assert not app.exception
    word = "заявки у вас нет" if language == "ru" else "no such ticket"
    assert [one for one in app.error if word in one.value]


def test_another_profiles_attempt_shows_nothing(open_page: Open, services: FakeServices) -> None:
    services.people.create("Vera", "en")
    theirs = services.practice.start(newcomer("somebody-else"), key(1), "en")
    app = open_page("practice", "en", attempt=theirs)
    assert app.error
    assert "Olga" not in seen(app)


def test_a_message_that_fails_is_kept_for_the_writer(
    open_page: Open, services: FakeServices
) -> None:
    attempt = start(services, "en")
    app = open_page("practice", "en", attempt=attempt)
    services.practice.trouble = StoreUnavailable("full")
    app.chat_input[0].set_value("please check the queue").run()
    assert not app.exception
    assert [one for one in app.warning if "disk is full" in one.value]
    assert "please check the queue" in [one.value for one in app.code]


def test_a_message_longer_than_the_limit_never_gets_through_whole(
    open_page: Open, services: FakeServices
) -> None:
    attempt = start(services, "en")
    app = open_page("practice", "en", attempt=attempt)
    assert app.chat_input[0].proto.max_chars == 2000
    assert "2000" in seen(app)
    app.chat_input[0].set_value("x" * 2001).run()
    assert all(len(text) <= 2000 for text in services.practice.said)


def test_a_text_that_the_service_finds_too_long_gets_the_limit_told(
    open_page: Open, services: FakeServices
) -> None:
    attempt = start(services, "en")
    app = open_page("practice", "en", attempt=attempt)
    services.practice.trouble = TextTooLong(limit=2000, length=2001)
    app.chat_input[0].set_value("long").run()
    assert [one for one in app.warning if "2001" in one.value and "2000" in one.value]


def test_a_double_click_uses_a_tool_once(open_page: Open, services: FakeServices) -> None:
    attempt = start(services, "en")
    app = open_page("practice", "en", attempt=attempt)
    app.button(key="tool_tool0").click().run()
    app.button(key="tool_tool0").click().run()
    assert services.practice.made == [UseTool("tool0")]


def test_a_click_before_the_page_is_redrawn_is_the_same_request(
    open_page: Open, services: FakeServices
) -> None:
    from trainer.ui.ask import request_key

    attempt = start(services, "en")
    view = services.practice.view(newcomer("person1"), attempt)
    services.practice.move(
        newcomer("person1"), attempt, UseTool("tool0"), 4, request_key(view, "tool")
    )
    services.practice.move(
        newcomer("person1"), attempt, UseTool("tool0"), 5, request_key(view, "tool")
    )
    assert len(services.practice.made) == 1


def test_an_unforeseen_error_gets_a_number_and_no_traceback(
    open_page: Open, services: FakeServices, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    services.practice.history = broken  # type: ignore[method-assign, assignment]
    app = open_page("today", "en")
    assert not app.exception
    number = re.search(
        r"administrator: (\w{6})", app.error[0].value.replace("\\", "").replace("\u2060", "")
    )
    assert number
    assert number[1] in caplog.text
    assert "secret detail" not in seen(app)


def test_fields_of_the_ticket_save_themselves(open_page: Open, services: FakeServices) -> None:
    attempt = start(services, "en")
    app = open_page("practice", "en", attempt=attempt)
    app.session_state[f"tabs_{attempt}"] = "Ticket"
    app.run()
    app.text_input(key=f"ticket_summary_{attempt}").set_value("Printer is silent").run()
    app.selectbox(key=f"ticket_impact_{attempt}").set_value("high").run()
    ticket = services.practice.view(newcomer("person1"), attempt).ticket
    assert (ticket.summary, ticket.impact) == ("Printer is silent", "high")


def test_an_unsent_note_keeps_itself(open_page: Open, services: FakeServices) -> None:
    attempt = start(services, "en")
    app = open_page("practice", "en", attempt=attempt)
    app.session_state[f"tabs_{attempt}"] = "Finish"
    app.session_state[f"way_{attempt}"] = "escalate"
    app.run()
    app.text_area(key=f"finish_happening_{attempt}").set_value("Nothing prints").run()
    assert services.practice.view(newcomer("person1"), attempt).drafts == {
        "happening": "Nothing prints"
    }
    again = open_page("practice", "en", attempt=attempt)
    again.session_state[f"tabs_{attempt}"] = "Finish"
    again.session_state[f"way_{attempt}"] = "escalate"
    again.run()
    assert again.text_area(key=f"finish_happening_{attempt}").value == "Nothing prints"


@pytest.mark.parametrize("page", ["today", "practice"])
def test_the_desk_chosen_is_the_desk_the_queue_comes_from(
    open_page: Open, services: FakeServices, page: str
) -> None:
    app = open_page(page)
    assert services.practice.desks[-1] == "office"
    app.pills(key="desk_switch").select("mobile").run()
    assert services.practice.desks[-1] == "mobile"
    assert not app.exception


def test_the_desk_stays_chosen_on_the_next_page(open_page: Open, services: FakeServices) -> None:
    app = open_page("today")
    app.pills(key="desk_switch").select("mobile").run()
    app.switch_page(str(ENTRY.parent / "pages" / "newcomer" / "practice.py")).run()
    assert services.practice.desks[-1] == "mobile"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_debrief_tells_how_words_were_understood(
    open_page: Open, services: FakeServices, language: str
) -> None:
    attempt = start(services, language)
    services.practice.move(newcomer("person1"), attempt, Abandon(), 4, "r")
    text = seen(open_page("debrief", language, attempt=attempt))
    known = words(language)  # type: ignore[arg-type]
    assert known("heard.title") in text
    assert known("act.greet") in text
    assert known("heard.friendly") in text
    assert known("heard.nothing") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_an_encoder_the_workspace_says_so(
    open_page: Open, services: FakeServices, language: str
) -> None:
    attempt = start(services, language)
    told = words(language)("say.words_only")  # type: ignore[arg-type]
    assert told not in seen(open_page("practice", language, attempt=attempt))
    services.compares_words_only = True
    assert told in seen(open_page("practice", language, attempt=attempt))


def ended(services: FakeServices, language: str) -> str:
    attempt = start(services, language)
    services.practice.move(newcomer("person1"), attempt, Abandon(), 4, "r")
    return attempt


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_move_opens_and_another_one_can_be_tried(
    open_page: Open, services: FakeServices, language: str
) -> None:
    page = open_page("debrief", language, attempt=ended(services, language))
    known = words(language)  # type: ignore[arg-type]

    def choose(label: str, place: int) -> None:
        box = next(one for one in page.selectbox if one.label == known(label))
        box.select_index(place).run()

    choose("detail.choose", 4)
    assert known("detail.minutes", before="§", after="§").split("§")[0] in seen(page)
    choose("detail.what_if", 1)
    assert known("detail.settled") in seen(page)
    choose("detail.what_if", 0)
    assert known("detail.then") in seen(page)
    assert not page.exception


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_debrief_tells_what_came_of_it(
    open_page: Open, services: FakeServices, language: str
) -> None:
    text = seen(open_page("debrief", language, attempt=ended(services, language)))
    known = words(language)  # type: ignore[arg-type]
    for name in ("over_escalated", "breach", "yours", "perfect", "astray"):
        assert known(f"aftermath.{name}") in text
    assert "<script>" not in text
