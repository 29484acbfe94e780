"""A real server in team mode: what strangers get, and a sign-in with a company account."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from tests.house.provider import CLIENT, SECRET, Provider
from tests.server import Server
from trainer.app.session_cookie import COOKIE
from trainer.app.team import wire_team
from trainer.app.wiring import new_id, now
from trainer.services.accounts.trail import OPERATOR
from trainer.store.engine import connect as open_database

TINY = Path(__file__).resolve().parents[1] / "packs"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    pytest.importorskip("httpx", reason="st.login needs Authlib and httpx")
    with Provider() as started:
        yield started


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("team"), TINY, THREELINE_MODE="team") as started:
        yield started


def test_a_stranger_is_led_to_the_sign_in_page(server: Server) -> None:
    for path in ("/", "/today", "/people", "/no-such-page"):
        answer = requests.get(f"{server.url}{path}", allow_redirects=False, timeout=10)
        assert (answer.status_code, "/auth/sign-in" in answer.headers["location"]) == (303, True)
    assert "Sign in" in requests.get(server.url, timeout=10, headers={"Accept-Language": "en"}).text
    assert server.get_json("/healthz")["status"] == "ok"


def test_a_stranger_gets_no_websocket_and_no_upload(server: Server) -> None:
    with (
        pytest.raises(InvalidStatus),
        connect(
            f"ws://127.0.0.1:{server.port}/_stcore/stream",
            origin=Origin(server.url),
            subprotocols=[Subprotocol("streamlit")],
        ),
    ):
        pass
    for path in ("/_stcore/upload_file/x/y", "/media/x.png", "/_stcore/metrics"):
        assert requests.put(f"{server.url}{path}", timeout=10).status_code == 401


def test_a_company_account_is_let_in_by_an_invitation_to_its_address(
    provider: Provider, tmp_path: Path
) -> None:
    server = Server(tmp_path, TINY, THREELINE_MODE="team")
    secrets = tmp_path / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir()
    secrets.write_text(
        f'[auth]\nredirect_uri = "{server.url}/oauth2callback"\n'
        f'cookie_secret = "{"c" * 64}"\n'
        f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'
        f'server_metadata_url = "{provider.url}/.well-known/openid-configuration"\n'
    )
    provider.claims = {"sub": "7", "email": "anna@desk.example", "email_verified": True}
    provider.claims["name"] = "Anna Belova"
    with server:
        browser = requests.Session()
        browser.headers["Accept-Language"] = "en"
        page = browser.get(f"{server.url}/auth/sign-in", timeout=20)
        assert "/auth/company?provider=default" in page.text
        refused = browser.get(f"{server.url}/auth/company?provider=default", timeout=20)
        assert refused.status_code == 403
        assert "Ask your administrator for an invitation" in refused.text
        assert COOKIE not in browser.cookies

        database = open_database(f"sqlite:///{server.database.as_posix()}")
        team = wire_team(database, now, new_id)
        team.invitations.invite(OPERATOR, ["mentor"], email="anna@desk.example")
        entered = browser.get(f"{server.url}/auth/company?provider=default", timeout=20)
        assert (entered.status_code, entered.url) == (200, f"{server.url}/")
        assert COOKIE in browser.cookies
        assert not [one for one in browser.cookies if one.name.startswith("_streamlit_user")]
        (line,) = team.accounts.page(OPERATOR).lines
        assert (line.account.name, line.account.roles) == ("Anna Belova", {"mentor"})
        team.sessions.revoke_all(OPERATOR, line.account.person)
        back = browser.get(server.url, timeout=20, allow_redirects=False)
        assert "/auth/sign-in" in back.headers["location"]
        database.close()
