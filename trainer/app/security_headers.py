"""What every answer of the app tells the browser to forbid, in all modes.

Scripts are not limited: Streamlit's pages run inline ones, and user text never becomes markup
(`trainer.ui.safe`). The pages of signing in, which need no script, have stricter rules of their own.
"""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS: Final = {
    # Nobody's page shows ours in a frame, under a button of its own; an <object> or a <base> that got
    # into a page all the same would do nothing.
    "Content-Security-Policy": (
        "frame-ancestors 'none'; object-src 'none'; base-uri 'self'; form-action 'self'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    # Addresses of invitations hold their token: it must not be told to other sites.
    "Referrer-Policy": "same-origin",
}
STRICT_TRANSPORT: Final = "max-age=31536000"
"""A year of https only, for this name alone: other servers of its domain are not ours to decide."""


class SecurityHeaders:
    """ASGI middleware: adds what an answer does not say itself. It stands before all doors, so that
    refusals carry the headers too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                # Over plain http browsers must ignore it, and a server without https would be lost.
                if scope["scheme"] == "https":
                    headers.setdefault("Strict-Transport-Security", STRICT_TRANSPORT)
            await send(message)

        await self._app(scope, receive, told)
