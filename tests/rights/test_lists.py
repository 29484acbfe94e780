"""What lists tell: nothing about people out of reach. Every allowed operation that names no object is
called for each role, and whatever it returns is searched for strangers."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.rights.table import expected
from tests.rights.test_every_call import LAST, OBJECTS
from tests.rights.world import World, operations
from trainer.domain.people import Role
from trainer.errors import ThreelineError

TABLE = expected()
MAKES = {
    "Campaigns.create", "Groups.create", "Invitations.invite", "Accounts.create",
    "Accounts.import_csv", "Regrading.run",
}  # fmt: skip
"""What only makes something tells nothing."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    made = World(tmp_path_factory.mktemp("lists"))
    mentoring, ada = made.services.mentoring, made.actor("ada")
    for name in ("nina", "nora"):  # something of everybody in every list
        attempt = made.attempts[name]
        mentoring.requests.ask(made.actor(name), attempt, f"Please look, says {name}")
        mentoring.corrections.hold(ada, attempt, f"Hold of {name}")
        made.services.practice.start(made.actor(name), made.key, "en")
    return made


def told(value: Any) -> Iterator[str]:
    """Every text in a result, rows that are made one by one included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from told(key)
            yield from told(one)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from told(getattr(value, field.name))
    elif hasattr(value, "__iter__"):
        for one in value:
            yield from told(one)


def strangers(world: World, role: Role) -> dict[str, str]:
    """What this role must not meet: ids and names, by whose they are."""
    people = {
        "newcomer": ("nora", "mira", "rita", "rudi", "ada"),
        "mentor": ("nora", "rita", "rudi", "ada"),
        "recruiter": ("nina", "nora", "mira", "rudi"),
    }[role]
    found = {world.ids[name]: name for name in people}
    found |= {world.attempts[name]: name for name in people if name in world.attempts}
    found |= {name.title(): name for name in people}
    if role == "recruiter":
        found |= {world.campaigns["rudi"]: "rudi", world.candidates["rudi"]: "rudi"}
    return found


@pytest.mark.parametrize("role", ["newcomer", "mentor", "recruiter"])
def test_lists_tell_nothing_about_people_out_of_reach(world: World, role: Role) -> None:
    actor, seen, calls = world.of(role), [], 0
    unknown = strangers(world, role)
    for operation, call in operations(world.services):
        if TABLE.get(operation, {}).get(role, "-") == "-" or operation in LAST:
            continue
        if operation in MAKES or OBJECTS & set(inspect.signature(call).parameters):
            continue
        try:
            result = list(told(call(actor, **world.arguments(call, role, "own"))))
        except ThreelineError:
            continue
        calls += 1
        seen += [f"{operation}: {unknown[text]} in {text!r}" for text in result if text in unknown]
    assert calls >= {"newcomer": 8, "mentor": 15, "recruiter": 6}[role]
    assert not seen, "\n".join(seen)


def test_who_may_see_everybody_does(world: World) -> None:
    """Or the search above would find nothing, whatever there is."""
    ada = world.actor("ada")
    page = set(told(world.services.mentoring.cohort.page(ada)))
    assert {world.ids["nina"], world.ids["nora"], "Nora"} <= page
    queue = set(told(world.services.mentoring.reviews.queue(ada)))
    assert world.attempts["nora"] in queue or world.ids["nora"] in queue
