"""Nothing that a page can call is without a right: every service that wiring hands out is walked."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator, Mapping
from typing import Final

import pytest

from tests.rights.table import expected
from tests.tiny import ROOT
from trainer.app.wiring import Services, wire
from trainer.errors import NotPermitted
from trainer.settings import read_settings

WITHOUT: Final[Mapping[str, str]] = {
    "Handbook": "articles, lines and policies of packs: nothing about a person",
    "LocalPeople": "before anybody is there; closed in team mode, which a test below holds",
    "SignIn": "makes an actor of a password or a cookie; nobody is there before",
    "Joining": "makes an account of an invitation's secret",
    "CompanySignIn": "makes an actor of a provider's checked answer",
    "Entrance": "makes a candidate of an invitation's secret",
    "Trail": "writes into the audit for other services, and reads nothing",
    "SqlMemberships": "a port that badges and prints ask for a person's groups",
}
"""Services whose methods take no actor, and why."""


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    folder = tmp_path_factory.mktemp("surface")
    settings = {
        "THREELINE_MODE": "team",
        "THREELINE_DATABASE_URL": f"sqlite:///{(folder / 'threeline.db').as_posix()}",
        "THREELINE_PACKS": str(ROOT.parent),
        "THREELINE_ENCODER": "no",
    }
    return wire(read_settings(settings))


def handed_out(value: object) -> Iterator[object]:
    """Everything with methods that hangs on `value`, through plain holders of services."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name != "settings":
                yield from handed_out(getattr(value, field.name))
    elif type(value).__module__.startswith("trainer."):
        yield value


def test_whatever_pages_can_call_asks_for_a_right(services: Services) -> None:
    table, seen = expected(), set()
    for service in handed_out(services):
        name = type(service).__name__
        seen.add(name)
        methods = [one for one, _ in inspect.getmembers(type(service), inspect.isfunction)]
        for method in methods:
            if not method.startswith("_") and name not in WITHOUT:
                assert f"{name}.{method}" in table, f"{name}.{method} has no right"
    assert seen >= set(WITHOUT), "an exception that is none any more"
    assert {operation.partition(".")[0] for operation in table} <= seen | {"Groups", "Sessions"}


def test_the_door_of_local_mode_is_closed_where_people_sign_in(services: Services) -> None:
    for action in (
        services.local_people.all,
        lambda: services.local_people.get("p1"),
        lambda: services.local_people.create("Anna", "en"),
    ):
        with pytest.raises(NotPermitted):
            action()
