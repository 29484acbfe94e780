"""A throw-away PostgreSQL of this machine's own programs: a folder, a socket, no network port."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

_SETTINGS: Final = "-c listen_addresses='' -c fsync=off -c max_connections=60"
"""Nobody else reaches it, and what it holds outlives no test."""
REASON: Final = (
    "no PostgreSQL server is installed here (Debian: apt-get install postgresql); "
    "THREELINE_TEST_POSTGRES may name a running one as a postgresql:// URL"
)


class NoServer(Exception):
    """PostgreSQL cannot be started here; the text says why."""


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`, the newest where there are several."""
    on_path = shutil.which("initdb")
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda found: [int(part) for part in found.parts[-3].split(".") if part.isdigit()],
    )
    folders = [found.parent for found in reversed(debian)]
    folders += [Path(on_path).resolve().parent] if on_path else []
    return next((folder for folder in folders if (folder / "postgres").is_file()), None)


@contextmanager
def running() -> Iterator[str]:
    """The postgresql:// URL of a fresh server, which ends with the block; raises NoServer."""
    found = programs()
    if found is None:
        raise NoServer(REASON)
    with tempfile.TemporaryDirectory(prefix="tl-pg-") as name:  # short: a socket's path is limited
        folder = Path(name)
        # PostgreSQL refuses to run as root.
        user = "nobody" if os.name == "posix" and os.geteuid() == 0 else None
        if user:
            shutil.chown(folder, user)
        data = folder / "data"
        _run([found / "initdb", "-D", data, "-U", "threeline", "-A", "trust", "-E", "UTF8"], user)
        options = f"{_SETTINGS} -k {folder}"
        control: list[str | Path] = [found / "pg_ctl", "-D", data, "-w", "-t", "60"]
        _run([*control, "-l", folder / "log", "-o", options, "start"], user)
        try:
            yield f"postgresql://threeline@/postgres?host={folder}"
        finally:
            _run([*control, "-m", "immediate", "stop"], user)


def _run(command: list[str | Path], user: str | None) -> None:
    try:
        subprocess.run(
            [str(part) for part in command],
            check=True,
            cwd="/",
            user=user,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=120,
        )
    except (subprocess.SubprocessError, OSError) as error:
        _cannot(error)


def _cannot(error: Exception) -> NoReturn:
    told = getattr(error, "stderr", None) or b""
    raise NoServer(f"PostgreSQL would not start: {error} {told.decode(errors='replace')[:300]}")
