"""Invitations: made by an administrator, used once by whoever holds the link."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from trainer.domain.people import Actor
from trainer.errors import InvalidInput, InvitationRefused, PersonNotFound
from trainer.services.accounts.forms import email_of, roles_of, token_hash
from trainer.services.accounts.ports import AccountStore, GroupStore, Invitation, InvitationStore
from trainer.services.accounts.trail import Trail
from trainer.services.ports import Clock, NewId
from trainer.services.rights import Rights

RIGHTS: Final = Rights(
    {
        "Invitations.invite": {"administrator": "any"},
        "Invitations.renew_password": {"administrator": "any"},
        "Invitations.password_links": {"administrator": "any"},
        "Invitations.all_open": {"administrator": "any"},
        "Invitations.withdraw": {"administrator": "any"},
    }
)
DAYS: Final = (1, 3, 7, 14, 30)
"""How long an invitation may hold."""
PAGE: Final = 50
"""Open invitations listed at a time."""
_PASSWORD_HOURS: Final = 24


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation just made. `token` goes into its link and is shown this once."""

    invitation: Invitation
    token: str


class Invitations:
    """Use cases of whoever invites. Accepting is in `trainer.services.accounts.joining`."""

    def __init__(
        self,
        store: InvitationStore,
        accounts: AccountStore,
        groups: GroupStore,
        trail: Trail,
        clock: Clock,
        new_id: NewId,
        new_token: NewId,
    ) -> None:
        self._store = store
        self._accounts = accounts
        self._groups = groups
        self._trail = trail
        self._clock = clock
        self._new_id = new_id
        self._new_token = new_token

    def invite(
        self,
        actor: Actor,
        roles: Collection[str],
        *,
        group_id: str | None = None,
        email: str = "",
        days: int = 7,
    ) -> Invited:
        """Invite one person to make an account with these roles.

        With `email` a company account of that address may use it without the link. Raises InvalidInput
        (`field`: roles, email or days) and PersonNotFound for an unknown group.
        """
        RIGHTS.permit(actor, "Invitations.invite")
        if days not in DAYS:
            raise InvalidInput(f"days are one of {DAYS}", field="days")
        if group_id is not None and self._groups.get(group_id) is None:
            raise PersonNotFound(group=group_id)
        address = email_of(email)
        if address is not None and self._accounts.by_email(address) is not None:
            raise InvalidInput("that address has an account", field="email", reason="email_taken")
        now = self._clock()
        invitation = Invitation(
            id=self._new_id(),
            purpose="join",
            person=None,
            email=address,
            roles=roles_of(roles),
            group_id=group_id,
            made_by=actor.id,
            made_at=now,
            expires_at=now + timedelta(days=days),
        )
        return self._made(actor, invitation, "invitation.made")

    def renew_password(self, actor: Actor, person: str) -> Invited:
        """A link, good for a day, by which the person sets a new password themselves."""
        RIGHTS.permit(actor, "Invitations.renew_password", owners=(person,))
        if self._accounts.get(person) is None:
            raise PersonNotFound(person=person)
        invitation = self._for_password(actor, person, timedelta(hours=_PASSWORD_HOURS))
        return self._made(actor, invitation, "invitation.password")

    def password_links(self, actor: Actor, people: Sequence[str], days: int) -> tuple[Invited, ...]:
        """A link for each of these people, by which they set a password; good for `days` days.

        For people who were added together. All or nothing: PersonNotFound names somebody unknown,
        InvalidInput the field days.
        """
        RIGHTS.permit(actor, "Invitations.password_links")
        if days not in DAYS:
            raise InvalidInput(f"days are one of {DAYS}", field="days")
        for person in people:
            if self._accounts.get(person) is None:
                raise PersonNotFound(person=person)
        made = [
            Invited(self._for_password(actor, person, timedelta(days=days)), self._new_token())
            for person in dict.fromkeys(people)
        ]
        new = [(one.invitation, token_hash(one.token)) for one in made]
        self._store.add(new, self._trail.line(actor, "invitation.passwords", people=len(new)))
        return tuple(made)

    def all_open(self, actor: Actor, offset: int = 0) -> tuple[Sequence[Invitation], int]:
        """Invitations that can still be used, newest first: PAGE from `offset` on, and how many there
        are in all."""
        RIGHTS.permit(actor, "Invitations.all_open")
        return self._store.all_open(self._clock(), max(0, offset), PAGE)

    def withdraw(self, actor: Actor, invitation_id: str) -> None:
        """Make it useless; raises InvitationRefused where it is no more open."""
        RIGHTS.permit(actor, "Invitations.withdraw")
        note = self._trail.line(actor, "invitation.withdrawn", invitation_id)
        if not self._store.withdraw(invitation_id, note):
            raise InvitationRefused()

    def _for_password(self, actor: Actor, person: str, holds: timedelta) -> Invitation:
        now = self._clock()
        return Invitation(
            id=self._new_id(),
            purpose="password",
            person=person,
            email=None,
            roles=frozenset(),
            group_id=None,
            made_by=actor.id,
            made_at=now,
            expires_at=now + holds,
        )

    def _made(self, actor: Actor, invitation: Invitation, operation: str) -> Invited:
        token = self._new_token()
        note = self._trail.line(
            actor,
            operation,
            invitation.id,
            roles=sorted(invitation.roles),
            group=invitation.group_id,
            person=invitation.person,
        )
        self._store.add([(invitation, token_hash(token))], note)
        return Invited(invitation, token)
