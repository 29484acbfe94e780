"""A list of people in a CSV file: read as a whole, with every problem by its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from trainer.domain.language import Language
from trainer.domain.people import Role
from trainer.errors import ImportRefused, InvalidInput, LineProblem, ThreelineError
from trainer.services.accounts.forms import (
    email_of,
    folded,
    group_name_of,
    language_of,
    login_of,
    name_of,
    roles_of,
)
from trainer.services.accounts.ports import AccountStore

MOST: Final = 2000
"""People in one file."""
BYTES: Final = 1_000_000
COLUMNS: Final = ("login", "name", "email", "roles", "group", "language")
_NEEDED: Final = ("login", "name")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """A person as one line of the file describes them."""

    line: int
    login: str
    name: str
    email: str | None
    roles: frozenset[Role]
    group: str
    language: Language


def read_people(text: str, store: AccountStore) -> tuple[PlannedPerson, ...]:
    """The people of the file, in its order; raises ImportRefused with all problems found.

    Comma or semicolon, with or without a byte order mark, as spreadsheets write it. Roles are parted
    by spaces or `|`; none means newcomer.
    """
    problems: list[LineProblem] = []
    people: list[PlannedPerson] = []
    for line, row in _rows(text):
        if len(people) + len(problems) >= MOST:
            raise ImportRefused((LineProblem(line, "file", "too_many"),))
        found: list[LineProblem] = []
        person = _person(line, row, found)
        problems += found
        if person is not None:
            people.append(person)
    if not people and not problems:
        raise ImportRefused((LineProblem(1, "file", "empty"),))
    problems += _twice(people)
    problems += _taken(people, store)
    if problems:
        raise ImportRefused(tuple(sorted(set(problems))))
    return tuple(people)


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    if len(text) > BYTES:
        raise ImportRefused((LineProblem(1, "file", "too_long"),))
    text = text.removeprefix("\ufeff")
    head = text.split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ","
    )
    columns: list[str] | None = None
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if columns is None:
                columns = [folded(cell) for cell in row]
                _check_head(reader.line_num, columns)
                continue
            if len(row) > len(columns):
                yield reader.line_num, {"": "more cells than the head has"}
                continue
            yield reader.line_num, dict(zip(columns, row, strict=False))
    except csv.Error:
        raise ImportRefused((LineProblem(reader.line_num, "file", "no_csv"),)) from None


def _check_head(line: int, columns: list[str]) -> None:
    missing = [LineProblem(line, name, "no_column") for name in _NEEDED if name not in columns]
    unknown = [
        LineProblem(line, "file", "unknown_column") for name in columns if name not in COLUMNS
    ]
    twice = [LineProblem(line, "file", "column_twice")] if len(set(columns)) < len(columns) else []
    if missing or unknown or twice:
        raise ImportRefused(tuple(sorted({*missing, *unknown, *twice})))


def _person(line: int, row: Mapping[str, str], problems: list[LineProblem]) -> PlannedPerson | None:
    if "" in row:
        problems.append(LineProblem(line, "file", "cells"))
        return None

    def read(column: str, form: Callable[[str], _T], value: str) -> _T | None:
        try:
            return form(value)
        except ThreelineError as error:
            why = "long" if not isinstance(error, InvalidInput) else "form"
            problems.append(LineProblem(line, column, why))
            return None

    login = read("login", login_of, row.get("login", ""))
    name = read("name", name_of, row.get("name", ""))
    email = read("email", email_of, row.get("email", ""))
    roles = read("roles", _roles, row.get("roles", ""))
    wanted = row.get("group", "")
    group = read("group", group_name_of, wanted) if wanted.strip() else ""
    language = read("language", language_of, folded(row.get("language", "")) or "ru")
    if any(problem.line == line for problem in problems):
        return None
    assert login is not None
    assert name is not None
    assert roles is not None
    assert group is not None
    assert language is not None
    return PlannedPerson(line, login, name, email, roles, group, language)


def _roles(text: str) -> frozenset[Role]:
    return roles_of(text.replace("|", " ").casefold().split() or ["newcomer"])


def _twice(people: list[PlannedPerson]) -> Iterator[LineProblem]:
    seen: set[tuple[str, str]] = set()
    for person in people:
        for column, value in _unique(person):
            if (column, value) in seen:
                yield LineProblem(person.line, column, "twice")
            seen.add((column, value))


def _taken(people: list[PlannedPerson], store: AccountStore) -> Iterator[LineProblem]:
    taken = store.taken(
        [person.login for person in people],
        [person.email for person in people if person.email],
        [folded(person.name) for person in people],
    )
    for person in people:
        for column, value in _unique(person):
            if (column, value) in taken:
                yield LineProblem(person.line, column, "taken")


def _unique(person: PlannedPerson) -> Iterator[tuple[str, str]]:
    yield "login", person.login
    yield "name", folded(person.name)
    if person.email:
        yield "email", person.email
