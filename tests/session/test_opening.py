from __future__ import annotations

import re

import pytest

from tests.tiny import tiny_attempt, tiny_pack
from trainer.domain.language import LANGUAGES, Language
from trainer.generator.build import build_scenario
from trainer.session.advance import start_attempt


def test_the_caller_speaks_first_and_nothing_is_known_yet() -> None:
    state = tiny_attempt("spooler_stopped", channel="phone", mood="calm", deadline_minutes=None)
    assert [(event.kind, event.actor, event.turn) for event in state.events] == [
        ("opening", "caller", 0)
    ]
    assert state.findings == ()
    assert (state.minute, state.status, state.turn) == (0.0, "open", 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_out_of_the_voice_bot_say_so(language: Language) -> None:
    state = tiny_attempt("spooler_stopped", language=language, voice_bot=True)
    complaints = tiny_pack().texts[language].caller.voice_bot
    starts = {"ru": ("Я десять минут", "Наконец-то живой"), "en": ("I spent ten", "A living")}
    assert len(complaints) == 2
    assert any(start in state.events[0].text for start in starts[language])


def test_the_talkative_name_their_deadline_and_the_taciturn_wait_to_be_asked() -> None:
    told = tiny_attempt("spooler_stopped", verbosity=2, deadline_minutes=45)
    kept = tiny_attempt("spooler_stopped", verbosity=0, deadline_minutes=45)
    assert re.search(r"in 45 min|only have 45", told.events[0].text)
    assert not re.search(r"45 min|have 45", kept.events[0].text)


def test_an_angry_caller_has_less_patience_than_a_calm_one() -> None:
    angry = tiny_attempt("spooler_stopped", mood="angry", voice_bot=False)
    bot = tiny_attempt("spooler_stopped", mood="angry", voice_bot=True)
    calm = tiny_attempt("spooler_stopped", mood="calm", voice_bot=False)
    assert bot.patience < angry.patience < calm.patience == 100


@pytest.mark.parametrize("quality", ["complete", "thin", "wrong"])
def test_above_the_first_line_the_note_comes_with_its_findings(quality: str) -> None:
    state = tiny_attempt("print_server_hung", line=2, quality=quality)
    note = state.scenario.note
    assert note is not None
    assert [event.kind for event in state.events] == ["note", "opening"]
    assert all(event.actor == "colleague" for event in state.events)
    assert [(f.tool, f.outcome) for f in state.findings] == list(note.findings)
    assert {(f.turn, f.source) for f in state.findings} == {(0, "note")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("line", [1, 2, 3])
def test_every_text_is_filled_in(line: int, language: Language) -> None:
    for seed in range(40):
        scenario = build_scenario(tiny_pack(), line, seed)
        for event in start_attempt(tiny_pack(), scenario, language).events:
            assert event.text
            assert not set("{}[]|") & set(event.text)
