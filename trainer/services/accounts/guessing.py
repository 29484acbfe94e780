"""Slows down whoever guesses passwords: by login and by address, longer with each failure."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from trainer.errors import SignInRefused
from trainer.services.accounts.forms import token_hash
from trainer.services.accounts.ports import Address, Lock, SignInStore
from trainer.services.ports import Clock

BY_LOGIN: Final = Lock(free=5, first_seconds=30, longest_seconds=900)
"""A quarter of an hour at most: anybody who knows a login can keep its owner waiting."""
BY_ADDRESS: Final = Lock(free=30, first_seconds=30, longest_seconds=3600, half_life=3600)
"""More free tries, and failures that fade by half with each hour, because an office may share
one address: its typing errors of a week must not add up. A guesser is left some 20 tries an hour."""


class Guess:
    """A try that counts as failed until it is known to have been right."""

    def __init__(self) -> None:
        self.right = False

    def was_right(self) -> None:
        self.right = True


class Guessing:
    """Counts tries before they are made, so that a hundred at once are not a hundred free ones.

    Logins that do not exist are held up as those that do: a lock tells nothing.
    """

    def __init__(self, store: SignInStore, clock: Clock, address: Address) -> None:
        self._store = store
        self._clock = clock
        self._address = address

    @contextmanager
    def at(self, login: str) -> Iterator[Guess]:
        """The time of one try; raises SignInRefused("locked", minutes=…) where it must wait."""
        by_login, by_address = _key("login", login), _key("address", self._address())
        now = self._clock()
        until = self._store.count_try({by_login: BY_LOGIN, by_address: BY_ADDRESS}, now)
        if until is not None:
            raise SignInRefused("locked", minutes=math.ceil((until - now).total_seconds() / 60))
        guess = Guess()
        try:
            yield guess
        finally:
            if guess.right:
                # The address keeps its other failures: one good login must not wash off the rest.
                self._store.undo_try(by_login, by_address)

    def forgive(self, login: str) -> None:
        """Forget the failures of a login, as after a new password."""
        self._store.undo_try(_key("login", login), "")


def _key(kind: str, value: str) -> str:
    # Hashed: what is mistyped as a login is often a password.
    return token_hash(f"{kind}:{value}")
