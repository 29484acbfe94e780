"""One ticket a line in each language, from the queue to the debrief, played best in the browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.e2e.cases import Records, best_moves
from tests.e2e.conftest import OpenPage
from tests.e2e.driving import Trainee, enter, go_to, pick_desk, pick_language, records, take_ticket
from tests.server import Server
from trainer.domain.language import Language
from trainer.domain.moves import Escalate, FillTicket, Resolve, Say, UseTool
from trainer.domain.scores import COMPETENCIES
from trainer.ui.strings import words

__all__ = ["records"]

HELLO = {
    "ru": "Здравствуйте, {name}! Понимаю, как это мешает работать, сейчас разберёмся.",
    "en": "Hello {name}! I understand how annoying this is, let us sort it out together.",
}
BYE = {
    "ru": "Спасибо за терпение! Если повторится, обращайтесь. Всего доброго!",
    "en": "Thank you for your patience! If it comes back, call us any time. Goodbye!",
}
HANDED = {
    "ru": "Передаю заявку следующей группе, вам ответят в течение часа. Спасибо, всего доброго!",
    "en": "I am passing the ticket on, you will hear from the team within an hour. Thank you, bye!",
}
TICKET = {
    "ru": {
        "summary": "Не работает у одного сотрудника",
        "resolution": "Причина найдена, исправлено",
    },
    "en": {"summary": "It fails for one person", "resolution": "Found the cause and mended it"},
}
NOTE = {
    "ru": {
        "happening": "У человека не работает то, о чём заявка.",
        "tried": "Спросили и проверили всё, что приложено ниже.",
        "hypothesis": "См. причину в заявке.",
        "context": "Человек на месте и ждёт ответа.",
        "verify_first": "Начните с приложенных проверок.",
    },
    "en": {
        "happening": "What the ticket is about does not work for this person.",
        "tried": "Asked and checked all that is attached.",
        "hypothesis": "See the cause in the ticket.",
        "context": "The person is at their desk and waits.",
        "verify_first": "Start from the attached checks.",
    },
}


@pytest.mark.parametrize(
    ("pack", "line", "language"),
    [
        *(("office", line, language) for line in (1, 2, 3) for language in ("ru", "en")),
        ("mobile", 1, "ru"),
        ("mobile", 1, "en"),
        ("mobile", 2, "ru"),
        ("mobile", 3, "en"),
    ],
)
def test_a_ticket_is_played_to_its_debrief(
    pack: str,
    line: int,
    language: Language,
    server: Server,
    records: Records,
    open_page: OpenPage,
) -> None:
    person = records.add_person(f"journey-{pack}-{line}-{language}", language)
    page = open_page(f"/practice?p={person}", language=language)
    if pack != "office":
        pick_desk(page, pack, language)
    trainee = take_ticket(page, records, line, pack=pack)
    assert records.record(trainee.attempt).key.line == line
    assert records.record(trainee.attempt).key.pack == pack

    play_through(trainee, language)

    record = records.record(trainee.attempt)
    assert record.status != "open"
    assert record.critical == 0
    assert record.passed, f"best play of {record.key} scored {record.overall}"
    check_debrief(page, records, trainee.attempt)


def test_a_newcomer_gets_to_a_first_ticket_from_the_first_screen(
    server: Server, records: Records, open_page: OpenPage
) -> None:
    page = open_page("/", language="ru")
    pick_language(page, "en")
    page.get_by_text(words("en")("welcome.lead")).wait_for()
    person = enter(page, "Anna")
    page.get_by_role("heading", name=words("en")("today.hello", name="Anna")).wait_for()
    trainee = take_ticket(page, records, 1)
    assert trainee.person == person
    assert records.record(trainee.attempt).language == "en"
    trainee.abandon()
    assert records.record(trainee.attempt).status == "abandoned"
    assert page.locator(".tl-verdict h1").inner_text().strip()
    # Every page of the menu leads on with the profile, and the result stands in two of them.
    for name in ("progress", "handbook", "debrief", "today"):
        page.get_by_role("link", name=words("en")(f"nav.{name}"), exact=True).first.click()
        page.wait_for_selector(".tl-head h1")
        assert person in page.url
    page.locator(".tl-row").first.wait_for()
    go_to(page, server, "debrief", person)
    assert page.locator(".tl-row").count() == 1


def play_through(trainee: Trainee, language: Language) -> None:
    """Best play: the greeting and one tool by typing, the rest by the palette."""
    moves = best_moves(trainee.records.record(trainee.attempt).key, language)
    typed = searched = False
    for place, move in enumerate(moves):
        match move:
            case Say() if place == 0:
                trainee.say(HELLO[language].format(name=trainee.view.first_name))
            case Say():
                trainee.say(HANDED[language])
            case UseTool(tool) if not typed:
                trainee.say_tool(tool)
                typed = True
            case UseTool(tool):
                trainee.use(tool, search=not searched)
                searched = True
            case FillTicket(values):
                own = {**dict(values), **TICKET[language]}
                trainee.fill(FillTicket(tuple(own.items())))
            case Resolve():
                trainee.resolve(BYE[language])
            case Escalate(line, team, _):
                trainee.escalate(line, team, NOTE[language])
    assert typed


def check_debrief(page: Page, records: Records, attempt: str) -> None:
    """The headline, score, competencies, truth, review and best line, all in words."""
    record = records.record(attempt)
    own = words(record.language)
    assert page.locator(".tl-verdict h1").inner_text().strip()
    assert record.overall is not None
    assert page.locator(".tl-score b").inner_text() == str(round(record.overall))
    rows = page.locator(".tl-comp").all_inner_texts()
    assert len(rows) == len(COMPETENCIES)
    for name in COMPETENCIES:
        assert any(own(f"competency.{name}") in row for row in rows)
    titles = page.locator(".tl-facts").inner_text()
    for fault in records.state(attempt).scenario.faults:
        assert records.pack(attempt).faults[fault].texts[record.language].title in titles
    assert page.locator(".tl-review").count() > 0
    texts = [page.inner_text("body")]
    for name in ("world", "scores", "lessons"):
        page.get_by_role("tab", name=own(f"debrief.tab_{name}"), exact=True).click()
        page.get_by_role("tabpanel").filter(visible=True).first.wait_for()
        texts.append(page.inner_text("body"))
    best = page.locator(".tl-best li").all_text_contents()
    assert best
    assert all(line.strip() for line in best)
    assert page.locator(".tl-world").count() == 1
    check_wording("\n".join(texts), records, attempt)


def check_wording(text: str, records: Records, attempt: str) -> None:
    """No text is a key, an id, a template or an error."""
    pack = records.pack(attempt)
    ids = {*pack.tools, *pack.faults, *pack.policy.teams, *pack.world.capabilities}
    keys = {key for key in words("en").texts if "." in key}
    seen = set(re.findall(r"[a-z0-9]+(?:[_.][a-z0-9]+)+", text))
    assert not seen & (keys | {name for name in ids if "_" in name})
    assert not re.search(r"Traceback|\{[a-z_]+\}|\[\[|\]\]|Error:", text)
