"""Sentences written apart from the office pack's phrasings reach its tools."""

from __future__ import annotations

import pytest

from tests.language import office
from tests.language.fixture_pack import read_cases
from tests.language.measure import measure
from trainer.domain.language import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_first_line_heldout(language: Language) -> None:
    rows = read_cases(f"heldout/{language}.yaml")
    found = measure(office.understander(), rows, language, office.allowed(1))
    assert found.first >= 0.85, found.wrong
    assert found.among_three >= 0.95, found.wrong
    assert found.wrongly_sure <= 0.03
    assert found.strangers_sure <= 0.10


@pytest.mark.parametrize("language", LANGUAGES)
def test_second_and_third_line_heldout(language: Language) -> None:
    rows = read_cases(f"heldout/console.{language}.yaml")
    found = measure(office.understander(), rows, language, office.allowed(3))
    assert found.first >= 0.80, found.wrong
    assert found.among_three >= 0.90, found.wrong
    assert found.wrongly_sure <= 0.10


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_phrasings_are_understood(language: Language) -> None:
    specs = office._read(f"text/{language}.yaml")["tools"]
    everything = frozenset(specs)
    rows = [
        {"act": tool, "text": text} for tool, spec in specs.items() for text in spec["phrasings"]
    ]
    found = measure(office.understander(), rows, language, everything)
    assert found.first >= 0.9, found.wrong
