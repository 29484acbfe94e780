"""Nothing is lost: a killed server, a closed tab, a double click."""

from __future__ import annotations

from tests.e2e.cases import Records, drawn_key
from tests.e2e.conftest import OpenPage, settle
from tests.e2e.driving import at_work, keyed, records
from tests.server import Server
from trainer.domain.moves import Say, UseTool

__all__ = ["records"]

HELLO = "Здравствуйте! Сейчас разберёмся."


def test_attempt_goes_on_after_kill_9_in_the_same_tab(
    server: Server, records: Records, open_page: OpenPage
) -> None:
    person = records.add_person("killed", "ru")
    attempt = records.add_attempt(person, drawn_key(1, 11), "ru")
    page = open_page(f"/practice?p={person}&attempt={attempt}")
    trainee = at_work(page, records)
    trainee.say(HELLO)
    trainee.use("ask_who_else")
    before = server.pid
    server.kill()
    server.start()
    assert server.pid != before
    page.reload()
    settle(page)
    trainee = at_work(page, records)  # waits until every stored event stands in the transcript
    trainee.use("ask_when_started")
    moves = records.moves(attempt)
    assert [type(move) for move in moves] == [Say, UseTool, UseTool]
    assert isinstance(moves[0], Say)
    assert moves[0].text == HELLO


def test_a_half_written_note_outlives_a_refresh(
    server: Server, records: Records, open_page: OpenPage
) -> None:
    person = records.add_person("drafting", "en")
    attempt = records.add_attempt(person, drawn_key(1, 14), "en")
    page = open_page(f"/practice?p={person}&attempt={attempt}", language="en")
    trainee = at_work(page, records)
    trainee._way("escalate")
    trainee.draft("happening", "Nothing prints since nine.")
    page.reload()
    settle(page)
    trainee = at_work(page, records)
    trainee._way("escalate")
    field = keyed(page, f"finish_happening_{attempt}").locator("textarea")
    assert field.input_value() == "Nothing prints since nine."


def test_closed_tab_opens_where_it_was(
    server: Server, records: Records, open_page: OpenPage
) -> None:
    person = records.add_person("closed", "en")
    attempt = records.add_attempt(person, drawn_key(2, 12), "en")
    page = open_page(f"/practice?p={person}&attempt={attempt}", language="en")
    at_work(page, records).use("ask_who_else")
    address = page.url
    page.close()
    again = open_page(address.removeprefix(server.url), language="en")
    trainee = at_work(again, records)
    assert trainee.made() == 1
    trainee.say("Thanks for the note, I am on it.")
    assert trainee.made() == 2


def test_double_click_makes_one_move(server: Server, records: Records, open_page: OpenPage) -> None:
    person = records.add_person("double", "en")
    attempt = records.add_attempt(person, drawn_key(1, 13), "en")
    page = open_page(f"/practice?p={person}&attempt={attempt}", language="en")
    trainee = at_work(page, records)
    keyed(page, "tool_ask_who_else").locator("button").dblclick()
    records.wait_for_moves(attempt, 1)
    trainee.sees_it_all()
    page.wait_for_timeout(700)
    assert trainee.made() == 1
