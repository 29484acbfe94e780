"""Lines of the audit: who did what to what, when and from where."""

from __future__ import annotations

from trainer.domain.people import Actor
from trainer.services.accounts.ports import Address, AuditEntry, AuditStore
from trainer.services.ports import Clock

OPERATOR = Actor("operator", frozenset({"administrator"}))
"""Whoever runs commands on the server itself; the way to the first administrator."""
NOBODY = Actor("", frozenset())
"""Somebody who has not signed in."""


class Trail:
    """Makes the lines, with time and address filled in, and stores those that stand alone.

    For services, not for people: reading is `trainer.services.accounts.audit.Audit`.
    """

    def __init__(self, store: AuditStore, clock: Clock, address: Address) -> None:
        self._store = store
        self._clock = clock
        self._address = address

    def line(
        self, actor: Actor | str, operation: str, object: str = "", **detail: object
    ) -> AuditEntry:
        """A line to be stored together with the change that it tells of. `detail` takes plain
        values; never a password, a token or a hash."""
        who = actor if isinstance(actor, str) else actor.id
        address = self._address()[:64]
        return AuditEntry(self._clock(), who, operation, object[:200], dict(detail), address)

    def note(self, actor: Actor | str, operation: str, object: str = "", **detail: object) -> None:
        """Store a line that tells of no change, such as a refused sign-in or an export."""
        self._store.append(self.line(actor, operation, object, **detail))
