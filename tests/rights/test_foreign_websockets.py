"""A page of another site must not talk to the app through the cookie of whoever looks at it."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket

from tests.rights.conftest import RoutesDesk
from trainer.app.own_pages_only import OwnPagesOnly
from trainer.app.session_cookie import CANDIDATE_COOKIE, COOKIE, seal
from trainer.app.signed_in_only import SignedInOnly

OWN = "https://desk.example"


async def _the_stream(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(websocket.headers["host"])
    await websocket.close()


@pytest.fixture
def app(desk: RoutesDesk) -> Starlette:
    """The two doors of team mode in their order, before a stream that tells its host."""
    return Starlette(
        routes=[WebSocketRoute("/_stcore/stream", _the_stream)],
        middleware=[Middleware(OwnPagesOnly), Middleware(SignedInOnly, lambda: desk)],  # type: ignore[arg-type]
    )


def handshake(
    app: Starlette,
    origin: str | None,
    *,
    host: str | None = "desk.example",
    scheme: str = "wss",
    cookie: str = "",
    **more: str,
) -> list[dict[str, Any]]:
    """What a browser's handshake is answered."""
    headers = {"host": host, "origin": origin, "cookie": cookie or None}
    headers |= {name.replace("_", "-"): value for name, value in more.items()}
    scope = {
        "type": "websocket",
        "scheme": scheme,
        "path": "/_stcore/stream",
        "raw_path": b"/_stcore/stream",
        "query_string": b"",
        "root_path": "",
        "headers": [
            (name.encode(), value.encode("latin-1"))
            for name, value in headers.items()
            if value is not None
        ],
        "client": ("203.0.113.9", 50000),
        "server": ("desk.example", 443),
        "subprotocols": [],
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    return sent


def is_open(answer: list[dict[str, Any]]) -> bool:
    return answer[0]["type"] == "websocket.accept"


@pytest.fixture(params=[COOKIE, CANDIDATE_COOKIE])
def cookie(desk: RoutesDesk, request: pytest.FixtureRequest) -> str:
    """Of somebody with an account, and of a candidate."""
    desk.person("anna")
    return f"{request.param}={seal(desk.token('anna'))}"


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "",
        "null",
        "https://evil.example",
        "https://desk.example.evil.example",
        "https://desk.example:8080",
        "https://desk.example@evil.example",
        "http://desk.example",
        "http://localhost:3000",
        "http://127.0.0.1",
        "http://0.0.0.0",
        "file://desk.example",
        "chrome-extension://desk.example",
        "desk.example",
        "https://[",
        "https://\u00e9",
    ],
)
def test_a_page_of_another_site_is_refused_and_logged(
    app: Starlette, cookie: str, origin: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        answer = handshake(app, origin, cookie=cookie)
    assert [message["type"] for message in answer] == ["websocket.close"]  # the server says 403
    (line,) = caplog.messages
    assert "refused" in line
    assert repr(origin or "") in line
    assert cookie.split("=")[1] not in line


@pytest.mark.parametrize(
    ("origin", "host", "scheme"),
    [
        (OWN, "desk.example", "wss"),
        (OWN, "DESK.example", "wss"),
        (OWN, "desk.example:443", "wss"),
        (OWN, "desk.example", "ws"),  # a proxy spoke https and did not say so
        ("https://desk.example:8501", "desk.example:8501", "wss"),
        ("http://desk.example", "desk.example", "ws"),
        ("http://desk.example", "desk.example:80", "ws"),
        ("http://[::1]:8501", "[::1]:8501", "ws"),
    ],
)
def test_our_own_page_is_answered_behind_any_proxy_that_keeps_the_host(
    app: Starlette, cookie: str, origin: str, host: str, scheme: str
) -> None:
    answer = handshake(app, origin, host=host, scheme=scheme, cookie=cookie)
    assert is_open(answer)


def test_what_stands_behind_sees_the_host_as_the_origin_names_it(
    app: Starlette, cookie: str
) -> None:
    """Streamlit compares the two letter by letter; where they differ it asks the Internet for the
    address of this machine."""
    answer = handshake(app, OWN, host="Desk.example:443", cookie=cookie)
    assert answer[1]["text"] == "desk.example"


def test_without_a_host_nobody_is_let_in(app: Starlette, cookie: str) -> None:
    assert not is_open(handshake(app, "https://", host="", cookie=cookie))
    assert not is_open(handshake(app, OWN, host=None, cookie=cookie))


def test_a_forwarded_host_is_not_believed(app: Starlette, cookie: str) -> None:
    answer = handshake(app, "https://evil.example", cookie=cookie, x_forwarded_host="evil.example")
    assert not is_open(answer)


def test_our_own_page_without_a_cookie_is_refused_as_before(app: Starlette) -> None:
    assert not is_open(handshake(app, OWN))


def test_a_long_origin_does_not_fill_the_log(
    app: Starlette, cookie: str, caplog: pytest.LogCaptureFixture
) -> None:
    handshake(app, "https://" + "a" * 5000, cookie=cookie)
    assert len(caplog.messages[0]) < 600
