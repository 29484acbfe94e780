"""Every tool can be said in many ways, and no way of saying one is another's."""

from __future__ import annotations

import os

import pytest

from tests.loaded import shipped_names, shipped_pack
from trainer.app.understanding import encoder, learnt_folder
from trainer.domain.language import LANGUAGES, Language
from trainer.language.closeness import too_close, too_few
from trainer.language.speech_index import act_phrasings
from trainer.settings import read_settings

pytestmark = pytest.mark.content
PACKS = [name for name in shipped_names() if not name.startswith("_")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PACKS)
def test_there_are_twenty_ways_to_say_each_tool(name: str, language: Language) -> None:
    tools = shipped_pack(name).texts[language].tools
    assert too_few({tool: text.phrasings for tool, text in tools.items()}) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_twenty_ways_to_do_each_speech_act(language: Language) -> None:
    assert too_few(act_phrasings(language)) == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PACKS)
def test_no_phrasing_is_anothers(name: str, language: Language) -> None:
    tools = shipped_pack(name).texts[language].tools
    # "Is it on?" and "on, please" differ in mood alone, which rules tell apart and words do not.
    own = {tool: text.phrasings for tool, text in tools.items()}
    pairs = too_close(own, language, encoder(), learnt_folder(read_settings(os.environ)))
    assert [pair for pair in pairs if pair.likeness > 0.93] == []


def test_a_phrasing_written_twice_is_found() -> None:
    phrasings = {
        "check_cable": ["check the cable", "is the lead plugged in?"],
        "restart": ["restart the computer", "Check the cable, please"],
    }
    (pair,) = too_close(phrasings, "en")
    assert {pair.tool, pair.other} == {"check_cable", "restart"}
    assert set(too_few(phrasings)) == {"check_cable", "restart"}
