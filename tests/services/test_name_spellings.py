"""A candidate's own name is blank however it is written; other words are not."""

from __future__ import annotations

import re

import pytest

from trainer.services.screening.name_spellings import spellings


def hits(name: str, text: str) -> bool:
    ways = "|".join(rf"(?<![^\W_]){way}(?![^\W_])" for way in spellings(name))
    return re.search(ways, text, re.IGNORECASE) is not None


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Пётр", "Петр Петра Petr Pyotr ПЁТР"),
        ("Семёнов", "Семенов Семеновым Semenov Semyonov"),
        ("Королёв", "Королев Королёву Korolev"),
        ("Павел", "Павел Павла Pavel"),
        ("Лев", "Лев Льва Lev"),
        ("Мария", "Мария Марии Марией Maria Mariya"),
        ("Белова", "Беловой Белову Belova"),
        ("Щукина", "Щукиной Shchukina Schukina"),
        ("Petrov", "petrov Петров Петрова"),
        ("Anna", "Анна Анны Анной anna.smith anna_smith"),
        ("Smith", "smith Смит Смита"),
        ("Núñez", "Núñez Nunez"),
    ],
)
def test_every_way_is_found(name: str, written: str) -> None:
    assert [way for way in written.split() if not hits(name, way)] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Пётр", "пёстрый петля pet"),
        ("Иван", "диван иваси van"),
        ("Lee", "линия лист sleeve"),
        ("Anna", "анкета канна annex"),
        ("Kelly", "ключ клал"),
        ("Мария", "марке марш mare"),
    ],
)
def test_other_words_stay(name: str, words: str) -> None:
    assert [word for word in words.split() if hits(name, word)] == []
