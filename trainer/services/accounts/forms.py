"""The form of what people type about people: logins, e-mail addresses, names, roles."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from typing import Final, cast

from trainer.domain.language import LANGUAGES, Language
from trainer.domain.people import ROLES, Role
from trainer.errors import InvalidInput, TextTooLong
from trainer.language.limits import clean_text
from trainer.services.local_people import NAME_LIMIT

LOGIN_LIMIT: Final = 60
EMAIL_LIMIT: Final = 254
GROUP_LIMIT: Final = 80
_LOGIN: Final = re.compile(r"[^\W_](?:[\w.@+-]*[^\W_])?")
_EMAIL: Final = re.compile(r"[^@\s<>\"'(),:;\\\[\]]{1,64}@[^\W_](?:[\w.-]*[^\W_])?\.[^\W\d_]{2,}")


def folded(text: str) -> str:
    """`text` as compared with others: without regard to case, width or outer spaces."""
    once = unicodedata.normalize("NFKC", clean_text(text)).casefold()
    return unicodedata.normalize("NFKC", once).strip()


def login_of(text: str) -> str:
    """The login, folded: letters, digits and . _ - + @ inside; 2 to 60 characters.

    Raises InvalidInput(field="login", reason="login_form").
    """
    login = folded(text)
    if not (2 <= len(login) <= LOGIN_LIMIT and _LOGIN.fullmatch(login)):
        raise InvalidInput("a login of letters and digits", field="login", reason="login_form")
    return login


def email_of(text: str) -> str | None:
    """The address, folded, or None for an empty one; raises InvalidInput(field="email")."""
    email = folded(text)
    if not email:
        return None
    if len(email) > EMAIL_LIMIT or not _EMAIL.fullmatch(email) or ".." in email:
        raise InvalidInput("no e-mail address", field="email", reason="email_form")
    return email


def name_of(text: str) -> str:
    """A person's name: one line, single spaces, 1 to 60 characters."""
    return _line(text, "name", NAME_LIMIT)


def group_name_of(text: str) -> str:
    """A group's name: one line, single spaces, 1 to 80 characters."""
    return _line(text, "group", GROUP_LIMIT)


def roles_of(given: Collection[str]) -> frozenset[Role]:
    """Known roles, at least one; raises InvalidInput(field="roles")."""
    if not given or not set(given) <= set(ROLES):
        raise InvalidInput(f"roles are {', '.join(ROLES)}", field="roles", roles=", ".join(ROLES))
    return frozenset(cast("Collection[Role]", given))


def language_of(text: str) -> Language:
    """A language of the product; raises InvalidInput(field="language")."""
    for language in LANGUAGES:
        if language == text:
            return language
    raise InvalidInput(f"languages are {', '.join(LANGUAGES)}", field="language")


def token_hash(token: str) -> str:
    """What is stored of a token. Tokens are random and long, so that a quick hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _line(text: str, field: str, limit: int) -> str:
    clean = " ".join(clean_text(text).split())
    if not any(char.isalnum() for char in clean):
        raise InvalidInput("a name needs a letter or a digit", field=field)
    if len(clean) > limit:
        raise TextTooLong(field=field, limit=limit, length=len(clean))
    return clean
