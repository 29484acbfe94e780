"""Accounts: who may sign in, in which roles, and who may not any more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from trainer.domain.language import Language
from trainer.domain.people import ROLES, Actor
from trainer.errors import InvalidInput, PersonNotFound, SignInRefused
from trainer.services.accounts.forms import email_of, login_of, name_of, roles_of
from trainer.services.accounts.guessing import Guessing
from trainer.services.accounts.passwords import Passwords
from trainer.services.accounts.people_csv import PlannedPerson, read_people
from trainer.services.accounts.ports import (
    Account,
    AccountLine,
    AccountStore,
    Group,
    GroupStore,
    Kind,
    NewAccount,
)
from trainer.services.accounts.trail import Trail
from trainer.services.ports import Clock, NewId, Profile
from trainer.services.rights import Rights

RIGHTS: Final = Rights(
    {
        "Accounts.create": {"administrator": "any"},
        "Accounts.import_csv": {"administrator": "any"},
        "Accounts.page": {"administrator": "any"},
        "Accounts.get": {
            "administrator": "any",
            "mentor": "group",
            "newcomer": "own",
            "recruiter": "own",
            "candidate": "own",
        },
        "Accounts.set_roles": {"administrator": "any"},
        "Accounts.disable": {"administrator": "any"},
        "Accounts.enable": {"administrator": "any"},
        "Accounts.set_password": {"administrator": "any"},
        "Accounts.change_password": dict.fromkeys(ROLES, "own"),
    }
)
PAGE: Final = 50
"""Accounts listed at a time, at most."""


@dataclass(frozen=True, slots=True)
class AccountPage:
    """A page of the list; `total` counts all that match."""

    lines: Sequence[AccountLine]
    total: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the people made, by id, login and e-mail ("" without one), and how many
    groups were made for them."""

    people: tuple[tuple[str, str, str], ...]
    groups: int


