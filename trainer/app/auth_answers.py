"""Answers that the routes of signing in share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from trainer.app.auth_pages import auth_page
from trainer.app.auth_requests import FormRefused, address_of, is_secure, language_of_request
from trainer.app.request_address import coming_from
from trainer.app.session_cookie import put_cookie
from trainer.errors import SignInRefused, ThreelineError

_T = TypeVar("_T")
Answer = Callable[[Request], Awaitable[Response]]
_hashing: Final = CapacityLimiter(4)
"""A check of a password takes 64 MB for a moment: a crowd must wait, not fill the memory."""


def signed_in(request: Request, wanted: str, token: str) -> Response:
    """On to the page wanted, with the session's cookie."""
    answer = go(wanted)
    put_cookie(answer, token, secure=is_secure(request))
    return answer


def go(where: str) -> RedirectResponse:
    """On to another page, by GET."""
    return RedirectResponse(where, status_code=303, headers={"Cache-Control": "no-store"})


async def work_for(request: Request, action: Callable[[], _T]) -> _T:
    """Run blocking work in a thread, with the request's address known to it."""

    def work() -> _T:
        with coming_from(address_of(request)):
            return action()

    return await to_thread.run_sync(work, limiter=_hashing)


def notice(request: Request, error: ThreelineError, status: int) -> Response:
    """A page that says what did not work and leads back to the sign-in page."""
    language = language_of_request(request)
    return auth_page("notice", language, error=error, status=status, carried="", to_sign_in=True)


def refusing(answer: Answer) -> Answer:
    """Answers what was not taken, or did not work, with a page of our own."""

    async def guarded(request: Request) -> Response:
        try:
            return await answer(request)
        except ThreelineError as error:
            refused = 403 if isinstance(error, SignInRefused) else 503
            status = error.status if isinstance(error, FormRefused) else refused
            return notice(request, error, status)

    return guarded
