"""Small parts of the wiring."""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import MappingProxyType

import pytest

from trainer.app.cookie_secret import cookie_secret
from trainer.app.health import database_reachable
from trainer.app.places import front_folder
from trainer.app.plain import to_plain
from trainer.app.serve import bind
from trainer.errors import InvalidInput, StoreUnavailable


class TestCookieSecret:
    def test_is_made_once(self, tmp_path: Path) -> None:
        first = cookie_secret(tmp_path / "new" / "folder")
        assert len(first) == 64
        assert cookie_secret(tmp_path / "new" / "folder") == first

    def test_differs_between_installations(self, tmp_path: Path) -> None:
        assert cookie_secret(tmp_path / "a") != cookie_secret(tmp_path / "b")

    @pytest.mark.parametrize("kept", ["", "short"])
    def test_a_file_without_a_key_is_mended(self, tmp_path: Path, kept: str) -> None:
        (tmp_path / "cookie-secret").write_text(kept)
        made = cookie_secret(tmp_path)
        assert len(made) == 64
        assert cookie_secret(tmp_path) == made

    def test_servers_that_start_together_agree(self, tmp_path: Path) -> None:
        seen: list[str] = []
        start = threading.Barrier(8)

        def make() -> None:
            start.wait()
            seen.append(cookie_secret(tmp_path))

        threads = [threading.Thread(target=make) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(seen) == 8
        assert len(set(seen)) == 1
        assert [path.name for path in tmp_path.iterdir()] == ["cookie-secret"]

    def test_an_impossible_folder_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(StoreUnavailable):
            cookie_secret(tmp_path / "file")


class TestBind:
    def test_small_answers_are_sent_at_once(self) -> None:
        # asyncio sets TCP_NODELAY only where the listening socket names its protocol.
        async def nodelay() -> int:
            loop = asyncio.get_running_loop()
            got: asyncio.Future[int] = loop.create_future()

            def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                accepted = writer.get_extra_info("socket")
                got.set_result(accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
                writer.close()

            listening = bind("127.0.0.1", 0)
            async with await asyncio.start_server(met, sock=listening):
                _, writer = await asyncio.open_connection(*listening.getsockname())
                answer = await got
                writer.close()
                await writer.wait_closed()
                return answer

        # In a thread of its own: the browser tests keep an event loop in this one.
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(lambda: asyncio.run(nodelay())).result() != 0

    def test_a_taken_port_is_told(self) -> None:
        with bind("127.0.0.1", 0) as first, pytest.raises(InvalidInput, match="listens there"):
            bind("127.0.0.1", first.getsockname()[1])

    @pytest.mark.parametrize("host", ["203.0.113.77", "no-such-host.invalid"])
    def test_a_foreign_address_is_told(self, host: str) -> None:
        with pytest.raises(InvalidInput, match="not an address"):
            bind(host, 0)


def test_a_checkout_is_told_from_an_installed_copy(tmp_path: Path, root: Path) -> None:
    assert front_folder() == root
    assert front_folder(tmp_path / "trainer") == tmp_path / "trainer" / "_front"


def test_an_unreachable_database_is_unhealthy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not database_reachable(f"sqlite:///{(tmp_path / 'file' / 'x.db').as_posix()}")
    assert database_reachable(f"sqlite:///{(tmp_path / 'x.db').as_posix()}")


class Level(Enum):
    HIGH = "high"


@dataclass(frozen=True)
class Part:
    names: tuple[str, ...]
    more: MappingProxyType[str, object]


def test_domain_values_become_plain() -> None:
    value = Part(("a", "б"), MappingProxyType({"level": Level.HIGH, "set": frozenset({2, 1})}))
    assert to_plain(value) == {"names": ["a", "б"], "more": {"level": "high", "set": [1, 2]}}


def test_a_value_without_a_plain_form_is_refused() -> None:
    with pytest.raises(TypeError, match=r"no plain form"):
        to_plain(sys)
