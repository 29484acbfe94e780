"""Accepting an invitation. The token is the right, so nothing here takes an actor."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.domain.language import Language
from trainer.errors import InvitationRefused
from trainer.services.accounts.forms import login_of, name_of, token_hash
from trainer.services.accounts.guessing import Guessing
from trainer.services.accounts.passwords import Passwords
from trainer.services.accounts.ports import (
    AccountStore,
    Invitation,
    InvitationStore,
    Kind,
    NewAccount,
    Purpose,
)
from trainer.services.accounts.trail import Trail
from trainer.services.ports import Clock, NewId, Profile


@dataclass(frozen=True, slots=True)
class Asked:
    """What an invitation asks of whoever opens it; `login` is empty where they choose one."""

    purpose: Purpose
    login: str


class Joining:
    """Use cases of whoever was invited."""

    def __init__(
        self,
        invitations: InvitationStore,
        accounts: AccountStore,
        passwords: Passwords,
        guessing: Guessing,
        trail: Trail,
        clock: Clock,
        new_id: NewId,
    ) -> None:
        self._invitations = invitations
        self._accounts = accounts
        self._passwords = passwords
        self._guessing = guessing
        self._trail = trail
        self._clock = clock
        self._new_id = new_id

    def look(self, token: str) -> Asked:
        """What the invitation asks; raises InvitationRefused for one that cannot be used."""
        invitation = self._open(token)
        account = self._accounts.get(invitation.person) if invitation.person else None
        return Asked(invitation.purpose, account.login if account else "")

    def accept(self, token: str, name: str, login: str, password: str, language: Language) -> str:
        """Make the account, or set the new password; the person's id. Used up by a success only.

        Name, login and language are looked at for new accounts only. Raises InvitationRefused, and
        InvalidInput or TextTooLong for what can be typed better.
        """
        invitation = self._open(token)
        if invitation.purpose == "password":
            return self._renewed(invitation, password)
        clean = login_of(login)
        hashed = self._passwords.hashed(password, clean)
        profile = Profile(self._new_id(), name_of(name), language, self._clock())
        new = new_account(invitation, profile, clean, hashed)
        note = self._trail.line(profile.id, "invitation.accepted", invitation.id)
        if not self._invitations.join(invitation.id, new, None, note):
            raise InvitationRefused()
        return profile.id

    def _renewed(self, invitation: Invitation, password: str) -> str:
        account = self._accounts.get(invitation.person or "")
        if account is None or account.disabled:
            raise InvitationRefused()
        hashed = self._passwords.hashed(password, account.login)
        note = self._trail.line(account.person, "invitation.password_renewed", invitation.id)
        if not self._invitations.renew(invitation.id, hashed, note):
            raise InvitationRefused()
        self._guessing.forgive(account.login)
        return account.person

    def _open(self, token: str) -> Invitation:
        invitation = self._invitations.open(token_hash(token), self._clock())
        if invitation is None:
            raise InvitationRefused()
        return invitation


def new_account(
    invitation: Invitation, profile: Profile, login: str, hashed: str | None
) -> NewAccount:
    """The account that an invitation grants, with its roles and its place in a group."""
    kind: Kind = "mentor" if "mentor" in invitation.roles else "member"
    place = ((invitation.group_id, kind),) if invitation.group_id else ()
    return NewAccount(profile, login, invitation.email, hashed, invitation.roles, place)
