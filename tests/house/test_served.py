"""What a running server answers besides pages."""

from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
import requests
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from tests.house.tab import open_tab
from tests.server import Server

TINY = Path(__file__).resolve().parents[1] / "packs"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("served"), TINY) as started:
        yield started


def test_health_says_version_and_database(server: Server) -> None:
    assert server.get_json("/healthz") == {
        "status": "ok",
        "version": version("threeline"),
        "database": "reachable",
    }


def test_the_start_page_has_a_name_of_its_own_too(server: Server) -> None:
    address = f"http://127.0.0.1:{server.port}/today?lang=ru&p=x"
    answer = requests.get(address, allow_redirects=False, timeout=10)
    assert (answer.status_code, answer.headers["location"]) == (307, "/?lang=ru&p=x")


def test_the_project_s_settings_are_in_force_from_any_folder(server: Server) -> None:
    assert server.get_json("/_stcore/host-config")["allowedOrigins"] == []


def test_the_ready_line_names_the_address(server: Server) -> None:
    assert f"http://127.0.0.1:{server.port}" in server.log.read_text("utf-8")


def test_the_cookie_key_is_its_owner_s_only(server: Server) -> None:
    path = server.database.parent / "cookie-secret"
    assert len(path.read_text("ascii")) == 64
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "headers", [{"X-Forwarded-For": "203.0.113.9"}, {"Host": "evil.example"}], ids=["proxy", "name"]
)
def test_local_mode_answers_this_machine_only(server: Server, headers: dict[str, str]) -> None:
    for path in ("/", "/healthz", "/_stcore/health"):
        status, text = server.get(path, headers)
        assert status == 403
        assert "local mode" in text


@pytest.mark.parametrize("path", ["/", "/practice", "/healthz", "/_stcore/host-config"])
def test_every_answer_forbids_frames_and_tells_no_address_to_others(
    server: Server, path: str
) -> None:
    headers = requests.get(f"{server.url}{path}", timeout=10).headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers  # plain http here


def test_local_mode_opens_no_websocket_through_a_proxy(server: Server) -> None:
    with (
        pytest.raises(InvalidStatus),
        connect(
            f"ws://127.0.0.1:{server.port}/_stcore/stream",
            origin=Origin(server.url),
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"X-Forwarded-For": "203.0.113.9"},
        ),
    ):
        pass


def test_a_tab_is_answered(server: Server) -> None:
    run = open_tab(server, "")
    assert run.navigated
    assert not run.thrown


def test_the_secret_stays_the_same_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "cookie-secret"
    server = Server(tmp_path, TINY)
    with server:
        first = path.read_text("ascii")
    with server:
        assert path.read_text("ascii") == first


def test_importing_the_entry_point_gives_an_asgi_app(root: Path) -> None:
    # In a process of its own: one process can hold one Streamlit runtime only.
    code = "import streamlit_app as entry; print(type(entry.app).__name__)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "App", done.stderr
