from __future__ import annotations

from typing import cast

import pytest

from tests.fakes import CountingIds, FixedClock, InMemoryProfiles, newcomer
from trainer.domain.language import Language
from trainer.errors import InvalidInput, NotPermitted, TextTooLong
from trainer.services.local_people import NAME_LIMIT, LocalPeople
from trainer.services.people import People


@pytest.fixture
def people() -> LocalPeople:
    return LocalPeople(InMemoryProfiles(), FixedClock(), CountingIds("p"))


def test_a_profile_is_made_and_found(people: LocalPeople) -> None:
    made = people.create("Анна", "ru")
    assert people.get(made.id) == made
    assert people.get("nobody") is None
    assert people.all() == (made,)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("  Anna \t Smith\n", "Anna Smith"), ("An\x00na\u202e", "Anna"), ("<b>Ann</b>", "<b>Ann</b>")],
)
def test_a_name_is_one_clean_line(people: LocalPeople, given: str, kept: str) -> None:
    assert people.create(given, "en").name == kept


@pytest.mark.parametrize("name", ["", "   ", "\x00", "...", "\u202e"])
def test_a_name_needs_something_to_read(people: LocalPeople, name: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        people.create(name, "en")
    assert raised.value.values["field"] == "name"


def test_a_long_name_says_its_limit(people: LocalPeople) -> None:
    assert people.create("x" * NAME_LIMIT, "en").name
    with pytest.raises(TextTooLong) as raised:
        people.create("y" * (NAME_LIMIT + 1), "en")
    assert raised.value.values["limit"] == NAME_LIMIT


def test_a_taken_name_is_refused(people: LocalPeople) -> None:
    people.create("Anna", "en")
    with pytest.raises(InvalidInput):
        people.create(" anna ", "ru")


def test_the_door_is_closed_where_people_sign_in(people: LocalPeople) -> None:
    closed = LocalPeople(InMemoryProfiles(), FixedClock(), CountingIds("p"), open=False)
    for action in (closed.all, lambda: closed.get("p1"), lambda: closed.create("Anna", "en")):
        with pytest.raises(NotPermitted):
            action()


def test_everybody_is_somebody_and_reads_a_language() -> None:
    profiles = InMemoryProfiles()
    me = newcomer(LocalPeople(profiles, FixedClock(), CountingIds("p")).create("Anna", "en").id)
    people = People(profiles)
    people.set_language(me, "ru")
    found = people.me(me)
    assert found is not None
    assert (found.name, found.language) == ("Anna", "ru")
    assert people.me(newcomer("nobody")) is None
    with pytest.raises(InvalidInput):
        people.set_language(me, cast("Language", "de"))
