"""The phone by voice, with the browser's speech replaced: what it reads out, what it takes down."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.e2e.cases import Records, drawn_key
from tests.e2e.conftest import OpenPage, settle
from tests.e2e.driving import Trainee, at_work, bare, keyed, records
from tests.e2e.test_screens import picture
from trainer.domain.language import Language
from trainer.domain.moves import Say
from trainer.ui.strings import words
from trainer.ui.voice import caller_lines

__all__ = ["records"]

FAKES = """
window.spoken = []; window.started = []; window.cancelled = 0;
const synthesis = {
  speaking: false, pending: false,
  getVoices: () => [
    { lang: 'de-DE', localService: true, name: 'de' }, { lang: 'ru-RU', localService: false, name: 'far' },
    { lang: 'en-US', localService: true, name: 'us' }, { lang: 'en-GB', localService: true, name: 'gb' },
    { lang: 'ru_RU', localService: true, name: 'near' },
  ],
  speak(one) { window.spoken.push({ text: one.text, lang: one.lang, voice: one.voice.name }); this.speaking = true; },
  cancel() { window.cancelled += 1; this.speaking = false; },
};
Object.defineProperty(window, 'speechSynthesis', { value: synthesis, configurable: true });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
class Recognition {
  start() { window.started.push(this.lang); window.recognition = this; }
  hear(text, isFinal) { this.onresult({ results: [Object.assign([{ transcript: text }], { isFinal })] }); }
  stop() { this.onend(); }
  abort() { this.onend(); }
}
window.SpeechRecognition = window.webkitSpeechRecognition = Recognition;
"""
NOTHING = """
for (const name of ['SpeechRecognition', 'webkitSpeechRecognition', 'speechSynthesis'])
  Object.defineProperty(window, name, { value: undefined, configurable: true });
