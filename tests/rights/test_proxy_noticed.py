"""A proxy that the settings know nothing of is told to whoever reads the log."""

from __future__ import annotations

import logging

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from tests.asgi import Asgi, Browser
from trainer.app.proxy_noticed import ProxyNoticed
from trainer.settings import read_settings


async def _page(request: Request) -> PlainTextResponse:
    return PlainTextResponse(request.url.scheme)


def app(*, declared: bool, trusted: str = "") -> Asgi:
    made = Starlette(
        routes=[Route("/{rest:path}", _page)],
        middleware=[Middleware(ProxyNoticed, declared=declared)],
    )
    # As uvicorn does where the setting is on.
    return ProxyHeadersMiddleware(made, trusted or "127.0.0.1") if declared else made  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "headers", [{"x_forwarded_for": "198.51.100.7"}, {"x_forwarded_proto": "https"}]
)
def test_an_undeclared_proxy_is_told_once_with_the_setting_to_change(
    caplog: pytest.LogCaptureFixture, headers: dict[str, str]
) -> None:
    browser = Browser(app(declared=False))
    with caplog.at_level(logging.WARNING):
        assert browser.get("/", **headers).status == 200
        browser.get("/", **headers)
    (line,) = caplog.messages
    assert "THREELINE_BEHIND_PROXY=yes" in line
    assert "Secure" in line
    assert "198.51.100.7" not in line  # a visitor's address, or whatever a stranger wrote


def test_without_a_proxy_nothing_is_told(caplog: pytest.LogCaptureFixture) -> None:
    Browser(app(declared=False)).get("/")
    Browser(app(declared=True)).get("/")
    assert not caplog.messages


def test_a_declared_proxy_that_is_believed_is_nothing_to_tell(
    caplog: pytest.LogCaptureFixture,
) -> None:
    browser = Browser(app(declared=True, trusted="203.0.113.9"))
    answer = browser.get("/", x_forwarded_proto="https", x_forwarded_for="198.51.100.7")
    assert answer.body == "https"
    assert not caplog.messages


def test_a_declared_proxy_that_is_not_believed_is_told_with_the_setting_to_change(
    caplog: pytest.LogCaptureFixture,
) -> None:
    browser = Browser(app(declared=True, trusted="127.0.0.1"))
    for _ in range(2):
        answer = browser.get("/", x_forwarded_proto="https", x_forwarded_for="198.51.100.7")
        assert answer.body == "http"
    (line,) = caplog.messages
    assert "FORWARDED_ALLOW_IPS=203.0.113.9" in line


def test_team_mode_has_it_and_knows_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    from trainer.app.front import doors

    for said, declared in (("yes", True), ("no", False)):
        settings = read_settings({"THREELINE_MODE": "team", "THREELINE_BEHIND_PROXY": said})
        _, middleware = doors(settings)
        (noticed,) = [one for one in middleware if one.cls is ProxyNoticed]
        assert noticed.kwargs == {"declared": declared}
    _, middleware = doors(read_settings({}))
    assert not [one for one in middleware if one.cls is ProxyNoticed]
