"""What accounts need from storage. Every method is one transaction.

Methods that change something take the line of the audit that tells of it and store both together:
a change that nobody can read about afterwards does not happen.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal, Protocol, get_args

from trainer.domain.people import Role
from trainer.services.ports import Profile

Kind = Literal["member", "mentor"]
"""How somebody stands to a group: they belong to it, or they look after it."""
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
Purpose = Literal["join", "password"]
"""What an invitation is for: a new account, or a new password for an account that exists."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit. `actor` is a person's id, empty for nobody known; `object` names what
    was acted on; `detail` are plain values and never a secret; `ip` may be empty. What follows
    `id` is filled in where it is read: the logins of `actor`, of `object` and of the detail `person`
    where they are people here, and the name where `object` is a group."""

    at: datetime
    actor: str
    operation: str
    object: str
    detail: Mapping[str, Any] = field(default_factory=dict)
    ip: str = ""
    id: int = 0
    actor_login: str = ""
    object_login: str = ""
    group_name: str = ""
    person_login: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of newcomers and those who look after them; `name` is at most 80 characters."""

    id: str
    name: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody's place in a group."""

    group_id: str
    group_name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Account:
    """A person who can sign in. `login` and `email` are casefolded; `person` is the profile's id."""

    person: str
    name: str
    login: str
    email: str | None
    roles: frozenset[Role]
    disabled: bool
    has_password: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account as listed. `last_seen_at` is None for somebody who never signed in."""

    account: Account
    groups: tuple[Membership, ...]
    last_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be made, with its profile; `groups` are pairs of a group's id and a kind."""

    profile: Profile
    login: str
    email: str | None
    password_hash: str | None
    roles: frozenset[Role]
    groups: tuple[tuple[str, Kind], ...] = ()


@dataclass(frozen=True, slots=True)
class SignInRecord:
    """A session of a signed-in person. Its token itself is stored nowhere."""

    token_hash: str
    person: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    user_agent: str
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Who a live session belongs to and what they may do as of now."""

    sign_in: SignInRecord
    roles: frozenset[Role]
    groups: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class Invitation:
    """Lets one person in once. `person` is set for purpose "password" only; `email`, where given,
    lets a company account with that address use it without the link."""

    id: str
    purpose: Purpose
    person: str | None
    email: str | None
    roles: frozenset[Role]
    group_id: str | None
    made_by: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    withdrawn_at: datetime | None = None
    login: str = ""
    """Of the person, in lists."""


@dataclass(frozen=True, slots=True)
class Lock:
    """When failed sign-ins under one key are held up: from `free` failures on for `first_seconds`,
    twice as long with each further one, at most `longest_seconds`. Earlier failures fade by half in
    `half_life` seconds; 0: only a day without one forgets them."""

    free: int
    first_seconds: float
    longest_seconds: float
    half_life: float = 0.0


class AccountStore(Protocol):
    """Accounts and their roles; logins and e-mail addresses are unique."""

    def add(self, new: Sequence[NewAccount], groups: Sequence[Group], note: AuditEntry) -> None:
        """Store all of them, and the new `groups` first, or none; raises InvalidInput (`field`:
        name, login or email) where one of these is taken."""

    def get(self, person: str) -> Account | None: ...

    def by_login(self, login: str) -> Account | None: ...

    def by_email(self, email: str) -> Account | None: ...

    def password_hash(self, person: str) -> str | None: ...

    def page(self, search: str, offset: int, limit: int) -> tuple[Sequence[AccountLine], int]:
        """Accounts whose name, login or e-mail holds `search`, by login; and how many in all."""

    def taken(
        self, logins: Collection[str], emails: Collection[str], names: Collection[str]
    ) -> frozenset[tuple[str, str]]:
        """Which of these are taken, as ("login" | "email" | "name", value given)."""

    def set_roles(self, person: str, roles: frozenset[Role], note: AuditEntry) -> None:
        """Replace the roles; raises InvalidInput(field="last_administrator") where no enabled
        administrator would be left."""

    def set_disabled(self, person: str, disabled: bool, note: AuditEntry) -> None:
        """Disable (and end all sessions) or enable; raises as `set_roles` does."""

    def set_password(self, person: str, hashed: str, keep: str, note: AuditEntry) -> None:
        """A new password; ends all sessions except the one whose token hash is `keep`."""

    def rehash(self, person: str, hashed: str) -> None:
        """The same password under newer parameters."""

    def person_of(self, issuer: str, subject: str) -> str | None:
        """Whose account here the other provider's account is linked to."""

    def link(self, issuer: str, subject: str, person: str, note: AuditEntry) -> None: ...