"""
DICTATED = {"ru": "Здравствуйте, что случилось?", "en": "Hello, what has happened?"}
LOCALE = {"ru": "ru-RU", "en": "en-GB"}
NEAREST = {"ru": "near", "en": "gb"}
PHONE_SEED, CHAT_SEED = 25, 23


def at_the_phone(
    open_page: OpenPage,
    records: Records,
    name: str,
    language: Language,
    *,
    script: str = FAKES,
    seed: int = PHONE_SEED,
    width: int = 1280,
    dark: bool = False,
) -> Trainee:
    """A trainee with a call, in a browser in which `script` ran before anything else."""
    person = records.add_person(f"{name}-{language}-{width}-{dark}", language)
    attempt = records.add_attempt(person, drawn_key(1, seed), language)
    page = open_page(f"/?p={person}", language=language, width=width, dark=dark)
    page.context.add_init_script(script)
    page.goto(page.url.split("/?")[0] + f"/practice?p={person}&attempt={attempt}")
    settle(page)
    return at_work(page, records)


def spoken(page: Page) -> str:
    """All that was read out so far, spaces aside."""
    return bare(" ".join(page.evaluate("() => window.spoken.map(one => one.text)")))


def lines(trainee: Trainee) -> list[str]:
    return [bare(str(line["text"])) for line in caller_lines(trainee.view.events)]


@pytest.mark.parametrize("language", ["ru", "en"])
def test_each_line_is_read_out_once(
    language: Language, records: Records, open_page: OpenPage
) -> None:
    trainee = at_the_phone(open_page, records, "reading", language)
    page, own = trainee.page, words(language)
    read = page.get_by_role("switch", name=own("voice.read"), exact=True)
    assert not read.is_checked()
    trainee.say(DICTATED[language])
    assert spoken(page) == ""
    first = len(lines(trainee))

    read.focus()
    page.keyboard.press("Space")
    page.wait_for_function("() => window.spoken.length")
    settle(page)
    last_turn = caller_lines(trainee.view.events)[-1]["turn"]
    heard = "".join(
        bare(str(line["text"]))
        for line in caller_lines(trainee.view.events)
        if line["turn"] == last_turn
    )
    assert spoken(page) == heard
    languages = page.evaluate("() => window.spoken.map(one => [one.lang, one.voice])")
    assert {tuple(one) for one in languages} == {(LOCALE[language], NEAREST[language])}

    trainee.tab("ticket")  # draws the whole page again
    trainee.tab("actions")
    assert read.is_checked()
    assert spoken(page) == heard

    trainee.say(DICTATED[language])
    fresh = "".join(lines(trainee)[first:])
    assert fresh
    page.wait_for_function("count => window.spoken.length > count", arg=len(languages))
    settle(page)
    assert spoken(page) == heard + fresh

    page.get_by_role("button", name=own("voice.stop"), exact=True).click()
    assert page.evaluate("() => window.cancelled") == 1
    page.get_by_role("button", name=own("voice.repeat"), exact=True).click()
    assert spoken(page) == heard + fresh + fresh

    read.click()
    settle(page)
    trainee.say(DICTATED[language])
    assert spoken(page) == heard + fresh + fresh


@pytest.mark.parametrize("language", ["ru", "en"])
def test_dictated_words_wait_in_the_field_until_sent(
    language: Language, records: Records, open_page: OpenPage
) -> None:
    trainee = at_the_phone(open_page, records, "dictating", language)
    page, own = trainee.page, words(language)
    assert page.get_by_label(own("voice.field"), exact=True).count() == 0
    page.get_by_role("switch", name=own("voice.dictate"), exact=True).click()
    field = page.get_by_role("textbox", name=own("voice.field"))
    field.wait_for()
    half = len(DICTATED[language]) // 2

    for part, sign in ((DICTATED[language][:half], "0"), (DICTATED[language][half:], "1")):
        page.get_by_role("button", name=own("voice.listen"), exact=True).click()
        page.get_by_text(own("voice.listening"), exact=True).wait_for()
        page.evaluate("text => window.recognition.hear(text, false)", part[:3])
        page.evaluate("text => window.recognition.hear(text, true)", part)
        page.get_by_role("button", name=own("voice.finish"), exact=True).click()
        page.wait_for_function(
            "end => [...document.querySelectorAll('textarea')].some(one => one.value.endsWith(end))",
            arg=part.strip()[-3:],
        )
        settle(page)
        assert len(page.evaluate("() => window.started")) == int(sign) + 1
    assert bare(field.input_value()) == bare(DICTATED[language])
    assert set(page.evaluate("() => window.started")) == {LOCALE[language]}
    assert trainee.made() == 0

    field.fill(DICTATED[language])  # corrected by hand
    keyed(page, f"say_dictated_{trainee.attempt}").locator("button").click()
    moves = records.wait_for_moves(trainee.attempt, 1)
    assert isinstance(moves[0], Say)
    assert moves[0].text == DICTATED[language]
    trainee.sees_it_all()
    page.wait_for_function(
        "label => document.querySelector(`textarea[aria-label='${label}']`).value === ''",
        arg=own("voice.field"),
    )
    assert trainee.made() == 1


def test_a_refused_microphone_is_told(records: Records, open_page: OpenPage) -> None:
    trainee = at_the_phone(open_page, records, "refused", "en")
    page, own = trainee.page, words("en")
    page.get_by_role("switch", name=own("voice.dictate"), exact=True).click()
    page.get_by_role("button", name=own("voice.listen"), exact=True).click()
    page.evaluate("() => { recognition.onerror({ error: 'not-allowed' }); recognition.onend(); }")
    page.get_by_text(own("voice.refused"), exact=True).wait_for()
    page.get_by_role("button", name=own("voice.listen"), exact=True).wait_for()
    assert trainee.made() == 0


def test_a_browser_without_speech_shows_nothing_of_it(
    records: Records, open_page: OpenPage
) -> None:
    trainee = at_the_phone(open_page, records, "silent", "en", script=NOTHING)
    trainee.say(DICTATED["en"])
    assert trainee.page.get_by_role("switch").count() == 0


def test_a_chat_has_no_voice(records: Records, open_page: OpenPage) -> None:
    trainee = at_the_phone(open_page, records, "chat", "en", seed=CHAT_SEED)
    assert trainee.view.channel == "chat"
    assert trainee.page.get_by_role("switch").count() == 0


@pytest.mark.parametrize(
    ("width", "language", "dark"),
    [(1280, "ru", False), (1280, "en", True), (390, "ru", True), (390, "en", False)],
)
def test_the_controls_fit_their_screen(
    width: int, language: Language, dark: bool, records: Records, open_page: OpenPage
) -> None:
    trainee = at_the_phone(open_page, records, "looks", language, width=width, dark=dark)
    page, own = trainee.page, words(language)
    name = f"voice-{width}-{language}-{'dark' if dark else 'light'}"
    picture(page, f"{name}-off")
    for switch in ("voice.read", "voice.dictate"):
        page.get_by_role("switch", name=own(switch), exact=True).click()
    page.get_by_role("textbox", name=own("voice.field")).wait_for()
    page.get_by_role("button", name=own("voice.listen"), exact=True).click()
    page.evaluate("text => window.recognition.hear(text, false)", DICTATED[language])
    settle(page)
    picture(page, f"{name}-on")
    too_wide = page.evaluate(
        "() => { const main = document.querySelector('[data-testid=\"stMain\"]');"
        " return main.scrollWidth - main.clientWidth; }"
    )
    assert too_wide <= 1
