"""A candidate's way in: the link of an invitation, used by a click, and a cookie that scripts cannot
read. A candidate has no account."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trainer.app.auth_answers import go, refusing, work_for
from trainer.app.auth_pages import auth_page
from trainer.app.auth_requests import is_secure, language_of_request, read_form
from trainer.app.session_cookie import CANDIDATE_COOKIE, seal, unseal
from trainer.app.signed_in_only import CANDIDATES_PAGE
from trainer.errors import ScreeningRefused
from trainer.services.screening.entrance import SECRET_DAYS, Entrance

PATH = "/auth/screening"


class CandidateRoutes:
    """The routes over the use case that `entrance` gives; it is asked at each request, because the
    database is opened after the routes are made."""

    def __init__(self, entrance: Callable[[], Entrance]) -> None:
        self._entrance = entrance

    def routes(self) -> list[Route]:
        """Both of them."""
        return [
            Route(PATH, refusing(self.show), methods=["GET"]),
            Route(PATH, refusing(self.come_in), methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """What the link is for. Mail programs open links by themselves: looking uses nothing up."""
        return await self._page(request, request.query_params.get("token", "")[:200])

    async def come_in(self, request: Request) -> Response:
        """Use the link: the cookie, and on to the screening."""
        token = (await read_form(request)).get("token", "")[:200]
        try:
            entered = await work_for(request, lambda: self._entrance().open(token))
        except ScreeningRefused as refused:
            return await self._refused(request, token, refused)
        answer = go(CANDIDATES_PAGE)
        answer.set_cookie(
            CANDIDATE_COOKIE,
            seal(entered.secret),
            max_age=SECRET_DAYS * 86_400,
            path="/",
            secure=is_secure(request),
            httponly=True,
            samesite="lax",
        )
        return answer

    async def _page(self, request: Request, token: str) -> Response:
        try:
            title, language = await work_for(request, lambda: self._entrance().peek(token))
        except ScreeningRefused as refused:
            return await self._refused(request, token, refused)
        # The invitation's own language, unless the reader asks for the other one.
        if "lang" in request.query_params:
            language = language_of_request(request)
        return auth_page(
            "screening", language, carried=_carried(token), token=token, campaign=title
        )

    async def _refused(self, request: Request, token: str, refused: ScreeningRefused) -> Response:
        """Why not; but on to the screening for the candidate who comes back by their own used link."""
        secret = unseal(request.cookies.get(CANDIDATE_COOKIE)) or ""
        own = await work_for(request, lambda: self._entrance().is_own(token, secret))
        if own:
            return go(CANDIDATES_PAGE)
        return auth_page(
            "notice",
            language_of_request(request),
            error=refused,
            status=404,
            carried=_carried(token),
            to_sign_in=False,  # candidates have no account
        )


def _carried(token: str) -> str:
    """The link as a part of the address that shows the page in the other language."""
    return f"&token={quote(token, safe='')}"
