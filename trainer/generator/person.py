"""The people of a ticket: names from Faker, in both languages, from one stream of chance."""

from __future__ import annotations

from functools import lru_cache
from random import Random
from typing import Literal

from faker import Faker

from trainer.content.model import Pack
from trainer.domain.language import Language
from trainer.domain.scenario import Person

_LOCALES: dict[Language, str] = {"ru": "ru_RU", "en": "en_US"}
_POOL = 400
"""Names drawn per language and gender: one draw from Faker costs more than all the rest of a
scenario, so a pool is drawn once, from a fixed seed, and scenarios draw from the pool."""

Gender = Literal["m", "f"]


@lru_cache(maxsize=8)
def _names(language: Language, gender: Gender) -> tuple[tuple[str, str], ...]:
    faker = Faker(_LOCALES[language])
    faker.seed_instance(20_261_122)
    names = []
    for _ in range(_POOL):
        if gender == "m":
            first, last = faker.first_name_male(), faker.last_name_male()
            middle = faker.middle_name_male() if language == "ru" else ""
        else:
            first, last = faker.first_name_female(), faker.last_name_female()
            middle = faker.middle_name_female() if language == "ru" else ""
        names.append((first, f"{first} {middle} {last}" if middle else f"{first} {last}"))
    return tuple(names)


def draw_person(pack: Pack, rng: Random, site: str) -> dict[Language, Person]:
    """The same person in both languages: one gender, desk, login and phone, a name of each."""
    gender: Gender = "m" if rng.random() < 0.5 else "f"
    place, number, desk = rng.randrange(_POOL), rng.randrange(1000, 9999), rng.randrange(1 << 16)
    people: dict[Language, Person] = {}
    for language, text in pack.texts.items():
        first, full = _names(language, gender)[place]
        people[language] = Person(
            first_name=first,
            full_name=full,
            gender=gender,
            department=text.departments[desk % len(text.departments)],
            phone=f"{2000 + number % 800}",
            login=f"u{number * 7 % 90000 + 10000}",
            host=f"WS-{site[:3].upper()}-{number % 180 + 1:03d}",
        )
    return people
