"""GET /healthz: whether this server can do its work."""

from __future__ import annotations

import logging
from importlib.metadata import PackageNotFoundError, version

from anyio import to_thread
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from trainer.app.database import open_database
from trainer.errors import ThreelineError
from trainer.settings import Settings

_log = logging.getLogger(__name__)


def product_version() -> str:
    """The installed release, or "unknown" in a tree that was never installed."""
    try:
        return version("threeline")
    except PackageNotFoundError:
        return "unknown"


def database_reachable(url: str) -> bool:
    """Whether the database answers a query now."""
    try:
        with open_database(url).reading() as session:
            session.execute(text("SELECT 1"))
    except ThreelineError as error:
        _log.warning("the database does not answer: %s", error)
        return False
    return True


def health_route(settings: Settings) -> Route:
    """The route: 200 with status "ok", or 503 with status "degraded"."""

    async def answer_health(request: Request) -> JSONResponse:
        reachable = await to_thread.run_sync(database_reachable, settings.database_url)
        answer = {
            "status": "ok" if reachable else "degraded",
            "version": product_version(),
            "database": "reachable" if reachable else "unreachable",
        }
        return JSONResponse(
            answer, status_code=200 if reachable else 503, headers={"Cache-Control": "no-store"}
        )

    return Route("/healthz", answer_health, methods=["GET"])
