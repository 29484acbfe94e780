"""Signing in by a company account over OpenID Connect: Streamlit's own sign-in (Authlib) proves who
it is, then we open a session of ours for them, with roles of ours.

`/auth/company` starts what `st.login` starts, without a page having to be drawn for somebody unknown.
Streamlit's routes talk to the provider and put what it said into a signed cookie; `/auth/company/enter`
takes that cookie, opens the session and deletes the cookie, so that one session remains: ours, which
can be looked up and revoked.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trainer.app.auth_answers import go, notice, refusing, signed_in, work_for
from trainer.app.auth_requests import language_of_request
from trainer.app.team import Team
from trainer.domain.language import LANGUAGES, Language
from trainer.errors import SignInRefused
from trainer.services.accounts.company import CompanyIdentity

_log = logging.getLogger(__name__)
USER_COOKIE: Final = "_streamlit_user"
TOKENS_COOKIE: Final = "_streamlit_user_tokens"
ENTER: Final = "/auth/company/enter"
FRESH: Final = timedelta(minutes=10)
"""How old what the provider said may be: the cookie opens a session right after the sign-in, not
weeks later."""


def providers() -> tuple[str, ...]:
    """Names of the providers in secrets.toml; "default" for the one without a name."""
    section = _auth_section()
    if not section.get("redirect_uri"):
        return ()
    named = tuple(name for name, value in section.items() if isinstance(value, Mapping))
    return (("default",) if "client_id" in section else ()) + named


def company_routes(team: Callable[[], Team]) -> list[Route]:
    """The routes; they answer 404 pages where no provider is set up."""

    async def start(request: Request) -> Response:
        from streamlit.auth_util import encode_provider_token

        wanted = request.query_params.get("provider", "default")
        if wanted not in providers():
            raise SignInRefused("company")
        return go(f"/auth/login?provider={quote(encode_provider_token(wanted))}")

    async def enter(request: Request) -> Response:
        try:
            identity = identity_of(claims_of(request), datetime.now(UTC), request)
            agent = request.headers.get("user-agent", "")
            opened = await work_for(request, lambda: team().company.enter(identity, agent))
        except SignInRefused as error:
            answer = notice(request, error, 403)
        else:
            answer = signed_in(request, "/", opened.token)
        for name in request.cookies:
            if name.startswith(USER_COOKIE):
                answer.delete_cookie(name, path="/")
        return answer

    return [
        Route("/auth/company", refusing(start), methods=["GET"]),
        Route(ENTER, refusing(enter), methods=["GET"]),
    ]


def claims_of(request: Request) -> Mapping[str, Any]:
    """What the provider said, from Streamlit's signed cookie; empty where there is none."""
    from streamlit.auth_util import get_cookie_with_chunks
    from streamlit.web.server.server_util import get_cookie_secret
    from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

    def single(name: str) -> bytes | None:
        return decode_signed_value(get_cookie_secret(), name, request.cookies.get(name, ""))

    try:
        claims = json.loads(get_cookie_with_chunks(single, USER_COOKIE) or b"{}")
    except ValueError:
        return {}
    return claims if isinstance(claims, dict) else {}


def identity_of(claims: Mapping[str, Any], now: datetime, request: Request) -> CompanyIdentity:
    """The identity in the claims of an ID token; raises SignInRefused("company") where they are
    incomplete or too old."""
    issuer, subject, issued = claims.get("iss"), claims.get("sub"), claims.get("iat")
    if not (isinstance(issuer, str) and isinstance(subject, str) and issuer and subject):
        raise SignInRefused("company")
    if len(issuer) > 300 or len(subject) > 255 or not isinstance(issued, int | float):
        raise SignInRefused("company")
    if abs(now.timestamp() - issued) > FRESH.total_seconds():
        raise SignInRefused("company")
    email = claims.get("email")
    return CompanyIdentity(
        issuer=issuer,
        subject=subject,
        email=email if isinstance(email, str) else "",
        email_verified=claims.get("email_verified") is True or _emails_are_trusted(),
        name=str(claims.get("name") or ""),
        language=_language(claims, request),
    )


def _emails_are_trusted() -> bool:
    # Microsoft Entra ID, for one, does not say email_verified; a tenant's own operator knows.
    return _auth_section().get("trust_email") is True


def _language(claims: Mapping[str, Any], request: Request) -> Language:
    wished = str(claims.get("locale") or "")[:2].lower()
    found = next((language for language in LANGUAGES if language == wished), None)
    return found or language_of_request(request)


def _auth_section() -> Mapping[str, Any]:
    from streamlit.auth_util import get_secrets_auth_section

    try:
        section: Mapping[str, Any] = get_secrets_auth_section().to_dict()
    except Exception:  # no secrets file, or one that cannot be read: Streamlit has its own errors
        _log.debug("no [auth] in secrets.toml", exc_info=True)
        return {}
    return section
