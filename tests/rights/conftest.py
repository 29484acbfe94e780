"""The routes of team mode over a database of their own, without a server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tests.asgi import Browser
from tests.services.accounts.desk import AccountsDesk
from trainer.app.company_sign_in import company_routes
from trainer.app.cookie_secret import SECRET_VARIABLE
from trainer.app.request_address import request_address
from trainer.app.sign_in_routes import SignInRoutes
from trainer.app.signed_in_only import SignedInOnly

Visit = Callable[..., Browser]


class RoutesDesk(AccountsDesk):
    """The services of accounts behind the real routes; what is stored has the request's address."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, request_address)
        team = lambda: self  # noqa: E731
        self.app = Starlette(
            routes=[
                *SignInRoutes(team).routes(),  # type: ignore[arg-type]
                *company_routes(team),  # type: ignore[arg-type]
                Route("/{rest:path}", _the_app),
            ],
            middleware=[Middleware(SignedInOnly, team)],  # type: ignore[arg-type]
        )


async def _the_app(request: Request) -> PlainTextResponse:
    return PlainTextResponse("the app")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RoutesDesk]:
    monkeypatch.setenv(SECRET_VARIABLE, "k" * 64)
    made = RoutesDesk(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def visit(desk: RoutesDesk) -> Visit:
    """A browser at the server; keyword arguments as of Browser."""
    return lambda **given: Browser(desk.app, **given)
