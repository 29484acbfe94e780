"""Every role, every operation, everybody's objects: exactly what the table says."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from itertools import combinations
from types import ModuleType
from typing import get_type_hints

import pytest

import trainer.services
from tests.rights.table import expected
from trainer.domain.people import ROLES, Actor, Role
from trainer.errors import NotPermitted
from trainer.services.rights import Rights

OBJECTS = ("none", "own", "group", "other")
"""Whose object: no particular one, the actor's, of somebody in the actor's group, of a stranger."""


def modules() -> Iterator[tuple[ModuleType, Rights]]:
    """All modules of the services that have a table of rights."""
    for found in pkgutil.walk_packages(trainer.services.__path__, "trainer.services."):
        module = importlib.import_module(found.name)
        rights = vars(module).get("RIGHTS")
        if isinstance(rights, Rights):
            yield module, rights


WITH_RIGHTS = dict(modules())
OPERATIONS = {name: rights for rights in WITH_RIGHTS.values() for name in rights.table}
TABLE = expected()


def allowed(scope: str, whose: str) -> bool:
    """What a cell of the table means, written apart from the code that it checks."""
    if scope == "-":
        return False
    if whose == "none" or scope == "any":
        return True
    return whose == "own" or (whose == "group" and scope == "group")


def may(rights: Rights, operation: str, roles: frozenset[Role], whose: str) -> bool:
    actor = Actor("me", roles, frozenset({"mine"}))
    owners = {"none": (), "own": ("me",), "group": ("pupil",), "other": ("stranger",)}[whose]
    groups = {"none": (), "own": (), "group": ("mine",), "other": ("theirs",)}[whose]
    try:
        rights.permit(actor, operation, owners=owners, groups=groups)
    except NotPermitted:
        return False
    return True


def test_every_operation_stands_in_the_table_and_no_other() -> None:
    assert WITH_RIGHTS, "no module of the services has RIGHTS"
    assert OPERATIONS.keys() == TABLE.keys()


@pytest.mark.parametrize("operation", sorted(TABLE))
@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_what_the_table_says(operation: str, role: Role) -> None:
    rights = OPERATIONS[operation]
    scope = TABLE[operation][role]
    found = {whose: may(rights, operation, frozenset({role}), whose) for whose in OBJECTS}
    assert found == {whose: allowed(scope, whose) for whose in OBJECTS}


@pytest.mark.parametrize("operation", sorted(TABLE))
def test_two_roles_may_do_what_either_may(operation: str) -> None:
    rights = OPERATIONS[operation]
    for pair in combinations(ROLES, 2):
        for whose in OBJECTS:
            either = any(allowed(TABLE[operation][role], whose) for role in pair)
            assert may(rights, operation, frozenset(pair), whose) is either


@pytest.mark.parametrize("operation", sorted(TABLE))
def test_nobody_without_a_role_may_do_anything(operation: str) -> None:
    for whose in OBJECTS:
        assert not may(OPERATIONS[operation], operation, frozenset(), whose)


def test_an_operation_that_is_in_no_table_is_nobody_s() -> None:
    for rights in WITH_RIGHTS.values():
        assert not may(rights, "Accounts.no_such_thing", frozenset(ROLES), "own")


def services() -> list[type]:
    """Service classes: those that stand in a module with rights and have methods people may use."""
    return [
        found
        for module in WITH_RIGHTS
        for _, found in inspect.getmembers(module, inspect.isclass)
        if found.__module__ == module.__name__ and _public_methods(found)
        if any(name.startswith(f"{found.__name__}.") for name in WITH_RIGHTS[module].table)
    ]


def _public_methods(found: type) -> list[str]:
    return [
        name
        for name, method in vars(found).items()
        if inspect.isfunction(method) and not name.startswith("_")
    ]


@pytest.mark.parametrize("service", services(), ids=lambda service: service.__name__)
def test_every_public_method_takes_an_actor_first_and_has_a_right(service: type) -> None:
    module = importlib.import_module(service.__module__)
    for name in _public_methods(service):
        method = getattr(service, name)
        first = list(inspect.signature(method).parameters)[1:2]
        assert first == ["actor"], f"{service.__name__}.{name} takes no actor first"
        assert get_type_hints(method)["actor"] is Actor
        assert f"{service.__name__}.{name}" in WITH_RIGHTS[module].table


def test_every_right_is_of_a_method_that_asks_for_it() -> None:
    for module, rights in WITH_RIGHTS.items():
        source = inspect.getsource(module)
        for operation in rights.table:
            class_name, _, method = operation.partition(".")
            assert callable(getattr(getattr(module, class_name), method)), operation
            body = inspect.getsource(getattr(getattr(module, class_name), method))
            # Directly, or through an own check of the service that begins with permit.
            assert f'(actor, "{operation}"' in " ".join(body.split()).replace("( ", "("), operation
        assert source


def test_other_classes_with_methods_in_such_modules_are_services_too() -> None:
    """A class that forgot its entries altogether is found as well; plain values have no methods
    that need a right, and protocols no code."""
    for module in WITH_RIGHTS:
        for name, found in inspect.getmembers(module, inspect.isclass):
            if found.__module__ != module.__name__ or not _public_methods(found):
                continue
            is_value = hasattr(found, "__dataclass_fields__") or getattr(
                found, "_is_protocol", False
            )
            assert is_value or found in services(), f"{module.__name__}.{name} has no rights"
