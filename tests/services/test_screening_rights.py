"""Every operation of screening asks who is asking, before anything else."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.services.screening_desk import Screening
from trainer.domain.people import Actor, Role
from trainer.errors import NotPermitted
from trainer.services.screening import (
    campaigns,
    deciding,
    fairness,
    feedback,
    inviting,
    reporting,
    sitting,
)

MODULES: dict[str, ModuleType] = {
    "campaigns": campaigns,
    "inviting": inviting,
    "sitting": sitting,
    "reporting": reporting,
    "deciding": deciding,
    "feedback": feedback,
    "fairness": fairness,
}


def operations(module: ModuleType, name: str) -> list[str]:
    service = getattr(module, name.capitalize())
    return [one for one in vars(service) if not one.startswith("_")]


CASES = [
    (name, operation) for name, module in MODULES.items() for operation in operations(module, name)
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screening]:
    made = Screening(Path(tmp_path_factory.mktemp("screening")))
    yield made
    made.database.close()


@pytest.mark.parametrize(("name", "operation"), CASES)
def test_every_operation_is_in_the_table_and_closed_to_the_wrong_roles(
    desk: Screening, name: str, operation: str
) -> None:
    table = MODULES[name].RIGHTS.table
    allowed: set[Role] = set(table[f"{name.capitalize()}.{operation}"])
    method = getattr(getattr(desk, name), operation)
    arguments = [
        "x"
        for parameter in list(inspect.signature(method).parameters.values())[1:]
        if parameter.default is inspect.Parameter.empty
    ]
    roles: tuple[Role, ...] = ("newcomer", "mentor", "recruiter", "candidate", "administrator")
    wrong = frozenset(role for role in roles if role not in allowed)
    for who in (Actor("x", frozenset()), Actor("x", wrong)):
        with pytest.raises(NotPermitted):
            method(who, *arguments)


@pytest.mark.parametrize("name", MODULES)
def test_the_table_names_nothing_else(name: str) -> None:
    named = {key.partition(".")[2] for key in MODULES[name].RIGHTS.table}
    assert named == set(operations(MODULES[name], name))
