"""A real learning record store (ralph) in an environment of its own, over a folder."""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import urllib3

PYTHON: Final = Path(__file__).parents[2] / ".venv-lrs" / "bin" / "python"
REASON: Final = "no learning record store is installed: scripts/ensure_record_store.sh"
_HASH: Final = (
    "import bcrypt, sys; print(bcrypt.hashpw(sys.argv[1].encode(), bcrypt.gensalt(4)).decode())"
)
_CHECK: Final = """
import json, sys
from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement
for line in sys.stdin:
    try:
        BaseXapiStatement.model_validate(json.loads(line))
        print(0)
    except ValidationError as error:
        print(error.error_count())
"""
_PATIENCE: Final = 60.0


@dataclass(frozen=True)
class RunningStore:
    """A store that answers at `endpoint` to `key` and `secret`."""

    endpoint: str
    key: str
    secret: str

    def get(self, **query: str) -> tuple[int, dict[str, Any]]:
        """What it answers to GET /statements."""
        word = base64.b64encode(f"{self.key}:{self.secret}".encode()).decode()
        answer = urllib3.request(
            "GET",
            f"{self.endpoint}/statements",
            fields=query,
            headers={"Authorization": f"Basic {word}", "X-Experience-API-Version": "1.0.3"},
        )
        return answer.status, answer.json()


@contextmanager
def running_store(folder: Path) -> Iterator[RunningStore]:
    """A fresh store that keeps its statements in `folder` and ends with the block."""
    key, secret = "threeline", "s3cret"
    hashed = subprocess.run(
        [PYTHON, "-c", _HASH, secret], check=True, capture_output=True, text=True, timeout=60
    ).stdout.strip()
    agent = {"account": {"homePage": "https://lrs.example.org", "name": key}}
    entry = {"username": key, "hash": hashed, "scopes": ["all"], "agent": agent}
    (folder / "auth.json").write_text(json.dumps([entry]), "utf-8")
    (folder / "data").mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [PYTHON, "-m", "uvicorn", "ralph.api:app", "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [str(part) for part in command], env=_settings(folder), stdout=log, stderr=log
        )
    try:
        store = RunningStore(f"http://127.0.0.1:{port}/xAPI", key, secret)
        _wait(f"http://127.0.0.1:{port}/__lbheartbeat__", server, folder / "log")
        yield store
    finally:
        server.terminate()
        server.wait(timeout=30)


def objections(statements: Iterable[Mapping[str, Any]]) -> list[int]:
    """How many faults the store's own models of the specification find in each statement: more than
    its server asks for."""
    lines = "".join(json.dumps(one) + "\n" for one in statements)
    found = subprocess.run(
        [PYTHON, "-c", _CHECK], input=lines, check=True, capture_output=True, text=True, timeout=120
    )
    return [int(line) for line in found.stdout.split()]


def _settings(folder: Path) -> Mapping[str, str]:
    return {
        "PATH": os.environ.get("PATH", ""),
        "RALPH_APP_DIR": str(folder),
        "RALPH_AUTH_FILE": str(folder / "auth.json"),
        "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder / "data"),
        "RALPH_BACKENDS__LRS__FS__DEFAULT_LRS_FILE": "statements.jsonl",
    }


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            if urllib3.request("GET", url, retries=False, timeout=5).status == 200:
                return
        except urllib3.exceptions.HTTPError:
            time.sleep(0.2)
    raise AssertionError(f"the record store did not start: {log.read_text('utf-8')[-2000:]}")
