"""Atoms of conditions: `printer.queue=running|idle`, `!can.print`, `display.screen=error_42`,
`quantity.speed=excellent`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Subject = Literal["attribute", "capability", "circumstance", "display", "quantity"]
_ATOM = re.compile(
    r"^(?P<not>!)?(?P<head>[a-z][a-z0-9_]*)\.(?P<name>[a-z][a-z0-9_]*)"
    r"(?:(?P<op>!?=)(?P<values>[a-z0-9_]+(?:\|[a-z0-9_]+)*))?$"
)


@dataclass(frozen=True, slots=True)
class Atom:
    """One atom; `values` is empty for a capability, `negated` flips the meaning."""

    subject: Subject
    name: str
    values: tuple[str, ...]
    negated: bool


def parse_atom(text: str) -> Atom:
    """Read one atom; ValueError says what an atom looks like."""
    match = _ATOM.match(text)
    if match is None:
        raise ValueError(
            f"{text!r} is not a condition; write component.attribute=value, can.capability, "
            "circumstance.name=value, display.name=shown or quantity.name=level"
        )
    head, name, op = match["head"], match["name"], match["op"]
    values = tuple(match["values"].split("|")) if match["values"] else ()
    if head == "can":
        if values:
            raise ValueError(
                f"{text!r}: a capability has no value; write can.{name} or !can.{name}"
            )
        return Atom("capability", name, (), bool(match["not"]))
    if not values or match["not"]:
        raise ValueError(
            f"{text!r} needs a value: write {head}.{name}=value or {head}.{name}!=value"
        )
    negated = op == "!="
    if head == "circumstance":
        return Atom("circumstance", name, values, negated)
    if head == "display":
        return Atom("display", name, values, negated)
    if head == "quantity":
        return Atom("quantity", name, values, negated)
    return Atom("attribute", f"{head}.{name}", values, negated)
