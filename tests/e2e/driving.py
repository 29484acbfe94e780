"""A trainee at the browser: every move by click and key, each waited for until it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page

from tests.e2e.cases import PACK, Records, records_of
from tests.e2e.conftest import settle
from tests.loaded import shipped_pack
from tests.server import Server
from trainer.domain.language import Language
from trainer.domain.moves import Escalate, FillTicket, Resolve
from trainer.domain.ticket import NOTE_TEXTS
from trainer.services.views import AttemptView
from trainer.ui.strings import Words, words

_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]+")
_FIRST = {
    "actions": "find_{}",
    "ticket": "ticket_category_{}",
    "finish": "way_{}",
}
"""The widget by which a tab is known to be drawn."""
_CHOICES = ("category", "impact", "urgency", "cause")


@pytest.fixture
def records(server: Server) -> Iterator[Records]:
    """What the server of this file of tests has stored."""
    with records_of(server) as opened:
        yield opened


def bare(text: str) -> str:
    """The text without anything that line breaks in markup may change."""
    return _UNSEEN.sub("", text)


def keyed(page: Page, key: str) -> Locator:
    """The widget or container of that key."""
    return page.locator(f".st-key-{key}")


def enter(page: Page, name: str) -> str:
    """Make a profile on the first screen; its id."""
    field = keyed(page, "new_name").locator("input")
    field.fill(name)
    page.locator('[data-testid="stFormSubmitButton"] button').click()
    page.wait_for_url(re.compile(r"[?&]p="))
    page.wait_for_selector(".tl-head h1")
    settle(page)
    return parse_qs(urlsplit(page.url).query)["p"][0]


def go_to(page: Page, server: Server, path: str, person: str = "", attempt: str = "") -> None:
    """Open an address as a bookmark would."""
    query = "&".join(
        f"{name}={value}" for name, value in (("p", person), ("attempt", attempt)) if value
    )
    page.goto(f"{server.url}/{path}{'?' if query else ''}{query}")
    settle(page)


def pick_language(page: Page, language: str) -> None:
    """Use the switch of the first screen."""
    name = {"ru": "Русский", "en": "English"}[language]
    keyed(page, "language_switch").get_by_role("radio", name=name).click()
    page.get_by_role("heading", name=words("ru" if language == "ru" else "en")("welcome.title"))
    settle(page)


def pick_desk(page: Page, pack: str, language: Language) -> None:
    """Choose the desk to draw tickets from, on a page that shows the queue."""
    title = shipped_pack(pack).header.title.in_language(language)
    keyed(page, "desk_switch").get_by_role("radio", name=title).click()
    page.locator(f'[class*="st-key-take_{pack}_"] button').first.wait_for()
    settle(page)


def take_ticket(
    page: Page, records: Records, line: int, place: int = 0, pack: str = PACK
) -> Trainee:
    """Take a ticket of the queue, on the page that shows it."""
    button = page.locator(f'[class*="st-key-take_{pack}_{line}_"] button').nth(place)
    button.click()
    page.wait_for_url(re.compile(r"[?&]attempt="))
    page.wait_for_selector(".tl-case")
    settle(page)
    return at_work(page, records)


def at_work(page: Page, records: Records) -> Trainee:
    """The trainee in front of the workspace that is open."""
    query = parse_qs(urlsplit(page.url).query)
    trainee = Trainee(page, records, query["p"][0], query["attempt"][0])
    trainee.sees_it_all()
    return trainee


@dataclass(frozen=True)
class Trainee:
    """Somebody with a ticket in hand: one attempt in one tab."""

    page: Page
    records: Records
    person: str
    attempt: str

    @property
    def view(self) -> AttemptView:
        return self.records.view(self.attempt)

    @property
    def words(self) -> Words:
        return words(self.records.record(self.attempt).language)

    def made(self) -> int:
        """How many moves are stored."""
        return len(self.records.moves(self.attempt))

    # -- seeing -------------------------------------------------------------------------------

    def sees_it_all(self) -> None:
        """Wait until the transcript shows everything that is stored."""
        expected = [bare(event.text) for event in self.view.events if event.text]
        self.page.wait_for_function(
            """texts => {
                const box = document.querySelector('.st-key-tl-talkbox');
                if (!box) return false;
                const seen = box.textContent.replace(
                    /[\\s\\u0000-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069]+/g, '');
                return texts.every(text => seen.includes(text));
            }""",
            arg=expected,
        )
        settle(self.page)

    def _after(self, count: int) -> None:
        self.records.wait_for_moves(self.attempt, count)
        self.sees_it_all()

    # -- talking and looking --------------------------------------------------------------------

    def say(self, text: str) -> None:
        """Type into the conversation and send."""
        before = self.made()
        field = keyed(self.page, f"say_{self.attempt}").locator("textarea")
        field.fill(text)
        field.press("Enter")
        self._after(before + 1)

    def say_tool(self, tool: str) -> None:
        """Use a tool by words; where the app asks what was meant, pick it."""
        phrasing = self.records.pack(self.attempt).texts[self.words.language].tools[tool].phrasings
        self.say(phrasing[0])
        if tool in self.records.state(self.attempt).offers:
            before = self.made()
            keyed(self.page, f"offer_{tool}").locator("button").click()
            self._after(before + 1)
        used = [name for name, _ in self.records.state(self.attempt).steps[-1].used]
        assert tool in used, f"{phrasing[0]!r} should have used {tool}; used: {used}"

    def use(self, tool: str, *, search: bool = False) -> None:
        """Use a tool from the palette, found by its group or by its name."""
        choice = next(one for one in self.view.tools if one.id == tool)
        before = self.made()
        self.tab("actions")
        button = keyed(self.page, f"tool_{tool}").locator("button")
        field = keyed(self.page, f"find_{self.attempt}").locator("input")
        if search:
            field.fill(choice.name)
        else:
            pills = keyed(self.page, f"group_{self.attempt}")
            pills.get_by_role("radio", name=choice.group_name, exact=True).click()
        # While the list is redrawn the old one stands beside the new one for a moment.
        self.page.wait_for_function(
            "selector => document.querySelectorAll(selector).length === 1",
            arg=f".st-key-tool_{tool} button",
        )
        settle(self.page)
        button.click()
        self._after(before + 1)
        if search:
            field.fill("")
            settle(self.page)

    def tab(self, name: str) -> None:
        """Turn to actions, ticket, knowledge or finish."""
        tab = self.page.get_by_role("tab", name=self.words(f"tab.{name}"), exact=True)
        tab.click()
        self.page.wait_for_function("tab => tab.ariaSelected === 'true'", arg=tab.element_handle())
        # Only the open tab is drawn: its widgets come with the next answer of the server.
        self.page.locator(f".st-key-{_FIRST[name].format(self.attempt)}").first.wait_for()
        settle(self.page)

    # -- paperwork --------------------------------------------------------------------------------

    def fill(self, move: FillTicket) -> None:
        """Fill in the ticket; each field keeps itself."""
        self.tab("ticket")
        labels = self._labels()
        for field, value in move.values:
            before = self.made()
            widget = keyed(self.page, f"ticket_{field}_{self.attempt}")
            if field in _CHOICES:
                self._choose(widget, labels[field][value])
            else:
                self._write(widget, value)
            self._after(before + 1)
        ticket = self.records.state(self.attempt).ticket
        assert all(getattr(ticket, field) == value for field, value in move.values)

    def _labels(self) -> dict[str, dict[str, str]]:
        scale, view = ("low", "medium", "high"), self.view
        return {
            "category": {choice.value: choice.label for choice in view.categories},
            "cause": {choice.value: choice.label for choice in view.causes},
            "impact": {one: self.words(f"scale.{one}") for one in scale},
            "urgency": {one: self.words(f"urgency.{one}") for one in scale},
        }

    def _choose(self, widget: Locator, label: str) -> None:
        field = widget.locator("input")
        field.click()
        field.fill(label)
        self.page.get_by_role("option", name=label, exact=True).first.click()

    def _write(self, widget: Locator, text: str) -> None:
        field = widget.locator("input, textarea").first
        field.fill(text)
        field.press("Tab")
        settle(self.page)

    # -- the end ----------------------------------------------------------------------------------

    def resolve(self, last_words: str) -> None:
        """Close the ticket."""
        self._way("resolve")
        self.draft("words", last_words)
        self._end("resolve", Resolve)

    def escalate(self, line: int, team: str, texts: dict[str, str]) -> None:
        """Hand the ticket on with all that was checked."""
        self._way("escalate")
        name = next(one.label for at, one in self.view.addresses if (at, one.value) == (line, team))
        self._choose(self._field("address"), f"{self.words('line', n=line)} · {name}")
        settle(self.page)
        for part in NOTE_TEXTS:
            self.draft(part, texts[part])
        note = self.records.state(self.attempt).scenario.note
        wrong = None if note is None else note.wrong
        for place, finding in enumerate(self.view.findings):
            if finding.source != "claim" and (finding.tool, finding.outcome) != wrong:
                self._field(f"finding{place}").locator("label").click()
                settle(self.page)
        self._end("escalate", Escalate)

    def draft(self, part: str, text: str) -> None:
        """Write a text for the end of the ticket; it is kept when the field is left."""
        before = self.made()
        self._write(self._field(part), text)
        self._after(before + 1)

    def abandon(self) -> None:
        self._way("abandon")
        self._end("abandon", object)

    def _way(self, way: str) -> None:
        self.tab("finish")
        name = self.words(f"finish.{way}")
        ways = keyed(self.page, f"way_{self.attempt}")
        ways.get_by_role("radio", name=name, exact=True).click()
        self._field(f"{way}_do").wait_for()
        settle(self.page)

    def _field(self, name: str) -> Locator:
        return keyed(self.page, f"finish_{name}_{self.attempt}")

    def _end(self, way: str, kind: type) -> None:
        before = self.made()
        self._field(f"{way}_do").locator("button").click()
        moves = self.records.wait_for_moves(self.attempt, before + 1)
        assert isinstance(moves[-1], kind)
        self.page.wait_for_selector(".tl-verdict")
        settle(self.page)
