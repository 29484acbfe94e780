from __future__ import annotations

from typing import cast

import pytest

from tests.fakes import CountingIds, FixedClock, InMemoryProfiles
from trainer.domain.language import Language
from trainer.errors import InvalidInput, TextTooLong
from trainer.services.people import NAME_LIMIT, People


@pytest.fixture
def people() -> People:
    return People(InMemoryProfiles(), FixedClock(), CountingIds("p"))


def test_a_profile_is_made_and_found(people: People) -> None:
    made = people.create("Анна", "ru")
    assert people.get(made.id) == made
    assert people.get("nobody") is None
    assert people.all() == (made,)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("  Anna \t Smith\n", "Anna Smith"), ("An\x00na\u202e", "Anna"), ("<b>Ann</b>", "<b>Ann</b>")],
)
def test_a_name_is_one_clean_line(people: People, given: str, kept: str) -> None:
    assert people.create(given, "en").name == kept


@pytest.mark.parametrize("name", ["", "   ", "\x00", "...", "\u202e"])
def test_a_name_needs_something_to_read(people: People, name: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        people.create(name, "en")
    assert raised.value.values["field"] == "name"


def test_a_long_name_says_its_limit(people: People) -> None:
    assert people.create("x" * NAME_LIMIT, "en").name
    with pytest.raises(TextTooLong) as raised:
        people.create("y" * (NAME_LIMIT + 1), "en")
    assert raised.value.values["limit"] == NAME_LIMIT


def test_a_taken_name_is_refused(people: People) -> None:
    people.create("Anna", "en")
    with pytest.raises(InvalidInput):
        people.create(" anna ", "ru")


def test_the_language_is_remembered_and_must_exist(people: People) -> None:
    made = people.create("Anna", "en")
    people.set_language(made.id, "ru")
    found = people.get(made.id)
    assert found is not None
    assert found.language == "ru"
    with pytest.raises(InvalidInput):
        people.set_language(made.id, cast("Language", "de"))
