"""Spelling and signs of every text the product ships, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import pytest

from tests.content.grammar.spelling import LISTS, own_words, sign_faults, unknown_words
from tests.content.grammar.texts import Piece, engine_pieces, pack_pieces
from tests.loaded import shipped_names, shipped_pack
from trainer.content.templates import fill, placeholders, template_fault
from trainer.domain.language import LANGUAGES, Language

pytestmark = pytest.mark.content
SOURCES = [*shipped_names(), "engine"]
_MACHINE: Final = re.compile(r"\b(?:[A-Za-z]*[a-z][A-Z]\w*|[A-Z]{2,})(?:-[A-Z]+)*\b")
"""Names of programs and codes in a log: PrintService, WARN, UCM-UCSI."""


@lru_cache(maxsize=8)
def pieces(source: str) -> tuple[Piece, ...]:
    return engine_pieces() if source == "engine" else pack_pieces(source)


def read(piece: Piece) -> Iterator[str]:
    """The piece with each gender's forms, placeholders left as they are."""
    values = {name: f"{{{name}}}" for name in placeholders(piece.template)}
    yield fill(piece.template, values, "m")
    if "[[" in piece.template:
        yield fill(piece.template, values, "f")


def is_heard(piece: Piece) -> bool:
    """Phrasings are never shown: what trainees may type, with slang and slips on purpose."""
    return ".phrasings[" in piece.place


def is_log(piece: Piece) -> bool:
    return ".log." in piece.place


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_known(source: str, language: Language) -> None:
    """A right word that is missing goes to words/ru.txt or words/en.txt."""
    unknown: dict[str, str] = {}
    for piece in pieces(source):
        if piece.language != language or is_heard(piece):
            continue
        for text in read(piece):
            for word in unknown_words(_MACHINE.sub("", text) if is_log(piece) else text):
                unknown.setdefault(word, piece.place)
    assert not unknown


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_stand_as_they_should(source: str, language: Language) -> None:
    faults = [
        (fault, piece.place)
        for piece in pieces(source)
        if piece.language == language and not is_log(piece)
        for text in read(piece)
        for fault in sign_faults(text, language)
    ]
    assert not faults


@pytest.mark.parametrize("name", shipped_names())
def test_placeholders_are_known_and_no_markup_is_left(name: str) -> None:
    faults = [
        (fault, piece.place)
        for piece in pieces(name)
        if piece.place.startswith(("text/", "faults/")) and "design.md" not in piece.place
        if (fault := template_fault(piece.template))
    ]
    assert not faults


@pytest.mark.parametrize("name", shipped_names())
def test_all_of_a_pack_is_read(name: str) -> None:
    """Every fault, article and tool is among the texts, in each language."""
    pack, places = shipped_pack(name), " ".join(piece.place for piece in pieces(name))
    for language in LANGUAGES:
        for fault in pack.faults:
            assert f"faults/{fault}/text.{language}.yaml openings.phone" in places
            assert f"faults/{fault}/design.md" in places
        for article in pack.articles:
            assert f"knowledge/{article}.{language}.md" in places
        for tool in pack.tools:
            assert f"text/{language}.yaml tools.{tool}.name" in places


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_list_is_small_and_without_repeats(language: Language) -> None:
    lines = (LISTS / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines for word in line.partition("#")[0].split()]
    assert len(words) == len(set(words)) == len(own_words(language))
    assert words == [word.lower() for word in words]
    assert len(words) < 500


# -- each check finds what it is for -------------------------------------------------------------
@pytest.mark.parametrize(
    "text",
    ["Здраствуйте!", "Компютер завис.", "Принтир молчит.", "Не могу зойти.", "Всё паламалось.",
     "Пароль невeрный.", "Wi-Fi-сетъ", "Please recieve it.", "The pritner is quiet.", "definately",
     "It does'nt work.", "Открой Outlok", "a look-a-liek"],
)  # fmt: skip
def test_a_misspelling_is_found(text: str) -> None:
    assert list(unknown_words(text))


@pytest.mark.parametrize(
    "text",
    ["Здравствуйте, компьютер завис.", "Подумает-подумает и всё.", "Кое-что, всё-таки, что-то.",
     "Ёлка и елка, ещё и еще.", "VPN-клиент и Wi-Fi-сеть", "It doesn't work, I'm sure.",
     "the CRM's server", "WS-NOR-007, u20417, conf1, 9:40", "{full_name}, {department}",
     "Colour and color, a well-known one."],
)  # fmt: skip
def test_what_is_spelt_right_is_let_pass(text: str) -> None:
    assert not list(unknown_words(text))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Два  пробела.", "ru"), ("Пробел , тут.", "ru"), ("Что ?", "ru"), ("Конец .", "ru"),
        ("Слово,слово.", "ru"), ('Кнопка "Да".', "ru"), ("Кнопка “Да”.", "ru"), ("« Да»", "ru"),
        ("Кнопка «Да.", "ru"), ("Kомпьютер", "ru"), ("паpоль", "ru"), ("Это это не то.", "ru"),
        ("Всё.. ушло", "ru"), ("Two  spaces.", "en"), ("A space , here.", "en"), ("One,two.", "en"),
        ("Press «Yes».", "en"), ("the the", "en"), ("Это русский", "en"), ("Done .", "en"),
    ],
)  # fmt: skip
def test_a_wrong_sign_is_found(text: str, language: Language) -> None:
    assert list(sign_faults(text, language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Окно «нажмите „Да“», и всё…", "ru"), ("Ну... ладно?!", "ru"), ("Wi-Fi пропал.", "ru"),
        ("Думаю, что что-то не так.", "ru"), ("0,1 с; 9:40", "ru"), ("Он знает, что будет", "ru"),
        ('Press "Yes", then wait...', "en"), ("I know that that is so.", "en"), ("It's 1,000.", "en"),
    ],
)  # fmt: skip
def test_right_signs_are_let_pass(text: str, language: Language) -> None:
    assert not list(sign_faults(text, language))
