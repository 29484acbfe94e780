"""Every fault of every shipped pack has callers who tell of it in words of their own."""

from __future__ import annotations

from itertools import combinations

import pytest
from rapidfuzz.fuzz import ratio

from tests.loaded import shipped_names, shipped_pack
from trainer.domain.language import LANGUAGES, Language

pytestmark = pytest.mark.content
PACKS = [name for name in shipped_names() if not name.startswith("_")]
"""The template for authors is not played: it has no callers to tell apart."""
CHANNELS = ("phone", "chat", "email")
ALIKE = 80.0
"""Above this (rapidfuzz, 0 to 100) two openings read as the same one."""


def too_similar(texts: list[str]) -> list[tuple[float, str, str]]:
    """Pairs of texts that read alike."""
    return [
        (alike, one, other)
        for one, other in combinations(texts, 2)
        if (alike := ratio(one, other)) > ALIKE
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PACKS)
def test_every_fault_opens_in_four_ways_on_every_channel(name: str, language: Language) -> None:
    short = {
        (fault, channel): len(set(getattr(content.texts[language].openings, channel)))
        for fault, content in shipped_pack(name).faults.items()
        for channel in CHANNELS
        if len(set(getattr(content.texts[language].openings, channel))) < 4
    }
    assert short == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PACKS)
def test_every_fault_has_two_notes(name: str, language: Language) -> None:
    faults = shipped_pack(name).faults.items()
    assert [f for f, content in faults if len(set(content.texts[language].openings.note)) < 2] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PACKS)
def test_no_two_openings_of_a_fault_read_alike(name: str, language: Language) -> None:
    alike = {}
    for fault, content in shipped_pack(name).faults.items():
        own = content.texts[language].openings
        texts = [text for channel in CHANNELS for text in getattr(own, channel)]
        if pairs := too_similar(texts):
            alike[fault] = pairs
    assert alike == {}


def test_texts_that_read_alike_are_found() -> None:
    one = "Hello, the printer does not print my contract."
    assert too_similar([one, "Hello, the printer will not print my contract.", "No internet."])
    assert not too_similar([one, "Nothing comes out of that box in the corridor, since morning."])
