"""GET /today: the start page, whose own address is /."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route


def start_page_route() -> Route:
    """The start page is called like the others by whoever types its name; Streamlit knows it as / only
    and would tell them, in English, that there is no such page."""

    def lead(request: Request) -> RedirectResponse:
        query = request.url.query
        return RedirectResponse(f"/?{query}" if query else "/", status_code=307)

    return Route("/today", lead, methods=["GET", "HEAD"])
