"""A real server and a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.server import Server

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
LOCALES = {"ru": "ru-RU", "en": "en-GB"}

OpenPage = Callable[..., Page]


def browser_program() -> str | None:
    """The Chromium or Chrome of this machine, or None."""
    given = os.environ.get("THREELINE_BROWSER")
    if given:
        return given if Path(given).is_file() else None
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    return found or next((path for path in PLACES if Path(path).is_file()), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = browser_program()
    if program is None:
        reason = "no Chromium or Chrome here; name one with THREELINE_BROWSER"
        if os.environ.get("THREELINE_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for a file of tests, with the shipped packs and an empty database."""
    with Server(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture
def open_page(browser: Browser, server: Server) -> Iterator[OpenPage]:
    """`open_page(path="/", language="ru", width=1280, height=900, dark=False)`: a fresh tab of a
    visitor of that language, at that address of the server, drawn once.

    At the end of the test fails where a page asked any other machine for anything, or its own
    scripts threw: the product works offline.
    """
    contexts: list[BrowserContext] = []
    strangers: list[str] = []
    thrown: list[str] = []

    def note_request(url: str) -> None:
        if not url.startswith((server.url, "data:", "blob:")):
            strangers.append(url)

    def open_it(
        path: str = "/",
        *,
        language: str = "ru",
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
    ) -> Page:
        context = browser.new_context(
            locale=LOCALES[language],
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        context.on("request", lambda request: note_request(request.url))
        page = context.new_page()
        page.on("pageerror", lambda error: thrown.append(str(error)))
        page.set_default_timeout(60_000)  # a cold server reads all phrasings first
        page.goto(server.url + path)
        settle(page)
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert not strangers, f"pages asked other machines: {sorted(set(strangers))}"
    assert not thrown, f"scripts of a page threw: {thrown}"


def settle(page: Page) -> None:
    """Wait until the server has drawn the page and nothing is running or stale."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_function(
        '() => !document.querySelector(\'[data-testid="stSkeleton"], [data-stale="true"]\')'
    )
