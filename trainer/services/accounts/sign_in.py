"""Signing in and out. Here a password or a token is the right; so nothing takes an actor.

What an actor may do to others' sessions is in `trainer.services.accounts.sessions`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from trainer.domain.people import Actor
from trainer.errors import InvalidInput, SignInRefused
from trainer.services.accounts.forms import login_of, token_hash
from trainer.services.accounts.guessing import Guessing
from trainer.services.accounts.passwords import Passwords
from trainer.services.accounts.ports import AccountStore, Membership, SignInRecord, SignInStore
from trainer.services.accounts.trail import NOBODY, Trail
from trainer.services.ports import Clock, NewId

LIFETIME: Final = timedelta(days=7)
"""A session ends then at the latest."""
IDLE: Final = timedelta(hours=12)
"""A session that nobody used for so long has ended."""
_TOUCH: Final = timedelta(minutes=5)
"""`last_seen_at` is this exact: writing it at every click would make every click a write."""
_AGENT_LIMIT: Final = 200


def is_idle(session: SignInRecord, now: datetime) -> bool:
    """Whether the session has ended because nobody used it."""
    return now - session.last_seen_at >= IDLE


@dataclass(frozen=True, slots=True)
class Opened:
    """A session just opened. `token` is for the person's browser only; it is stored nowhere."""

    token: str
    person: str
    expires_at: datetime


class SignIn:
    """Opens, recognises and ends sessions."""

    def __init__(
        self,
        accounts: AccountStore,
        store: SignInStore,
        passwords: Passwords,
        guessing: Guessing,
        trail: Trail,
        clock: Clock,
        new_token: NewId,
    ) -> None:
        self._accounts = accounts
        self._store = store
        self._passwords = passwords
        self._guessing = guessing
        self._trail = trail
        self._clock = clock
        self._new_token = new_token

    def with_password(self, login: str, password: str, user_agent: str) -> Opened:
        """A new session. Raises SignInRefused("wrong"), which is the same for unknown logins, wrong
        passwords and disabled accounts and takes the same work, or SignInRefused("locked")."""
        try:
            clean = login_of(login)
        except InvalidInput:
            clean = login[:100]
        with self._guessing.at(clean) as guess:
            account = self._accounts.by_login(clean)
            hashed = self._accounts.password_hash(account.person) if account else None
            if not self._passwords.matches(hashed, password) or account is None or account.disabled:
                # The login is told only where there is one: else it may be a mistyped password.
                self._trail.note(NOBODY, "sign_in.refused", account.person if account else "")
                raise SignInRefused("wrong")
            guess.was_right()
        if hashed is not None and (fresh := self._passwords.renewed(hashed, password)):
            self._accounts.rehash(account.person, fresh)
        return self.open(account.person, user_agent, "password")

    def open(self, person: str, user_agent: str, how: str) -> Opened:
        """A new session of somebody whose identity has just been proved in another way. Raises
        SignInRefused("wrong") for a disabled account."""
        account = self._accounts.get(person)
        if account is None or account.disabled:
            raise SignInRefused("wrong")
        token, now = self._new_token(), self._clock()
        agent = " ".join(user_agent.split())[:_AGENT_LIMIT]
        record = SignInRecord(token_hash(token), person, now, now, now + LIFETIME, agent)
        self._store.open(record, self._trail.line(person, "sign_in.opened", person, how=how))
        return Opened(token, person, record.expires_at)

    def resolve(self, token: str) -> Actor | None:
        """Who the token belongs to, with roles and groups as they are now; None where the session is
        unknown, over or revoked, or the account disabled. Ask at every step, keep nothing.

        A mentor's groups are those they look after, anybody else's those they belong to.
        """
        now = self._clock()
        standing = self._store.standing(token_hash(token), now)
        if standing is None or is_idle(standing.sign_in, now):
            return None
        if now - standing.sign_in.last_seen_at >= _TOUCH:
            self._store.touch(standing.sign_in.token_hash, now)
        return Actor(
            standing.sign_in.person, standing.roles, _groups(standing.roles, standing.groups)
        )

    def sign_out(self, token: str) -> None:
        """End the session; an unknown one is no error."""
        hashed = token_hash(token)
        standing = self._store.standing(hashed, self._clock())
        if standing is not None:
            person = standing.sign_in.person
            self._store.revoke(hashed, self._trail.line(person, "sign_in.ended", person))


def _groups(roles: frozenset[str], places: tuple[Membership, ...]) -> frozenset[str]:
    # Somebody who looks after one group and belongs to another must not look after the other too.
    kind = "mentor" if "mentor" in roles else "member"
    return frozenset(place.group_id for place in places if place.kind == kind)
