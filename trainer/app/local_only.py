"""Local mode has no sign-in, so its server answers this machine only.

`check_safe_start` refuses an unsafe address before the start; this middleware is the second lock,
for servers started by other means (`uvicorn streamlit_app:app --host 0.0.0.0`) and for proxies that
nobody declared. It also refuses foreign host names, by which a web page could reach a loopback
server through a name that it controls.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from trainer.settings import is_loopback

_FORWARDED: Final = frozenset(
    {b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto", b"x-real-ip"}
)
_POLICY_VIOLATION: Final = 1008

REFUSAL: Final = (
    "Threeline runs in local mode, without sign-in, and answers this computer only:"
    " open it as http://localhost on the machine that runs it, without a proxy in between.\n"
    "Threeline работает в локальном режиме, без входа по паролю, и отвечает только этому"
    " компьютеру: откройте http://localhost на той машине, где программа запущена,"
    " без прокси-сервера.\n"
)


def is_local(scope: Scope) -> bool:
    """Whether an ASGI request comes from this machine directly and under a loopback name."""
    headers = {name.lower(): value for name, value in scope["headers"]}
    client = scope.get("client")
    if client is None or not is_loopback(client[0]) or _FORWARDED & headers.keys():
        return False
    try:
        host = urlsplit(f"//{headers.get(b'host', b'').decode('latin-1')}").hostname
    except ValueError:
        return False
    return host is not None and is_loopback(host)


class LocalOnly:
    """ASGI middleware: answers 403, or closes the websocket, where `is_local` does not hold."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or is_local(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse(REFUSAL, status_code=403)(scope, receive, send)
        else:
            await receive()  # the connect message must be taken before the close
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
