"""A real `threeline serve` in a process of its own, on a free port and a database of its own."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

START_SECONDS = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Server:
    """Start it with `start` or `with`; `kill` is `kill -9`, and `start` then goes on with the same
    database and port. `environ` are settings of its own."""

    def __init__(self, folder: Path, packs: Path | None = None, **environ: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = folder / "threeline.db"
        self.log = folder / "server.log"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._environ = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("THREELINE_", "STREAMLIT_"))
        }
        self._environ |= {
            "THREELINE_DATABASE_URL": f"sqlite:///{self.database.as_posix()}",
            "THREELINE_CACHE": os.environ["THREELINE_CACHE"],
            "PYTHONUNBUFFERED": "1",
        }
        if packs is not None:
            self._environ["THREELINE_PACKS"] = str(packs)
        self._environ |= environ

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start and wait until /healthz says ok. Only that is asked: no page, no session."""
        command = [sys.executable, "-m", "trainer.app.cli", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            # From another folder than the project's: nothing may depend on where one stands.
            self._process = subprocess.Popen(
                command, cwd=self._folder, env=self._environ, stdout=log, stderr=log
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise AssertionError(f"the server ended at once:\n{self.log.read_text()}")
            try:
                if self.get_json("/healthz")["status"] == "ok":
                    return
            except OSError:
                pass
            time.sleep(0.1)
        self.kill()
        raise AssertionError(f"no answer in {START_SECONDS:.0f} s:\n{self.log.read_text()}")

    def kill(self) -> None:
        self._end(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def get_json(self, path: str) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.get(path)[1])
        return answer

    def _end(self, how: int) -> None:
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(how)
            try:
                self._process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait(timeout=15)
        self._process = None

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
