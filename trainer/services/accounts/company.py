"""Signing in by a company account: who of us it is. The provider has proved the identity already.

Roles are ours: nothing that a provider says gives anybody a role.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from trainer.domain.language import Language
from trainer.errors import InvalidInput, SignInRefused, TextTooLong
from trainer.services.accounts.forms import email_of, folded, login_of, name_of
from trainer.services.accounts.joining import new_account
from trainer.services.accounts.ports import AccountStore, Invitation, InvitationStore
from trainer.services.accounts.sign_in import Opened, SignIn
from trainer.services.accounts.trail import NOBODY, Trail
from trainer.services.local_people import NAME_LIMIT
from trainer.services.ports import Clock, NewId, Profile

_TRIES: Final = 20
"""Numbers tried behind a name or login that is taken."""


@dataclass(frozen=True, slots=True)
class CompanyIdentity:
    """What an identity provider has proved: `issuer` and `subject` name the account for ever; the
    rest may change. `email_verified` says that the provider vouches for the address."""

    issuer: str
    subject: str
    email: str
    email_verified: bool
    name: str
    language: Language


class CompanySignIn:
    """Finds or makes the account behind an identity and opens a session."""

    def __init__(
        self,
        accounts: AccountStore,
        invitations: InvitationStore,
        sign_in: SignIn,
        trail: Trail,
        clock: Clock,
        new_id: NewId,
    ) -> None:
        self._accounts = accounts
        self._invitations = invitations
        self._sign_in = sign_in
        self._trail = trail
        self._clock = clock
        self._new_id = new_id

    def enter(self, identity: CompanyIdentity, user_agent: str) -> Opened:
        """A session of the account linked to the identity.

        The first time it is linked to the account with its e-mail address, or to one made from an open
        invitation to that address; only where the provider vouches for the address, because anybody
        may type one. Raises SignInRefused("unlinked") where there is neither.
        """
        person = self._accounts.person_of(identity.issuer, identity.subject)
        if person is None:
            person = self._linked(identity)
        if person is None:
            self._trail.note(NOBODY, "sign_in.unlinked", "", issuer=identity.issuer[:200])
            raise SignInRefused("unlinked")
        return self._sign_in.open(person, user_agent, "company")

    def _linked(self, identity: CompanyIdentity) -> str | None:
        if not (identity.issuer and identity.subject and identity.email_verified):
            return None
        try:
            email = email_of(identity.email)
        except InvalidInput:
            return None
        if email is None:
            return None
        account = self._accounts.by_email(email)
        if account is not None:
            if account.disabled:
                return None
            note = self._trail.line(account.person, "account.linked", account.person)
            self._accounts.link(identity.issuer, identity.subject, account.person, note)
            return account.person
        invitation = self._invitations.open_for(email, self._clock())
        return self._joined(identity, email, invitation) if invitation else None

    def _joined(self, identity: CompanyIdentity, email: str, invitation: Invitation) -> str | None:
        """The account made from the invitation. Nobody is asked for a login or a name, so those that
        are taken get a number."""
        login, name = _login(email), _name(identity.name, email)
        key = (identity.issuer, identity.subject)
        for number in range(1, _TRIES):
            mark = "" if number == 1 else f" {number}"
            profile = Profile(
                self._new_id(),
                f"{name[: NAME_LIMIT - len(mark)]}{mark}",
                identity.language,
                self._clock(),
            )
            own_login = login if number == 1 else f"{login}{number}"
            new = new_account(invitation, profile, own_login, None)
            note = self._trail.line(
                profile.id, "invitation.accepted", invitation.id, login=own_login, how="company"
            )
            try:
                if not self._invitations.join(invitation.id, new, key, note):
                    return None
            except InvalidInput:
                continue
            return profile.id
        return None


def _login(email: str) -> str:
    try:
        return login_of(email[:50])
    except InvalidInput:
        return f"person-{len(email)}"


def _name(name: str, email: str) -> str:
    for candidate in (name, name[:NAME_LIMIT], folded(email).partition("@")[0]):
        try:
            return name_of(candidate)
        except (InvalidInput, TextTooLong):
            continue
    return email[:NAME_LIMIT]
