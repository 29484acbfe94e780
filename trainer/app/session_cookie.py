"""The cookie that carries a session's token: signed, so that guesses never reach the database."""

from __future__ import annotations

import hashlib
import os
from typing import Final

from itsdangerous import BadSignature, Signer
from starlette.responses import Response

from trainer.app.cookie_secret import SECRET_VARIABLE
from trainer.services.accounts.sign_in import LIFETIME

COOKIE: Final = "threeline_session"
CANDIDATE_COOKIE: Final = "threeline_candidate"
"""Carries the secret of a candidate's sitting, who has no account; sealed in the same way."""
_SALT: Final = "threeline.session"
_LONGEST: Final = 200


def seal(token: str) -> str:
    """The token as the cookie's value."""
    return _signer().sign(token).decode("ascii")


def unseal(value: str | None) -> str | None:
    """The token, or None where the value is missing or was not made by this installation."""
    if not value or len(value) > _LONGEST:
        return None
    try:
        return _signer().unsign(value.encode("utf-8", "replace")).decode("ascii")
    except (BadSignature, UnicodeDecodeError):
        return None


def put_cookie(response: Response, token: str, *, secure: bool) -> None:
    """Hand the token to the browser: out of reach of scripts and of other sites' forms."""
    response.set_cookie(
        COOKIE,
        seal(token),
        max_age=int(LIFETIME.total_seconds()),
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )


def drop_cookie(response: Response, *, secure: bool) -> None:
    """Take the cookie back."""
    response.delete_cookie(COOKIE, path="/", secure=secure, httponly=True, samesite="lax")


def _signer() -> Signer:
    # The key is the one that signs Streamlit's cookies; the salt makes ours different ones.
    key = os.environ[SECRET_VARIABLE]
    return Signer(key, salt=_SALT, key_derivation="hmac", digest_method=hashlib.sha256)
