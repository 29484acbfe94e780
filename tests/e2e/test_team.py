"""Team mode in a browser: invited, let in, kept out, signed out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import settle
from tests.server import Server
from trainer.app.team import Team, wire_team
from trainer.app.wiring import new_id, now
from trainer.services.accounts.trail import OPERATOR
from trainer.store.engine import connect

TINY = Path(__file__).resolve().parents[1] / "packs"
PASSWORD = "five plain words in a row"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("team"), TINY, THREELINE_MODE="team") as started:
        yield started


@pytest.fixture(scope="module")
def team(server: Server) -> Iterator[Team]:
    database = connect(f"sqlite:///{server.database.as_posix()}")
    made = wire_team(database, now, new_id)
    made.accounts.create(
        OPERATOR, "Irina Gromova", "boss", "en", ["administrator"], password=PASSWORD
    )
    yield made
    database.close()


def tab(browser: Browser, *, script: bool = True) -> Page:
    context = browser.new_context(locale="en-GB", java_script_enabled=script)
    page = context.new_page()
    page.set_default_timeout(60_000)
    return page


def sign_in(page: Page, login: str, password: str = PASSWORD) -> None:
    page.get_by_label("Login").fill(login)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_an_invited_newcomer_gets_in_and_no_further(
    browser: Browser, server: Server, team: Team
) -> None:
    boss = tab(browser)
    boss.goto(f"{server.url}/people")
    sign_in(boss, "boss", "a wrong password")
    expect(boss.get_by_role("alert")).to_contain_text("not right")
    sign_in(boss, "boss")
    settle(boss)
    assert boss.url == f"{server.url}/people"
    boss.get_by_role("radio", name="Invite").or_(
        boss.get_by_role("button", name="Invite", exact=True)
    ).first.click()
    boss.get_by_role("button", name="Make a link").click()
    link = boss.locator('[data-testid="stCode"]').inner_text().strip()

    anna = tab(browser)
    anna.goto(link)
    anna.get_by_label("What shall we call you?").fill("Anna Belova")
    anna.get_by_label("Login").fill("anna")
    anna.get_by_label("New password").fill(PASSWORD)
    anna.get_by_role("button", name="Create my account").click()
    settle(anna)
    expect(anna.get_by_text("Hello, Anna Belova!")).to_be_visible()
    cookies = {one["name"]: one for one in anna.context.cookies()}
    assert cookies["threeline_session"]["httpOnly"] is True

    anna.goto(f"{server.url}/people")
    settle(anna)
    expect(anna.get_by_text("This page is not for your role")).to_be_visible()

    anna.goto(server.url)
    settle(anna)
    person = team.accounts.page(OPERATOR, "anna").lines[0].account.person
    team.sessions.revoke_all(OPERATOR, person)
    anna.get_by_role("link", name="Handbook").first.click()
    expect(anna.get_by_text("Your session has ended")).to_be_visible()
    anna.get_by_role("link", name="To the sign-in page").click()
    expect(anna.get_by_role("heading", name="Sign in")).to_be_visible()


def test_signing_in_and_out_needs_no_script(browser: Browser, server: Server, team: Team) -> None:
    assert team.accounts.page(OPERATOR, "boss").total == 1
    page = tab(browser, script=False)
    page.goto(f"{server.url}/auth/sign-in?next=/auth/password")
    sign_in(page, "boss")
    page.goto(f"{server.url}/auth/sign-out")
    page.get_by_role("button", name="Sign out").click()
    assert page.url == f"{server.url}/auth/sign-in"
    assert not page.context.cookies()
