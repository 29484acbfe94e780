"""The front door of team mode: whoever has no session is led to the sign-in page before any page of
the app, or its websocket, answers them.

It spares strangers' scripts runs; it is not the only lock. The entry point asks who is there at every
run, each page asks for the role, and each service for the right.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from trainer.app.company_sign_in import ENTER, USER_COOKIE
from trainer.app.session_cookie import CANDIDATE_COOKIE, COOKIE, unseal
from trainer.app.team import Team
from trainer.errors import ThreelineError

_OPEN: Final = ("/auth/", "/oauth2callback", "/healthz", "/static/", "/_stcore/health")
_OWN_CHECKS: Final = ("/_stcore/", "/media/", "/component/")
"""Served to whoever has a signed cookie; asking the database for each file would be slow."""
CANDIDATES_PAGE: Final = "/screening"
"""The one page for people without an account, who carry the cookie of an invitation."""
_POLICY_VIOLATION: Final = 1008


class SignedInOnly:
    """ASGI middleware of team mode."""

    def __init__(self, app: ASGIApp, team: Callable[[], Team]) -> None:
        self._app = app
        self._team = team

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or scope["path"].startswith(_OPEN):
            await self._app(scope, receive, send)
            return
        request = Request({**scope, "type": "http"})  # for its cookies, of a websocket as well
        token = unseal(request.cookies.get(COOKIE))
        candidate = unseal(request.cookies.get(CANDIDATE_COOKIE)) is not None
        if scope["type"] == "websocket":
            if token is None and not candidate:
                await receive()  # the connect message must be taken before the close
                await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
                return
        elif scope["path"].startswith(_OWN_CHECKS) or "/_stcore/" in scope["path"]:
            # The browser also asks below the page's own address; it must hear "no" there, and not be
            # led to a page that answers 200.
            if token is None and not candidate:
                await PlainTextResponse("sign in first", status_code=401)(scope, receive, send)
                return
        elif candidate and scope["path"].rstrip("/") == CANDIDATES_PAGE:
            pass  # the page asks who is there
        elif _is_page(request) and not await self._is_live(token):
            await RedirectResponse(_door(request), 303, {"Cache-Control": "no-store"})(
                scope, receive, send
            )
            return
        await self._app(scope, receive, send)

    async def _is_live(self, token: str | None) -> bool:
        if token is None:
            return False
        try:
            actor = await to_thread.run_sync(lambda: self._team().sign_in.resolve(token))
        except ThreelineError:
            return True  # the database is away; the page itself will say so
        return actor is not None


def _is_page(request: Request) -> bool:
    return request.method in ("GET", "HEAD") and "." not in request.url.path.rsplit("/", 1)[-1]


def _door(request: Request) -> str:
    if USER_COOKIE in request.cookies:
        return ENTER  # just back from the company's sign-in
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return "/auth/sign-in" if wanted == "/" else f"/auth/sign-in?next={quote(wanted, safe='')}"