class Accounts:
    """Use cases around accounts. Every change is written into the audit."""

    def __init__(
        self,
        store: AccountStore,
        groups: GroupStore,
        passwords: Passwords,
        guessing: Guessing,
        trail: Trail,
        clock: Clock,
        new_id: NewId,
    ) -> None:
        self._store = store
        self._groups = groups
        self._passwords = passwords
        self._guessing = guessing
        self._trail = trail
        self._clock = clock
        self._new_id = new_id

    def create(
        self,
        actor: Actor,
        name: str,
        login: str,
        language: Language,
        roles: Collection[str],
        *,
        email: str = "",
        password: str | None = None,
    ) -> Account:
        """A new person with an account. Without a password they cannot sign in before they accept an
        invitation to set one, or come by a company account with this e-mail address.

        Raises InvalidInput (`field`: name, login, email, roles or password) or TextTooLong.
        """
        RIGHTS.permit(actor, "Accounts.create")
        clean = login_of(login)
        hashed = None if password is None else self._passwords.hashed(password, clean)
        profile = Profile(self._new_id(), name_of(name), language, self._clock())
        new = NewAccount(profile, clean, email_of(email), hashed, roles_of(roles))
        note = self._trail.line(actor, "account.created", profile.id, roles=sorted(new.roles))
        self._store.add((new,), (), note)
        return self._known(profile.id)

    def import_csv(self, actor: Actor, text: str) -> Imported:
        """People from a CSV file with a head: login, name, and if wished email, roles, group,
        language. Groups that do not exist yet are made.

        All or nothing: raises ImportRefused with the problems of every line, and then nobody was
        made. At most 2,000 people.
        """
        RIGHTS.permit(actor, "Accounts.import_csv")
        planned = read_people(text, self._store)
        known = {group.name.casefold(): group for group in self._groups.all()}
        fresh: list[Group] = []
        for name in (person.group for person in planned):
            if name and name.casefold() not in known:
                made = Group(self._new_id(), name, self._clock())
                known[name.casefold()] = made
                fresh.append(made)
        new = tuple(self._planned(person, known) for person in planned)
        note = self._trail.line(
            actor, "accounts.imported", "", people=len(new), groups=[one.name for one in fresh]
        )
        self._store.add(new, tuple(fresh), note)
        people = tuple((one.profile.id, one.login, one.email or "") for one in new)
        return Imported(people, len(fresh))

    def page(self, actor: Actor, search: str = "", offset: int = 0) -> AccountPage:
        """Accounts whose name, login or e-mail holds `search`, by login, PAGE at a time."""
        RIGHTS.permit(actor, "Accounts.page")
        lines, total = self._store.page(search.strip()[:100], max(0, offset), PAGE)
        return AccountPage(lines, total)

    def get(self, actor: Actor, person: str) -> Account:
        """One account; raises PersonNotFound for an unknown one and for one that is not theirs to
        see."""
        groups = self._group_ids(person)
        RIGHTS.permit(actor, "Accounts.get", owners=(person,), groups=groups)
        return self._known(person)

    def set_roles(self, actor: Actor, person: str, roles: Collection[str]) -> None:
        """Replace the roles; sessions feel it at their next step.

        Raises InvalidInput(field="last_administrator") where none would be left.
        """
        RIGHTS.permit(actor, "Accounts.set_roles", owners=(person,))
        before, clean = self._known(person).roles, roles_of(roles)
        if clean == before:
            return
        note = self._trail.line(
            actor, "account.roles", person, before=sorted(before), after=sorted(clean)
        )
        self._store.set_roles(person, clean, note)

    def disable(self, actor: Actor, person: str) -> None:
        """Let the person in no more and end their sessions; what they did stays.

        Raises InvalidInput(field="yourself") for one's own account, and
        InvalidInput(field="last_administrator") where no administrator would be left.
        """
        RIGHTS.permit(actor, "Accounts.disable", owners=(person,))
        if person == actor.id:
            raise InvalidInput("nobody locks themselves out", field="yourself")
        self._known(person)
        self._store.set_disabled(person, True, self._trail.line(actor, "account.disabled", person))

    def enable(self, actor: Actor, person: str) -> None:
        """Let the person in again."""
        RIGHTS.permit(actor, "Accounts.enable", owners=(person,))
        self._known(person)
        self._store.set_disabled(person, False, self._trail.line(actor, "account.enabled", person))

    def set_password(self, actor: Actor, person: str, password: str) -> None:
        """Give the person a new password and end their sessions; raises InvalidInput."""
        RIGHTS.permit(actor, "Accounts.set_password", owners=(person,))
        account = self._known(person)
        hashed = self._passwords.hashed(password, account.login)
        note = self._trail.line(actor, "account.password_set", person)
        self._store.set_password(person, hashed, "", note)
        self._guessing.forgive(account.login)

    def change_password(self, actor: Actor, current: str, fresh: str, keep: str = "") -> None:
        """One's own new password, against the present one; other sessions than the one whose token
        hash is `keep` end. Wrong tries count as wrong sign-ins do.

        Raises SignInRefused or InvalidInput(field="password").
        """
        RIGHTS.permit(actor, "Accounts.change_password", owners=(actor.id,))
        account = self._known(actor.id)
        with self._guessing.at(account.login) as guess:
            if not self._passwords.matches(self._store.password_hash(actor.id), current):
                self._trail.note(actor, "account.password_refused", actor.id)
                raise SignInRefused("wrong")
            guess.was_right()
        hashed = self._passwords.hashed(fresh, account.login)
        note = self._trail.line(actor, "account.password_changed", actor.id)
        self._store.set_password(actor.id, hashed, keep, note)

    def _known(self, person: str) -> Account:
        account = self._store.get(person)
        if account is None:
            raise PersonNotFound(person=person)
        return account

    def _group_ids(self, person: str) -> tuple[str, ...]:
        places = self._groups.of_person(person)
        return tuple(place.group_id for place in places if place.kind == "member")

    def _planned(self, person: PlannedPerson, groups: dict[str, Group]) -> NewAccount:
        profile = Profile(self._new_id(), person.name, person.language, self._clock())
        kind: Kind = "mentor" if "mentor" in person.roles else "member"
        place = ((groups[person.group.casefold()].id, kind),) if person.group else ()
        return NewAccount(profile, person.login, person.email, None, person.roles, place)
