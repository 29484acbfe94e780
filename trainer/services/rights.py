"""Rights: which role may use which operation, on whose objects. Every service asks here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from trainer.domain.people import Actor, Role
from trainer.errors import NotPermitted

Scope = Literal["own", "group", "any"]
"""`own`: objects of the person themselves; `group`: also those of people in a group that the person
looks after; `any`: everybody's."""
Table = Mapping[str, Mapping[Role, Scope]]
"""For each operation ("Service.method") the roles that may use it, and how far."""


class Rights:
    """The rights of one service. An operation that the table does not name is nobody's."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def permit(
        self,
        actor: Actor,
        operation: str,
        *,
        owners: Collection[str] = (),
        groups: Collection[str] = (),
    ) -> None:
        """Return where the actor may, raise NotPermitted where not.

        `owners` are the ids of the people whose object it is, `groups` the groups these belong to;
        an operation on no particular object has neither and asks for the role alone.
        """
        scopes = self.table.get(operation, {})
        for role in actor.roles:
            scope = scopes.get(role)
            if scope == "any" or (scope is not None and not owners):
                return
            if scope is not None and actor.id in owners:
                return
            if scope == "group" and actor.groups & set(groups):
                return
        raise NotPermitted(f"{operation} is not open to this person", operation=operation)