class GroupStore(Protocol):
    """Groups; a name is unique without regard to case."""

    def add(self, group: Group, note: AuditEntry) -> None:
        """Raises InvalidInput(field="group") where the name is taken."""

    def rename(self, group_id: str, name: str, note: AuditEntry) -> None:
        """Raises InvalidInput(field="group") where the name is taken."""

    def get(self, group_id: str) -> Group | None: ...

    def all(self) -> Sequence[Group]:
        """All groups, by name."""

    def of_person(self, person: str) -> Sequence[Membership]: ...

    def people(self, group_id: str, kind: Kind) -> Sequence[Account]:
        """Who stands to the group in this way, by name; disabled accounts are left out."""

    def put(self, group_id: str, person: str, kind: Kind, note: AuditEntry) -> None:
        """Doing it again changes nothing."""

    def take(self, group_id: str, person: str, kind: Kind, note: AuditEntry) -> None: ...


class SignInStore(Protocol):
    """Sessions and failed tries."""

    def count_try(self, locks: Mapping[str, Lock], now: datetime) -> datetime | None:
        """Count one try as failed under each key, in advance; `undo_try` takes it back. Where a
        key is held up nothing is counted, and the time it is held up until comes back."""

    def undo_try(self, forget: str, less: str) -> None:
        """After a success: forget the failures under one key, count one less under the other."""

    def open(self, sign_in: SignInRecord, note: AuditEntry) -> None: ...

    def standing(self, token_hash: str, now: datetime) -> Standing | None:
        """The person's roles and groups as of now; None where the session is unknown, over or
        revoked, or the account disabled."""

    def touch(self, token_hash: str, now: datetime) -> None: ...

    def of_person(self, person: str, now: datetime) -> Sequence[SignInRecord]:
        """Live sessions, newest first."""

    def revoke(self, token_hash: str, note: AuditEntry) -> None: ...

    def revoke_all(self, person: str, note: AuditEntry) -> int:
        """How many there were."""


class InvitationStore(Protocol):
    """Invitations; each is used once, whatever arrives in parallel."""

    def add(self, new: Sequence[tuple[Invitation, str]], note: AuditEntry) -> None:
        """Store new invitations, each with the hash of its token."""

    def open(self, token_hash: str, now: datetime) -> Invitation | None:
        """The invitation, where it can be used now."""

    def open_for(self, email: str, now: datetime) -> Invitation | None:
        """The newest "join" invitation to this address that can be used now."""

    def join(
        self,
        invitation_id: str,
        new: NewAccount,
        identity: tuple[str, str] | None,
        note: AuditEntry,
    ) -> bool:
        """Use it for a new account, linked to `identity` where there is one; False where it cannot
        be used any more. Raises InvalidInput as AccountStore.add does, and is then still open."""

    def renew(self, invitation_id: str, hashed: str, note: AuditEntry) -> bool:
        """Use it for a new password of its person and end their sessions; False where it cannot be
        used any more."""

    def withdraw(self, invitation_id: str, note: AuditEntry) -> bool:
        """False where there is no open one of this id."""

    def all_open(self, now: datetime, offset: int, limit: int) -> tuple[Sequence[Invitation], int]:
        """A page of those that can still be used, newest first, with the logins of their people;
        and how many there are."""


class AuditStore(Protocol):
    """The audit: added to, never changed."""

    def append(self, entry: AuditEntry) -> None: ...

    def page(self, search: str, before: int, limit: int) -> Sequence[AuditEntry]:
        """Lines whose actor, operation or object (an id or a login) holds `search`, newest first,
        with ids below `before` (0: from the newest on)."""


class Address(Protocol):
    """Returns the address that the present request came from, empty where there is none."""

    def __call__(self) -> str: ...
