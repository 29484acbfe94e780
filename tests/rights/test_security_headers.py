"""What every answer tells the browser to forbid."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.asgi import Browser
from tests.rights.conftest import RoutesDesk
from trainer.app.auth_pages import auth_page
from trainer.app.local_only import LocalOnly
from trainer.app.security_headers import SecurityHeaders
from trainer.app.signed_in_only import SignedInOnly


async def _page(request: Request) -> Response:
    return PlainTextResponse("a page")


async def _own_rules(request: Request) -> Response:
    return auth_page("notice", "en", to_sign_in=True, carried="")


def app(*doors: Middleware) -> Starlette:
    routes = [Route("/auth/own", _own_rules), Route("/{rest:path}", _page)]
    return Starlette(routes=routes, middleware=[Middleware(SecurityHeaders), *doors])


def rules(answer_csp: str) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer_csp.split(";"))
    return {name: value for name, _, value in parts}


def test_a_page_cannot_be_framed_and_gives_no_address_away() -> None:
    answer = Browser(app()).get("/screening?token=secret")
    assert rules(answer.header("content-security-policy")) == {
        "frame-ancestors": "'none'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
    }
    assert answer.header("x-frame-options") == "DENY"
    assert answer.header("x-content-type-options") == "nosniff"
    assert answer.header("referrer-policy") == "same-origin"


def test_what_a_page_asks_for_itself_stays_and_is_said_once() -> None:
    answer = Browser(app()).get("/auth/own")
    assert rules(answer.header("content-security-policy"))["default-src"] == "'none'"
    for name in ("content-security-policy", "referrer-policy", "x-content-type-options"):
        assert len([key for key, _ in answer.headers if key == name]) == 1


def test_refusals_and_redirects_say_it_as_well(desk: RoutesDesk) -> None:
    refused = Browser(app(Middleware(LocalOnly))).get("/")
    assert refused.status == 403
    led = Browser(app(Middleware(SignedInOnly, lambda: desk))).get("/today")  # type: ignore[arg-type]
    assert led.status == 303
    for answer in (refused, led):
        assert "frame-ancestors 'none'" in answer.header("content-security-policy")
        assert answer.header("referrer-policy") == "same-origin"


@pytest.mark.parametrize(("scheme", "said"), [("https", True), ("http", False)])
def test_https_is_insisted_on_only_where_it_is_spoken(scheme: str, said: bool) -> None:
    answer = Browser(app(), scheme=scheme).get("/")
    assert bool(answer.header("strict-transport-security")) is said
    assert "includesubdomains" not in answer.header("strict-transport-security").lower()
