"""A running server asks no other machine for anything, whatever it is asked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from tests.house.tab import open_tab, opened
from tests.server import Server

TINY = Path(__file__).resolve().parents[1] / "packs"


class Outside:
    """All that the server would fetch over http goes through here: a proxy that answers nothing."""

    def __init__(self) -> None:
        self.asked: list[bytes] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._listening.accept()
                with caller:
                    self.asked.append(caller.recv(200).split(b"\r\n")[0])

    def close(self) -> None:
        self._listening.close()


@pytest.fixture
def outside() -> Iterator[Outside]:
    made = Outside()
    yield made
    made.close()


def knock(server: Server, origin: str, host: str) -> int:
    """The status of a handshake."""
    try:
        with opened(server.port, origin, host):
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


def test_nobody_outside_is_asked_for_our_address(tmp_path: Path, outside: Outside) -> None:
    proxies = dict.fromkeys(("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"), outside.url)
    with Server(tmp_path, TINY, NO_PROXY="", no_proxy="", **proxies) as server:
        here = f"localhost:{server.port}"
        foreign = knock(server, "http://evil.example", here)
        neighbour = knock(server, "http://127.0.0.1:3000", here)  # another program's page
        own = knock(server, f"http://{here}", here.upper())
        run = open_tab(server, "")
        log = server.log.read_text("utf-8")
    assert outside.asked == []
    assert (foreign, neighbour, own) == (403, 403, 101)
    assert run.navigated
    assert "refused" in log
    assert "http://evil.example" in log
