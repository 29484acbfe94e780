"""Interface strings: the same in both languages, complete, without markup."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
import yaml

import trainer.errors
from trainer.domain.scores import COMPETENCIES
from trainer.session.advance import REASONS
from trainer.ui.strings import words

RU, EN = words("ru"), words("en")
UI = Path(trainer.__file__).parent / "ui"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    assert RU.texts.keys() == EN.texts.keys()


@pytest.mark.parametrize("key", sorted(RU.texts))
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    assert fields(RU.texts[key]) == fields(EN.texts[key])


@pytest.mark.parametrize("key", sorted(RU.texts))
def test_strings_are_plain_text_of_their_language(key: str) -> None:
    for text in (RU.texts[key], EN.texts[key]):
        assert not re.search(r"[<>*`\[\]$]", text)
        assert "  " not in text
    assert not re.search("[а-яА-Я]", EN.texts[key])


def test_every_key_that_code_names_is_there() -> None:
    named = set()
    for file in UI.glob("*.py"):
        code = file.read_text(encoding="utf-8")
        named |= set(re.findall(r'words(?:\.count)?\(\s*"([a-z0-9_.]+)"', code))
    assert len(named) > 100
    assert named <= RU.texts.keys()


def test_every_error_has_words() -> None:
    for error in vars(trainer.errors).values():
        if isinstance(error, type) and issubclass(error, trainer.errors.ThreelineError):
            if error is trainer.errors.ThreelineError:
                continue
            assert RU.has(f"errors.{error.key}.other"), error.key


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_of_a_refused_move_has_words(reason: str) -> None:
    assert RU.has(f"errors.move_not_allowed.{reason}")


def test_every_competency_has_a_name() -> None:
    assert all(RU.has(f"competency.{name}") for name in COMPETENCIES)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "1 заявка"), (3, "3 заявки"), (5, "5 заявок"), (11, "11 заявок"), (22, "22 заявки")],
)
def test_russian_counts(number: int, text: str) -> None:
    assert RU.count("ladder.tickets", number) == text


def test_minutes_read_naturally() -> None:
    assert RU.minutes(12.5) == "12,5 мин"
    assert EN.minutes(65) == "1 h 5 min"
    assert EN.minutes(240) == "4 h"


@pytest.mark.parametrize("file", sorted((UI / "texts").glob("*.yaml")), ids=lambda file: file.name)
def test_no_text_is_overwritten_by_a_second_one_of_its_name(file: Path) -> None:
    def keys(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            names = [key.value for key, _ in node.value]
            assert len(names) == len(set(names)), node.start_mark
            for _, value in node.value:
                keys(value)

    keys(yaml.compose(file.read_text(encoding="utf-8")))
