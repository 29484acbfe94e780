"""Sentences written apart from the shipped packs' phrasings reach their tools."""

from __future__ import annotations

import pytest

from tests.language import shipped
from tests.language.fixture_pack import read_cases
from tests.language.measure import measure
from trainer.domain.language import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_line_heldout(language: Language) -> None:
    rows = read_cases(f"heldout/{language}.yaml")
    found = measure(shipped.understander("office"), rows, language, shipped.allowed("office", 1))
    assert found.first >= 0.85, found.wrong
    assert found.among_three >= 0.95, found.wrong
    assert found.wrongly_sure <= 0.03
    assert found.strangers_sure <= 0.10


@pytest.mark.parametrize("language", LANGUAGES)
def test_second_and_third_line_heldout(language: Language) -> None:
    rows = read_cases(f"heldout/console.{language}.yaml")
    found = measure(shipped.understander("office"), rows, language, shipped.allowed("office", 3))
    assert found.first >= 0.80, found.wrong
    assert found.among_three >= 0.90, found.wrong
    assert found.wrongly_sure <= 0.10


@pytest.mark.parametrize("file", ["mobile", "mobile_later"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_mobile_first_line_heldout(language: Language, file: str) -> None:
    rows = read_cases(f"heldout/{file}.{language}.yaml")
    found = measure(shipped.understander("mobile"), rows, language, shipped.allowed("mobile", 1))
    assert found.first >= 0.85, found.wrong
    assert found.among_three >= 0.95, found.wrong
    assert found.wrongly_sure <= 0.03
    assert found.strangers_sure <= 0.10


@pytest.mark.parametrize("language", LANGUAGES)
def test_mobile_second_and_third_line_heldout(language: Language) -> None:
    rows = read_cases(f"heldout/mobile_console.{language}.yaml")
    found = measure(shipped.understander("mobile"), rows, language, shipped.allowed("mobile", 3))
    assert found.first >= 0.80, found.wrong
    assert found.among_three >= 0.90, found.wrong
    assert found.wrongly_sure <= 0.10


@pytest.mark.parametrize("pack", ["office", "mobile"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_own_phrasings_are_understood(language: Language, pack: str) -> None:
    specs = shipped.read(pack, f"text/{language}.yaml")["tools"]
    everything = frozenset(specs)
    rows = [
        {"act": tool, "text": text} for tool, spec in specs.items() for text in spec["phrasings"]
    ]
    found = measure(shipped.understander(pack), rows, language, everything)
    assert found.first >= 0.9, found.wrong


@pytest.mark.parametrize(
    ("language", "text", "tool"),
    [
        ("en", "Is do not disturb switched on?", "ask_do_not_disturb"),
        ("en", "Please turn off do not disturb", "guide_do_not_disturb_off"),
        ("ru", "Режим не беспокоить включён?", "ask_do_not_disturb"),
        ("ru", "отключите режим «Не беспокоить»", "guide_do_not_disturb_off"),
    ],
)
def test_a_name_that_holds_a_negation_is_none(language: Language, text: str, tool: str) -> None:
    found = shipped.understander("mobile").understand(text, language, shipped.allowed("mobile", 1))
    assert [(act.id, act.form) for act in found.acts if act.kind == "tool"] == [(tool, "plain")]


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("One moment please, I'll check your bill", "check_bill"),
        ("Hang on, I'll look at your bill", "check_bill"),
    ],
)
def test_a_filler_does_not_hide_what_follows(text: str, tool: str) -> None:
    found = shipped.understander("mobile").understand(text, "en", shipped.allowed("mobile", 1))
    assert tool in found.tools()


def test_a_filler_alone_is_no_wish() -> None:
    found = shipped.understander("mobile").understand(
        "One moment please", "en", shipped.allowed("mobile", 1)
    )
    assert not found.tools()
    assert not found.offers
