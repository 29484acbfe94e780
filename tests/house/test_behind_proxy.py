"""A real server in team mode behind a proxy that speaks https: who may open what, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from websockets.exceptions import InvalidStatus

from tests.house.tab import opened, rerun
from tests.server import Server
from trainer.app.session_cookie import COOKIE
from trainer.app.team import Team, wire_team
from trainer.app.wiring import new_id, now
from trainer.services.accounts.trail import OPERATOR
from trainer.store.engine import connect as open_database
from trainer.ui.strings import words

TINY = Path(__file__).resolve().parents[1] / "packs"
OWN = "https://desk.example"
PASSWORD = "five plain words in a row"
FORWARDED = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings: dict[str, Any] = {"THREELINE_MODE": "team", "THREELINE_BEHIND_PROXY": "yes"}
    with Server(tmp_path_factory.mktemp("proxied"), TINY, **settings) as started:
        yield started


@pytest.fixture(scope="module")
def team(server: Server) -> Iterator[Team]:
    database = open_database(f"sqlite:///{server.database.as_posix()}")
    made = wire_team(database, now, new_id)
    made.accounts.create(OPERATOR, "Irina", "boss", "en", ["administrator"], password=PASSWORD)
    yield made
    database.close()


@pytest.fixture(scope="module")
def cookie(server: Server, team: Team) -> str:
    """The session's cookie, as the browser got it through the proxy."""
    answer = requests.post(
        f"{server.url}/auth/sign-in",
        data={"login": "boss", "password": PASSWORD},
        headers={**FORWARDED, "Host": "desk.example", "Origin": OWN},
        allow_redirects=False,
        timeout=20,
    )
    assert answer.status_code == 303
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"]
    (value,) = [one.value for one in answer.cookies if one.name == COOKIE]
    return f"{COOKIE}={value}"


def test_another_site_gets_no_websocket_for_the_visitor_s_cookie(
    server: Server, cookie: str
) -> None:
    for origin in ("https://evil.example", "http://localhost:3000", "http://desk.example"):
        with (
            pytest.raises(InvalidStatus) as refused,
            opened(server.port, origin, "desk.example", {**FORWARDED, "Cookie": cookie}),
        ):
            pass
        assert refused.value.response.status_code == 403
        assert origin in server.log.read_text("utf-8")


def test_a_websocket_that_stays_open_shows_nothing_once_the_session_was_revoked(
    server: Server, team: Team, cookie: str
) -> None:
    own = words("en")
    with opened(server.port, OWN, "desk.example", {**FORWARDED, "Cookie": cookie}) as stream:
        before = rerun(stream, f"{OWN}/people", "people")
        assert any("Irina" in text for text in before.texts)
        (line,) = team.accounts.page(OPERATOR).lines
        team.sessions.revoke_all(OPERATOR, line.account.person)
        after = rerun(stream, f"{OWN}/people", "people")
    assert any(own("signed_out.title") in text for text in after.texts)
    assert not any("Irina" in text for text in after.texts)
    assert not after.thrown
    assert not server.log.read_text("utf-8").count("FORWARDED_ALLOW_IPS")
