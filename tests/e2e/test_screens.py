"""Every page on a desk and on a phone: each width, language and theme twice; and hostile texts.

THREELINE_SHOTS=folder keeps a picture of each.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.e2e.cases import Records, best_moves, drawn_key
from tests.e2e.conftest import OpenPage, settle
from tests.e2e.driving import at_work, records
from trainer.domain.language import Language

__all__ = ["records"]

SHOTS = os.environ.get("THREELINE_SHOTS", "")  # the tests' own environment is bare
HOSTILE = (
    '<img src=x onerror="document.title=1"><b>bold</b> **stars** [a](http://x.invalid) $x^2$ '
    ":red[red] `code` \u202eRTL שלום 🙂 ${7*7} {{7*7}}"
)


def picture(page: object, name: str) -> None:
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("width", "language", "dark"),
    [(1280, "ru", False), (1280, "en", True), (390, "ru", True), (390, "en", False)],
)
def test_every_page_fits_its_screen(
    width: int, language: Language, dark: bool, records: Records, open_page: OpenPage
) -> None:
    person = records.add_person(f"screen-{width}-{language}-{dark}", language)
    open_one = records.add_attempt(person, drawn_key(3, 21), language)
    other_desk = records.add_attempt(person, drawn_key(1, 25, "mobile"), language)
    ended_key = drawn_key(1, 22)
    ended = records.add_attempt(person, ended_key, language, best_moves(ended_key, language))
    addresses = {
        "today": f"/?p={person}",
        "queue": f"/practice?p={person}",
        "work": f"/practice?p={person}&attempt={open_one}",
        "work-mobile": f"/practice?p={person}&attempt={other_desk}",
        "debrief": f"/debrief?p={person}&attempt={ended}",
        "progress": f"/progress?p={person}",
        "handbook": f"/handbook?p={person}",
        "studio": f"/studio?p={person}",
    }
    page = None
    for name, address in addresses.items():
        if page is None:
            page = open_page(address, language=language, width=width, dark=dark)
        else:
            page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + address)
            settle(page)
        page.wait_for_selector(".tl-head, .tl-case, .tl-verdict")
        too_wide = page.evaluate(
            "() => { const main = document.querySelector('[data-testid=\"stMain\"]');"
            " return Math.max(document.scrollingElement.scrollWidth -"
            " document.scrollingElement.clientWidth, main.scrollWidth - main.clientWidth); }"
        )
        text = page.inner_text("body")
        picture(page, f"{name}-{width}-{language}-{'dark' if dark else 'light'}")
        assert too_wide <= 1, name
        assert "Traceback" not in text
        assert "Page not found" not in text
        assert page.locator('[data-testid="stException"]').count() == 0


def test_hostile_text_shows_as_it_was_written(records: Records, open_page: OpenPage) -> None:
    person = records.add_person("hostile", "en")
    attempt = records.add_attempt(person, drawn_key(1, 23), "en")
    page = open_page(f"/practice?p={person}&attempt={attempt}", language="en")
    title = page.title()
    trainee = at_work(page, records)
    trainee.say(HOSTILE)
    box = page.locator(".st-key-tl-talkbox")
    text = box.inner_text()
    for part in ("<img src=x", "**stars**", "[a](http://x.invalid)", "$x^2$", ":red[red]", "🙂"):
        assert part in text
    assert box.locator("img[src='x']").count() == 0
    assert page.title() == title


@pytest.mark.parametrize("language", ["ru", "en"])
def test_unknown_attempt_in_the_address_gets_a_clear_sentence(
    language: Language, records: Records, open_page: OpenPage
) -> None:
    person = records.add_person(f"lost-{language}", language)
    page = open_page(f"/practice?p={person}&attempt=nobody-has-this", language=language)
    alert = page.locator('[data-testid="stAlert"]').first
    alert.wait_for()
    words = "заявки у вас нет" if language == "ru" else "no such ticket"
    assert words in alert.inner_text()


def test_somebody_elses_attempt_looks_like_none(records: Records, open_page: OpenPage) -> None:
    owner = records.add_person("owner", "en")
    stranger = records.add_person("stranger", "en")
    attempt = records.add_attempt(owner, drawn_key(1, 24), "en")
    page = open_page(f"/practice?p={stranger}&attempt={attempt}", language="en")
    page.locator('[data-testid="stAlert"]').first.wait_for()
    assert page.locator(".tl-case").count() == 0
