"""Websockets are opened for pages of this very server only.

A browser sends the session's cookie with a websocket that any page opens, and no rule of the browser
keeps that page from reading what comes back. Streamlit's own check lets in every page of the same
machine, whatever its port, and looks up the machine's address on the Internet where it is in doubt.
"""

from __future__ import annotations

import logging
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from trainer.app.auth_requests import is_own_origin, origin_place

_POLICY_VIOLATION: Final = 1008
_SHOWN: Final = 200
"""Characters of a stranger's header in a line of the log."""
_log = logging.getLogger(__name__)


class OwnPagesOnly:
    """ASGI middleware: a websocket that a page of another origin opens is refused, with 403.

    One that names no origin is refused as well, as forms are: every browser names it, and no other
    program has anything to do here.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not is_own_origin(headers, secure=scope["scheme"] == "wss"):
            _log.warning(
                "a websocket was refused: it was opened by a page of %r, and this server is %r;"
                " where that is its own page, the proxy in front must pass Host and Origin on",
                headers.get("origin", "")[:_SHOWN],
                headers.get("host", "")[:_SHOWN],
            )
            await receive()  # the connect message must be taken before the close
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return
        await self._app(_agreeing(scope, headers), receive, send)


def _agreeing(scope: Scope, headers: Headers) -> Scope:
    """The handshake with its host written as in its origin. Streamlit compares the two letter by
    letter; over a difference in case or usual port it would refuse, after asking the Internet."""
    host = origin_place(headers["origin"]).encode("latin-1")
    others = [pair for pair in scope["headers"] if pair[0].lower() != b"host"]
    return {**scope, "headers": [(b"host", host), *others]}
