"""Nothing that tells people apart is left in a kept sentence; the other words stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.domain.scenario import Person
from trainer.services.nameless import KEPT_CHARACTERS, says_something, without_names

OLGA = Person("Ольга", "Ольга Петровна Семёнова", "f", "юридический отдел", "2507", "u69549",
              "WS-HAR-048")  # fmt: skip
PAVEL = Person("Павел", "Павел Игоревич Котов", "m", "бухгалтерия", "+7 000 289-99-31",
               "40-680666", "+7 000 189-17-09")  # fmt: skip
JOHN = Person("John", "John O'Neil", "m", "Human Resources", "ext. 17", "j.oneil", "PC-7")
PEOPLE = (OLGA, PAVEL, JOHN)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Ольга, гляньте  очередь", "«…», гляньте очередь"),
        ("спрошу у Ольги Петровны про кабель", "спрошу у «…» про кабель"),
        ("Позвоню Ольге", "позвоню «…»"),
        ("с Семеновой и Семёновой говорили", "с «…» и «…» говорили"),
        ("узнайте у Павла Игоревича", "узнайте у «…»"),
        ("в юридическом отделе так же?", "в «…» так же?"),
        ("а в бухгалтерии?", "а в «…»?"),
        ("посмотрю ws-har-048", "посмотрю «…»"),
        ("посмотрю WS HAR 048", "посмотрю «…»"),
        ("логин U69549 верный?", "логин «…» верный?"),
        ("номер 8 000 289 99 31 ваш?", "номер «…» ваш?"),
        ("наберу 2507", "наберу «…»"),
        ("Is JOHN in human resources?", "is «…» in «…»?"),
        ("ask O'Neil about pc-7", "ask «…» about «…»"),
        ("mail me at a.b+c@mail.example, ok", "mail me at «…», ok"),
        ("code 0451 and 12345", "code «…» and «…»"),
        ("код ٤٥٦٧ верный", "код «…» верный"),
        ("ping 8.8.8.8 10 times", "ping 8.8.8.8 10 times"),
        ("меня зовут Жанна, жду 15 минут", "меня зовут «…», жду 15 минут"),
        ("Ольга Ольга 2507", "«…»"),
        ("Оль\u00adга, да", "«…», да"),
        ("один\x1bдва\u2028три", "один два три"),
    ],
)
def test_what_tells_people_apart_is_blank(said: str, kept: str) -> None:
    assert without_names(said, PEOPLE, ["Жанна Д'Арк"]) == kept


@pytest.mark.parametrize(
    "said", ["проверьте кабель", "котлеты и отделение", "johnny's resources", "перезапуск 100 раз"]
)
def test_other_words_stay(said: str) -> None:
    assert without_names(said, PEOPLE) == said


def test_a_name_at_the_cut_is_not_half_kept() -> None:
    text = "а" * (KEPT_CHARACTERS - 3) + " Семёнова"
    assert "сем" not in without_names(text, PEOPLE)


def test_blanks_alone_say_nothing() -> None:
    assert not says_something(without_names("Ольга! 2507?", PEOPLE))
    assert says_something(without_names("Ольга, привет", PEOPLE))


@given(st.text(max_size=40), st.sampled_from(["Ольгу", "u69549", "PC-7", "123456", "x@y.example"]))
def test_whatever_stands_around_it_the_name_is_gone(before: str, name: str) -> None:
    kept = without_names(f"{before} {name} {before}", PEOPLE)
    assert name.casefold() not in kept.split()
    assert len(kept) <= KEPT_CHARACTERS
    assert kept == " ".join(kept.split())
