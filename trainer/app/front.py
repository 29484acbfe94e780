"""What the ASGI form of streamlit_app.py adds to Streamlit: own routes, locks, start and end."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, TypedDict

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from trainer.app.cookie_secret import SECRET_VARIABLE, cookie_secret
from trainer.app.database import open_database
from trainer.app.health import health_route
from trainer.app.local_only import LocalOnly
from trainer.app.own_pages_only import OwnPagesOnly
from trainer.app.places import data_folder
from trainer.app.proxy_noticed import ProxyNoticed
from trainer.app.security_headers import SecurityHeaders
from trainer.app.start_page import start_page_route
from trainer.settings import Settings, check_safe_start, read_settings


class FrontOptions(TypedDict):
    """Keyword arguments of `streamlit.App`."""

    routes: list[BaseRoute]
    middleware: list[Middleware]
    lifespan: Any


def front_options() -> FrontOptions:
    """Read the settings and prepare the process for `streamlit.App`.

    Call it before Streamlit reads its configuration, which is when the first App is started: the
    key that signs cookies is handed over in the environment. Raises InvalidInput, UnsafeStart or
    StoreUnavailable where the server must not start.
    """
    settings = read_settings(os.environ)
    check_safe_start(settings)
    if not os.environ.get(SECRET_VARIABLE):
        os.environ[SECRET_VARIABLE] = cookie_secret(data_folder(settings))
    _only_registered_pages()
    routes, middleware = doors(settings)
    return FrontOptions(
        routes=[health_route(settings), start_page_route(), *routes],
        middleware=middleware,
        lifespan=_lifespan(settings),
    )


def doors(settings: Settings) -> tuple[list[BaseRoute], list[Middleware]]:
    """Who is let in: this machine only, or whoever signs in at the routes given. Outermost first."""
    always = [Middleware(SecurityHeaders), Middleware(OwnPagesOnly)]
    if settings.mode == "local":
        return [], [*always, Middleware(LocalOnly)]
    from trainer.app.team_front import team_door

    routes, door = team_door(settings)
    return routes, [*always, Middleware(ProxyNoticed, declared=settings.behind_proxy), door]


def _only_registered_pages() -> None:
    """Tell Streamlit that `pages/` is no pages folder of its own, before anybody visits.

    It learns that at the first st.navigation only; until then the first visitor who opens /debrief
    gets "Page not found" over the page, and files directly in pages/ would run unguarded. There is no
    public setting for it; where a later Streamlit has no such attribute, nothing is lost but this.
    """
    from streamlit.runtime import pages_manager

    manager: Any = getattr(pages_manager, "PagesManager", None)
    if hasattr(manager, "uses_pages_directory"):
        manager.uses_pages_directory = False


def _lifespan(settings: Settings) -> Callable[[object], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: object) -> AsyncIterator[None]:
        # Opened before the first visitor, so that a broken database stops the start and is not
        # found by somebody in the middle of a ticket.
        open_database(settings.database_url)
        yield

    return lifespan
