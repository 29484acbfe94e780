"""Rights: which role may use which operation, on whose objects. Every service asks here."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from typing import Final, Literal

from trainer.domain.people import Actor, Role
from trainer.errors import NotPermitted

_log: Final = logging.getLogger(__name__)
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
        """Return where `allows` says so; raise NotPermitted where not, and log who tried what."""
        if not self.allows(actor, operation, owners=owners, groups=groups):
            roles = ", ".join(sorted(actor.roles)) or "no role"
            _log.warning("refused: %s by %r (%s) on %r", operation, actor.id, roles, sorted(owners))
            raise NotPermitted(f"{operation} is not open to this person", operation=operation)

    def allows(
        self,
        actor: Actor,
        operation: str,
        *,
        owners: Collection[str] = (),
        groups: Collection[str] = (),
    ) -> bool:
        """Whether the actor may.

        `owners` are the ids of the people whose object it is, `groups` the groups these belong to;
        an operation on no particular object has neither and asks for the role alone.
        """
        scopes = self.table.get(operation, {})
        for role in actor.roles:
            scope = scopes.get(role)
            if scope == "any" or (scope is not None and not owners):
                return True
            if scope is not None and actor.id in owners:
                return True
            if scope == "group" and actor.groups & set(groups):
                return True
        return False


def told_as_missing(who: str, what: str) -> None:
    """Log that `who` asked for somebody else's `what`: the answer is that there is none, so that
    guessing ids tells nothing, but whoever runs the server sees the guesses."""
    _log.warning("refused as missing: %r asked for %r of somebody else", who, what)
