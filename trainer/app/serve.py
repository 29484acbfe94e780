"""`threeline serve`: uvicorn on the ASGI form of streamlit_app.py, tuned for many small turns."""

from __future__ import annotations

import errno
import importlib.util
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import uvicorn

from trainer.app.database import open_database
from trainer.app.places import front_folder
from trainer.errors import InvalidInput
from trainer.settings import Settings, check_safe_start, read_settings

SWITCH_SECONDS: Final = 0.001
"""How long one busy rerun may hold the interpreter while others wait; Python's own 5 ms let three
busy reruns delay everybody else's turn to two seconds."""

_BACKLOG: Final = 2048
_PING_SECONDS: Final = 30.0
_STOP_SECONDS: Final = 5
_MESSAGE_BYTES: Final = 20 * 1024 * 1024


def serve(host: str | None, port: int | None, say: Callable[[str], None]) -> None:
    """Serve until stopped; `host` and `port` override the settings, `say` prints a line.

    Raises InvalidInput, UnsafeStart or StoreUnavailable where the server must not or cannot start.
    """
    settings = _settings(host, port)
    check_safe_start(settings)
    open_database(settings.database_url)
    listening = bind(settings.host, settings.port)
    # Read again by streamlit_app.py when it is imported and at every script run.
    os.environ["THREELINE_HOST"] = settings.host
    os.environ["THREELINE_PORT"] = str(settings.port)
    sys.setswitchinterval(SWITCH_SECONDS)
    config = tuned(load_app(front_folder() / "streamlit_app.py"), settings.behind_proxy)
    server = _Announcing(config, lambda: say(_ready_line(settings)))
    try:
        server.run(sockets=[listening])
    finally:
        listening.close()
    if not server.started:
        raise InvalidInput("the server did not start; the lines above say why")


def tuned(app: Any, behind_proxy: bool = False) -> uvicorn.Config:
    """uvicorn's configuration for an app of many small turns."""
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        backlog=_BACKLOG,
        proxy_headers=behind_proxy,
        server_header=False,
        timeout_graceful_shutdown=_STOP_SECONDS,
        ws_max_size=_MESSAGE_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=_PING_SECONDS,
        ws_ping_timeout=_PING_SECONDS,
    )


class _Announcing(uvicorn.Server):
    """A server that tells when it accepts visitors."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def bind(host: str, port: int) -> socket.socket:
    """A listening address, taken before anything heavy is loaded.

    Raises InvalidInput where the port is taken, reserved, or the host is not one of this machine.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror:
        raise _bad_host(host) from None
    family, kind, _, _, address = found[0]
    # The protocol is named because asyncio sets TCP_NODELAY only on sockets that name it; without
    # it a turn right after another one waits 40 ms for the browser's delayed acknowledgement.
    listening = socket.socket(family, kind, socket.IPPROTO_TCP)
    if os.name == "posix":  # on Windows this option lets two servers share a port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRNOTAVAIL:
            raise _bad_host(host) from None
        raise InvalidInput(
            f"port {port} on {host} cannot be used ({_reason(error)});"
            f" stop what uses it, or choose another one: threeline serve --port {_other(port)}",
            field="THREELINE_PORT",
            expected="a free port",
        ) from None
    listening.setblocking(False)
    return listening


def load_app(script: Path) -> Any:
    """The ASGI app that the file `script` makes when it is imported."""
    spec = importlib.util.spec_from_file_location("streamlit_app", script)
    if spec is None or spec.loader is None or not script.is_file():
        raise InvalidInput(f"the installation is incomplete: {script} is missing")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.app


def _settings(host: str | None, port: int | None) -> Settings:
    settings = read_settings(os.environ)
    return replace(settings, host=host or settings.host, port=port or settings.port)


def _bad_host(host: str) -> InvalidInput:
    return InvalidInput(
        f"{host!r} is not an address of this machine; use --host 127.0.0.1",
        field="THREELINE_HOST",
        expected="an address of this machine",
    )


def _reason(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "another program listens there"
    if error.errno in (errno.EACCES, errno.EPERM):
        return "the system reserves it"
    return error.strerror or str(error)


def _other(port: int) -> int:
    return port + 1 if port < 65535 else 8501


def _ready_line(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"Threeline is ready: http://{host}:{settings.port}  (stop it with Ctrl+C)"
