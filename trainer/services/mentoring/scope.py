"""Whose attempts somebody may look into: the same answer for all services of the mentor's side."""

from __future__ import annotations

from collections.abc import Collection

from trainer.domain.people import Actor
from trainer.errors import AttemptNotFound, InvalidInput, NotPermitted, TextTooLong
from trainer.language.limits import clean_text
from trainer.services.apart import Apart
from trainer.services.mentoring.ports import GroupsOf
from trainer.services.ports import AttemptRecord, AttemptStore
from trainer.services.rights import Rights, told_as_missing


class Reach:
    """How far an actor's rights reach, asked of groups and attempts."""

    def __init__(
        self, attempts: AttemptStore, groups: GroupsOf, apart: Apart | None = None
    ) -> None:
        self._attempts = attempts
        self._groups = groups
        self._apart = apart or Apart()

    def people(self, actor: Actor) -> Collection[str] | None:
        """The people of the actor's groups; None (everybody) for an administrator."""
        if actor.has("administrator"):
            return None
        return frozenset(self._groups.members(sorted(actor.groups))) - {actor.id}

    def covers(self, actor: Actor, rights: Rights, operation: str, person: str) -> bool:
        """Whether the operation is open to the actor on this person's objects; nobody coaches a
        screening."""
        if self._apart.holds(person):
            return False
        groups = self._groups.groups_of(person)
        return rights.allows(actor, operation, owners=(person,), groups=groups)

    def person(self, actor: Actor, rights: Rights, operation: str, person: str) -> None:
        """NotPermitted unless the operation is open to the actor on this trainee; one's own progress
        has a page of its own."""
        rights.permit(actor, operation, owners=(person,), groups=self._groups.groups_of(person))
        if person == actor.id or self._apart.holds(person):
            raise NotPermitted("nobody coaches themselves or a candidate", operation=operation)

    def attempt(
        self, actor: Actor, rights: Rights, operation: str, attempt_id: str
    ) -> AttemptRecord:
        """The attempt; AttemptNotFound for an unknown one and for one out of reach alike."""
        record = self._attempts.get(attempt_id)
        if record is None:
            raise AttemptNotFound(attempt=attempt_id)
        if not self.covers(actor, rights, operation, record.profile_id):
            told_as_missing(actor.id, attempt_id)
            raise AttemptNotFound(attempt=attempt_id)
        return record

    def judged(
        self, actor: Actor, rights: Rights, operation: str, attempt_id: str
    ) -> AttemptRecord:
        """An ended attempt that the actor may judge: as `attempt`, and NotPermitted where it is
        open or their own."""
        record = self.attempt(actor, rights, operation, attempt_id)
        if record.profile_id == actor.id:
            raise NotPermitted("nobody judges an attempt of their own", operation=operation)
        if record.status == "open":
            raise NotPermitted("an attempt is judged when it has ended", operation=operation)
        return record


def text_of(text: str, field: str, limit: int) -> str:
    """The text cleaned and without outer space; InvalidInput(field) where nothing is left,
    TextTooLong above `limit` characters."""
    clean = clean_text(text).strip()
    if not clean:
        raise InvalidInput("a text is needed", field=field)
    if len(clean) > limit:
        raise TextTooLong(field=field, limit=limit, length=len(clean))
    return clean
