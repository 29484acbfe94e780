"""Order, question, announcement, report and refusal of the same thing are told apart."""

from __future__ import annotations

import pytest

from tests.language.fixture_pack import ALL, read_cases, understander
from trainer.domain.language import LANGUAGES, Language

CASES = [
    (language, row["text"], set(row["acts"]))
    for language in LANGUAGES
    for row in read_cases(f"form_pairs.{language}.yaml")
]


@pytest.mark.parametrize(("language", "text", "acts"), CASES)
def test_tool_and_form(language: Language, text: str, acts: set[str]) -> None:
    understood = understander().understand(text, language, ALL)
    found = {f"{act.id}/{act.form}" for act in understood.acts if act.kind == "tool"}
    assert found == acts


@pytest.mark.parametrize("text", ["Не перезагружайте компьютер", "Я уже перезагрузил компьютер"])
def test_refused_and_reported_tools_are_not_carried_out(text: str) -> None:
    understood = understander().understand(text, "ru", ALL)
    assert understood.tools() == ()
    assert understood.offers == ()
