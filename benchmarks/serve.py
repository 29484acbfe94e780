"""What a trainee's turn costs on a running server, beside an almost empty app in the same run.

`python -m benchmarks.serve`. It drives the server with the protocol-level load client kept in
../shared/tools/st_load.py and says so where that is absent.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from benchmarks.report import Figure, finish, percentile
from trainer.app.wiring import wire
from trainer.domain.people import Actor
from trainer.settings import read_settings

ROOT = Path(__file__).parents[1]
CLIENT = ROOT.parent / "shared" / "tools" / "st_load.py"
THINK = 2.0
TURNS = 8
SAYINGS = (
    "Hello, I understand, let us have a look together.",
    "Does anyone else have this problem?",
    "What does the screen say exactly?",
    "Since when has it been like this?",
    "By when do you need it?",
    "What is the name of your computer?",
    "Please hold on, I am looking into it.",
    "Does it work now?",
)
Turn = Callable[[Any, int], Awaitable[None]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def rss_megabytes(pid: int) -> float:
    """Resident memory of a process, MB; 0 where the system does not tell."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return 0.0


@contextmanager
def running(command: list[str], port: int, environ: dict[str, str]) -> Iterator[tuple[int, float]]:
    """A server process: (pid, seconds until it answered)."""
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environ, cwd=ROOT)
    try:
        while True:
            with suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
                break
            if process.poll() is not None or time.perf_counter() - started > 90:
                raise RuntimeError("the server did not start")
            time.sleep(0.05)
        yield process.pid, time.perf_counter() - started
    finally:
        process.terminate()
        process.wait(20)


async def sessions(
    client_class: Any, url: str, queries: list[str], page: str
) -> tuple[list[float], list[str]]:
    """Milliseconds of all turns of one session per query, at a mean think time of THINK seconds."""
    times: list[float] = []
    errors: list[str] = []

    async def one(number: int, query: str) -> None:
        rng = random.Random(number)
        await asyncio.sleep(rng.uniform(0, THINK * 1.5))
        async with client_class(url, query_string=query, timeout=60) as client:
            await client.open(page)
            for turn in range(TURNS):
                await asyncio.sleep(rng.uniform(0.5, 1.5) * THINK)
                done = await client.chat(SAYINGS[turn % len(SAYINGS)])
                if done.ok:
                    times.append(done.total_ms)
                else:
                    errors.append(done.error)

    results = await asyncio.gather(
        *(one(n, query) for n, query in enumerate(queries)), return_exceptions=True
    )
    errors += [str(result) for result in results if isinstance(result, BaseException)]
    return times, errors


def prepared(environ: dict[str, str], count: int) -> list[str]:
    """Query strings of `count` profiles, each with an open line-1 ticket."""
    services = wire(read_settings(environ))
    queries = []
    for _ in range(count):
        profile = services.local_people.create(f"Load {time.perf_counter_ns()}", "en")
        actor = Actor(profile.id, frozenset({"newcomer"}))
        ticket = services.practice.queue(actor, "en", 1)[0]
        attempt = services.practice.start(actor, ticket.key, "en")
        queries.append(f"p={profile.id}&attempt={attempt}&lang=en")
    return queries


def measure(client_class: Any) -> list[Figure]:
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environ = {
            **os.environ,
            "THREELINE_DATABASE_URL": f"sqlite:///{folder}/load.db",
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-m", "trainer.app.cli", "serve", "--port", str(port)]
        url = f"http://127.0.0.1:{port}"
        with running(command, port, environ) as (pid, seconds):
            first = time.perf_counter()
            asyncio.run(_first_page(client_class, url))
            figures += [
                Figure("start of the server to the first answer", seconds, "s"),
                Figure("first page after that", time.perf_counter() - first, "s", 60 - seconds),
                Figure("memory after the first page", rss_megabytes(pid), "MB"),
            ]
            time.sleep(
                8
            )  # the warm-up of understanding and first proofs runs beside the first page
            for count in (1, 10, 50):
                queries = prepared(environ, count)
                before = rss_megabytes(pid)
                times, errors = asyncio.run(sessions(client_class, url, queries, "practice"))
                figures += _turns(f"a turn, {count} session(s)", times, errors, count)
                grown = (rss_megabytes(pid) - before) / count
                if count == 50:
                    figures.append(Figure("memory a session, at 50", grown, "MB"))
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.empty_server", str(port)]
    with running(command, port, {**os.environ, "PYTHONPATH": str(ROOT)}):
        for count in (1, 10, 50):
            url = f"http://127.0.0.1:{port}"
            times, errors = asyncio.run(sessions(client_class, url, [""] * count, ""))
            figures += _turns(f"almost empty app, {count} session(s)", times, errors, 0)
    values = {figure.name: figure.value for figure in figures}
    ratio = values["a turn, 50 session(s), p95"] / values["almost empty app, 50 session(s), p95"]
    return [*figures, Figure("p95 of a turn over the empty app's, 50 sessions", ratio, "times")]


def _turns(name: str, times: list[float], errors: list[str], count: int) -> list[Figure]:
    for error in errors[:3]:
        print(f"error: {error}", file=sys.stderr)
    if not times:
        raise RuntimeError(f"{name}: no turn was answered")
    aim = 60.0 if count == 50 else None
    return [
        Figure(f"{name}, p50", percentile(times, 0.50), "ms"),
        Figure(f"{name}, p95", percentile(times, 0.95), "ms", aim),
        Figure(f"{name}, failed", len(errors), "turns", 0 if count else None),
    ]


async def _first_page(client_class: Any, url: str) -> None:
    async with client_class(url, timeout=90) as client:
        await client.open("")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit 1 where an aim is missed")
    arguments = parser.parse_args()
    if not CLIENT.is_file():
        print(f"skipped: the load client {CLIENT.name} is not here (../shared/tools)")
        return 0
    spec = importlib.util.spec_from_file_location("st_load", CLIENT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["st_load"] = module
    spec.loader.exec_module(module)
    return finish("serve", measure(module.StClient), arguments.check)


if __name__ == "__main__":
    raise SystemExit(main())
