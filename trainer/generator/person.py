"""The people of a ticket: names from Faker, in both languages, from one stream of chance."""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random
from typing import Final, Literal

from faker import Faker

from trainer.content.model import Pack
from trainer.domain.language import Language
from trainer.domain.scenario import Person

_LOCALES: dict[Language, str] = {"ru": "ru_RU", "en": "en_US"}
_POOL = 400
"""Names drawn per language and gender: one draw from Faker costs more than all the rest of a
scenario, so a pool is drawn once, from a fixed seed, and scenarios draw from the pool."""

Gender = Literal["m", "f"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LIVING: Final = _words(
    "Александр Алексей Анатолий Андрей Аркадий Артем Богдан Борис Вадим Валентин Валерий"
    " Василий Виктор Виталий Владимир Владислав Всеволод Вячеслав Геннадий Георгий Глеб"
    " Григорий Денис Дмитрий Евгений Егор Захар Иван Игорь Илья Кирилл Константин Лев Леонид"
    " Макар Максим Матвей Михаил Никита Николай Олег Павел Петр Роман Ростислав Руслан Семен"
    " Сергей Станислав Степан Тимофей Тимур Федор Филипп Эдуард Юрий Яков Ярослав"
    " Александра Алина Алла Анастасия Ангелина Анжелика Анна Антонина Валентина Валерия Варвара"
    " Василиса Вера Вероника Виктория Галина Дарья Евгения Екатерина Елена Елизавета Жанна Зоя"
    " Ирина Кира Ксения Лариса Лидия Любовь Людмила Майя Маргарита Марина Мария Надежда Наталья"
    " Нина Оксана Ольга Полина Раиса Регина Светлана София Таисия Тамара Татьяна Ульяна Элеонора"
    " Эмилия Юлия"
)
"""Given names that people at work bear today; Faker's Russian lists reach back to the chronicles."""
_LIVING_FATHERS: Final = _words(
    "Александр Алексе Анатоль Андре Антон Аркадь Артем Артём Артур Богдан Борис Вадим Валентин"
    " Валерь Василь Виктор Виталь Владимир Владислав Вячеслав Геннадь Георги Герман Глеб"
    " Григорь Данил Денис Дмитри Евгень Егор Захар Иван Игор Кирилл Константин Леонид Льв"
    " Максим Матве Михайл Никола Олег Павл Петр Роман Руслан Семен Серге Станислав Степан"
    " Тимофе Тимур Федор Фёдор Филипп Эдуард Юрь Яковл Ярослав"
)
"""What is left of a living father's name in a patronymic before its ending."""
_PATRONYMIC: Final = re.compile(r"(\w+?)(?:ович|евич|овна|евна)")


@lru_cache(maxsize=8)
def _names(language: Language, gender: Gender) -> tuple[tuple[str, str], ...]:
    faker = Faker(_LOCALES[language])
    faker.seed_instance(20_261_122)
    names: list[tuple[str, str]] = []
    while len(names) < _POOL:
        if gender == "m":
            first, last = faker.first_name_male(), faker.last_name_male()
            middle = faker.middle_name_male() if language == "ru" else ""
        else:
            first, last = faker.first_name_female(), faker.last_name_female()
            middle = faker.middle_name_female() if language == "ru" else ""
        if language == "ru" and not _of_today(first, middle):
            continue
        names.append((first, f"{first} {middle} {last}" if middle else f"{first} {last}"))
    return tuple(names)


def _of_today(first: str, middle: str) -> bool:
    """Whether somebody of today could well be called that."""
    found = _PATRONYMIC.fullmatch(middle)
    father = found.group(1) if found else middle
    return first in _LIVING and (father in _LIVING_FATHERS or father in ("Ильич", "Ильинична"))


def draw_person(pack: Pack, rng: Random, site: str) -> dict[Language, Person]:
    """The same person in both languages: one gender, desk, login and phone, a name of each."""
    gender: Gender = "m" if rng.random() < 0.5 else "f"
    place, number, desk = rng.randrange(_POOL), rng.randrange(1000, 9999), rng.randrange(1 << 16)
    host = f"WS-{site[:3].upper()}-{number % 180 + 1:03d}"
    login, phone = f"u{number * 7 % 90000 + 10000}", f"{2000 + number % 800}"
    if (patterns := pack.personas.identifiers) is not None:
        digits = Random(number << 16 | desk)
        host, login, phone = (
            _with_digits(pattern, digits)
            for pattern in (patterns.host, patterns.login, patterns.phone)
        )
    people: dict[Language, Person] = {}
    for language, text in pack.texts.items():
        first, full = _names(language, gender)[place]
        people[language] = Person(
            first_name=first,
            full_name=full,
            gender=gender,
            department=text.departments[desk % len(text.departments)],
            phone=phone,
            login=login,
            host=host,
        )
    return people


def _with_digits(pattern: str, digits: Random) -> str:
    return "".join(str(digits.randrange(10)) if sign == "#" else sign for sign in pattern)
