"""Passwords: what one must be like, and argon2id hashes of them.

Following NIST SP 800-63B: length counts, composition rules do not.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Final, Protocol

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from trainer.errors import InvalidInput

SHORTEST: Final = 10
LONGEST: Final = 200
_DIFFERENT: Final = 5
"""Different characters that a password has at least: "aaaaaaaaaa" is ten long and no secret."""


class Hasher(Protocol):
    """Hashes of passwords; slow on purpose."""

    def hash(self, password: str) -> str: ...

    def verify(self, hashed: str, password: str) -> bool:
        """Whether the password is the one that was hashed; never raises."""

    def outdated(self, hashed: str) -> bool:
        """Whether the hash was made with weaker parameters than today's."""


class Argon2Hasher:
    """argon2id with the library's parameters (RFC 9106, low memory), which grow with releases."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def hash(self, password: str) -> str:
        return self._hasher.hash(_normal(password))

    def verify(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, _normal(password))
        except (VerificationError, InvalidHashError):
            return False

    def outdated(self, hashed: str) -> bool:
        return self._hasher.check_needs_rehash(hashed)


class Passwords:
    """Checks passwords with the same work whether or not there is a hash to check against."""

    def __init__(self, hasher: Hasher) -> None:
        self._hasher = hasher
        self._decoy: str | None = None

    def hashed(self, password: str, login: str) -> str:
        """The hash of a new password; raises InvalidInput(field="password", `reason`: password_short,
        password_long, password_plain or password_login) for one that will not do."""
        check_password(password, login)
        return self._hasher.hash(password)

    def matches(self, hashed: str | None, password: str) -> bool:
        """Whether it is the password; a long one is not even looked at."""
        if len(password) > LONGEST:
            return False
        if self._decoy is None:
            self._decoy = self._hasher.hash("nobody's password")
        right = self._hasher.verify(hashed or self._decoy, password)
        return right and hashed is not None

    def renewed(self, hashed: str, password: str) -> str | None:
        """A new hash of a password that was just found right, where the old one is outdated."""
        return self._hasher.hash(password) if self._hasher.outdated(hashed) else None


def check_password(password: str, login: str) -> None:
    """Raise InvalidInput where it will not do as a password; `login` is the person's."""
    reason = ""
    plain = _normal(password).casefold()
    if len(plain) < SHORTEST:
        reason = "password_short"
    elif len(password) > LONGEST:
        reason = "password_long"
    elif login and login in plain and len(plain) < len(login) + _DIFFERENT:
        reason = "password_login"
    elif len(set(plain)) < _DIFFERENT or _is_run(plain):
        reason = "password_plain"
    if reason:
        raise InvalidInput(
            reason, field="password", reason=reason, shortest=SHORTEST, longest=LONGEST
        )


def _is_run(text: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return steps <= {1, -9} or steps <= {-1, 9}  # -9 and 9: from "9" to "0" and back


def _normal(password: str) -> str:
    # The same letters may be typed composed or not, depending on the keyboard. Lone surrogates have
    # no bytes to hash and come from no keyboard.
    return unicodedata.normalize("NFC", password).encode("utf-8", "replace").decode("utf-8")
