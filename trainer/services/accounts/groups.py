"""Groups of newcomers and the mentors who look after them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trainer.domain.people import Actor
from trainer.errors import InvalidInput, PersonNotFound
from trainer.services.accounts.forms import group_name_of
from trainer.services.accounts.ports import (
    KINDS,
    Account,
    AccountStore,
    Group,
    GroupStore,
    Kind,
    Membership,
)
from trainer.services.accounts.trail import Trail
from trainer.services.ports import Clock, NewId
from trainer.services.rights import Rights

RIGHTS: Final = Rights(
    {
        "Groups.create": {"administrator": "any"},
        "Groups.rename": {"administrator": "any"},
        "Groups.all": {"administrator": "any", "mentor": "group", "recruiter": "group"},
        "Groups.people": {"administrator": "any", "mentor": "group"},
        "Groups.of_person": {
            "administrator": "any",
            "mentor": "group",
            "newcomer": "own",
            "recruiter": "own",
            "candidate": "own",
        },
        "Groups.put": {"administrator": "any"},
        "Groups.take": {"administrator": "any"},
    }
)


class Groups:
    """Use cases around groups. Every change is written into the audit."""

    def __init__(
        self,
        store: GroupStore,
        accounts: AccountStore,
        trail: Trail,
        clock: Clock,
        new_id: NewId,
    ) -> None:
        self._store = store
        self._accounts = accounts
        self._trail = trail
        self._clock = clock
        self._new_id = new_id

    def create(self, actor: Actor, name: str) -> Group:
        """A new group; raises InvalidInput(field="group") for a bad or taken name."""
        RIGHTS.permit(actor, "Groups.create")
        group = Group(self._new_id(), group_name_of(name), self._clock())
        self._store.add(group, self._trail.line(actor, "group.created", group.id, name=group.name))
        return group

    def rename(self, actor: Actor, group_id: str, name: str) -> None:
        """Another name for the group; raises as `create` does."""
        RIGHTS.permit(actor, "Groups.rename")
        self._known(group_id)
        clean = group_name_of(name)
        note = self._trail.line(actor, "group.renamed", group_id, name=clean)
        self._store.rename(group_id, clean, note)

    def all(self, actor: Actor) -> Sequence[Group]:
        """All groups by name; whoever is no administrator sees their own only."""
        RIGHTS.permit(actor, "Groups.all")
        found = self._store.all()
        if actor.has("administrator"):
            return found
        return tuple(group for group in found if group.id in actor.groups)

    def people(self, actor: Actor, group_id: str, kind: Kind = "member") -> Sequence[Account]:
        """Who belongs to the group or looks after it, by name, without disabled accounts."""
        # A group is no person's own: only who looks after it, or after all, may see it.
        RIGHTS.permit(actor, "Groups.people", owners=("",), groups=(group_id,))
        return self._store.people(group_id, kind)

    def of_person(self, actor: Actor, person: str) -> Sequence[Membership]:
        """The person's places in groups."""
        places = self._store.of_person(person)
        groups = tuple(place.group_id for place in places if place.kind == "member")
        RIGHTS.permit(actor, "Groups.of_person", owners=(person,), groups=groups)
        return places

    def put(self, actor: Actor, group_id: str, person: str, kind: Kind) -> None:
        """Make the person belong to the group or look after it; raises InvalidInput(field="kind")
        where they are to look after it without being a mentor."""
        RIGHTS.permit(actor, "Groups.put")
        self._known(group_id)
        account = self._accounts.get(person)
        if account is None:
            raise PersonNotFound(person=person)
        if kind not in KINDS or (kind == "mentor" and "mentor" not in account.roles):
            raise InvalidInput("only mentors look after groups", field="kind")
        note = self._trail.line(actor, "group.put", group_id, person=person, kind=kind)
        self._store.put(group_id, person, kind, note)

    def take(self, actor: Actor, group_id: str, person: str, kind: Kind) -> None:
        """Take the person out of the group; somebody who is not in it is no error."""
        RIGHTS.permit(actor, "Groups.take")
        self._known(group_id)
        note = self._trail.line(actor, "group.taken", group_id, person=person, kind=kind)
        self._store.take(group_id, person, kind, note)

    def _known(self, group_id: str) -> Group:
        group = self._store.get(group_id)
        if group is None:
            raise PersonNotFound(group=group_id)
        return group
