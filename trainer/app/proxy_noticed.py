"""Says in the log, once, that a proxy is in front of which the settings know nothing.

The server then takes https for http and everybody for the proxy: cookies go out without `Secure`, the
audit names one address for all, and who guesses passwords holds up the whole office.
"""

from __future__ import annotations

import logging
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

_FORWARDED: Final = ("x-forwarded-for", "x-forwarded-proto")
_UNDECLARED: Final = (
    "a request came through a proxy (it carries %s), but THREELINE_BEHIND_PROXY is off: cookies are"
    " sent without Secure, and the audit shows the proxy's address in place of the visitors'."
    " Set THREELINE_BEHIND_PROXY=yes and start the server again. Where no proxy is in front, a"
    " visitor wrote the header, and nothing needs to be done"
)
_NOT_BELIEVED: Final = (
    "a proxy at %s says that the visitor came by https, but is not believed: cookies are sent"
    " without Secure, and the audit shows the proxy's address in place of the visitors'."
    " If that is your proxy, set FORWARDED_ALLOW_IPS=%s and start the server again"
)
_log = logging.getLogger(__name__)


class ProxyNoticed:
    """ASGI middleware of team mode; `declared` says whether the settings know of a proxy."""

    def __init__(self, app: ASGIApp, *, declared: bool) -> None:
        self._app = app
        self._declared = declared
        self._told = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._told and scope["type"] in ("http", "websocket"):
            self._look(scope)
        await self._app(scope, receive, send)

    def _look(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        named = [name for name in _FORWARDED if name in headers]
        if not named:
            return
        if not self._declared:
            self._told = True
            _log.warning(_UNDECLARED, " and ".join(named))
        elif headers.get("x-forwarded-proto") == "https" and scope["scheme"] in ("http", "ws"):
            # uvicorn would have taken the scheme over from a proxy that it trusts.
            self._told = True
            client = (scope.get("client") or ("its address",))[0]
            _log.warning(_NOT_BELIEVED, client, client)
