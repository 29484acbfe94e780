"""Routes of team mode: signing in and out, accepting an invitation, one's own password.

They are routes and not pages, because only an HTTP answer can set a cookie that scripts cannot read.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trainer.app.auth_answers import Answer, go, refusing, signed_in, work_for
from trainer.app.auth_pages import auth_page
from trainer.app.auth_requests import is_secure, language_of_request, read_form, safe_next
from trainer.app.company_sign_in import providers
from trainer.app.session_cookie import COOKIE, drop_cookie, unseal
from trainer.app.signed_in_only import CANDIDATES_PAGE
from trainer.app.team import Team
from trainer.domain.people import Actor
from trainer.errors import InvitationRefused, ThreelineError
from trainer.services.accounts.forms import token_hash


class SignInRoutes:
    """The routes over the use cases that `team` gives; it is asked at each request, because the
    database is opened after the routes are made."""

    def __init__(self, team: Callable[[], Team]) -> None:
        self._team = team

    def routes(self) -> list[Route]:
        """All of them."""
        pages: tuple[tuple[str, Answer, Answer], ...] = (
            ("/auth/sign-in", self.show_sign_in, self.sign_in),
            ("/auth/sign-out", self.show_sign_out, self.sign_out),
            ("/auth/accept", self.show_accept, self.accept),
            ("/auth/password", self.show_password, self.password),
        )
        return [
            Route(path, refusing(answer), methods=[method])
            for path, show, take in pages
            for method, answer in (("GET", show), ("POST", take))
        ]

    async def show_sign_in(self, request: Request) -> Response:
        """The form; whoever is signed in already goes on."""
        wanted = safe_next(request.query_params.get("next"))
        if await self._actor(request) is not None:
            return go(wanted)
        return _sign_in_page(request, wanted)

    async def sign_in(self, request: Request) -> Response:
        """Check login and password; the cookie, or the form again with what was wrong."""
        form = await read_form(request)
        wanted = safe_next(form.get("next"))
        login, password = form.get("login", "")[:200], form.get("password", "")
        agent = request.headers.get("user-agent", "")
        door = self._team().sign_in
        try:
            opened = await work_for(request, lambda: door.with_password(login, password, agent))
        except ThreelineError as error:
            status = 503 if error.key == "store_unavailable" else 403
            return _sign_in_page(request, wanted, form, error, status)
        return signed_in(request, wanted, opened.token)

    async def show_sign_out(self, request: Request) -> Response:
        """Asks once more: a link alone must not sign anybody out."""
        return auth_page("sign_out", language_of_request(request), carried="")

    async def sign_out(self, request: Request) -> Response:
        """End this session and take the cookie back."""
        await read_form(request)
        token = unseal(request.cookies.get(COOKIE))
        if token is not None:
            await work_for(request, lambda: self._team().sign_in.sign_out(token))
        answer = go("/auth/sign-in")
        drop_cookie(answer, secure=is_secure(request))
        return answer

    async def show_accept(self, request: Request) -> Response:
        """The form that an invitation's link opens."""
        return await self._accept_page(request, request.query_params.get("i", ""), {}, None)

    async def accept(self, request: Request) -> Response:
        """Use the invitation and sign the person in."""
        form = await read_form(request)
        token, team = form.get("token", ""), self._team()
        language = language_of_request(request, form.get("lang"))
        agent = request.headers.get("user-agent", "")

        def join() -> str:
            person = team.joining.accept(
                token,
                form.get("name", ""),
                form.get("login", ""),
                form.get("password", ""),
                language,
            )
            return team.sign_in.open(person, agent, "invitation").token

        try:
            opened = await work_for(request, join)
        except ThreelineError as error:
            return await self._accept_page(request, token, form, error)
        return signed_in(request, "/", opened)

    async def show_password(self, request: Request) -> Response:
        """The form for one's own new password."""
        if await self._actor(request) is None:
            return go("/auth/sign-in")
        done = "done" in request.query_params
        return auth_page(
            "password_done" if done else "password",
            language_of_request(request),
            carried="&done=1" if done else "",
        )

    async def password(self, request: Request) -> Response:
        """Change one's own password; other sessions end."""
        form = await read_form(request)
        actor, token = await self._actor(request), unseal(request.cookies.get(COOKIE)) or ""
        if actor is None:
            return go("/auth/sign-in")
        accounts = self._team().accounts
        current, fresh = form.get("current", ""), form.get("password", "")
        try:
            await work_for(
                request,
                lambda: accounts.change_password(actor, current, fresh, token_hash(token)),
            )
        except ThreelineError as error:
            language = language_of_request(request, form.get("lang"))
            return auth_page("password", language, error=error, status=403, carried="")
        return go("/auth/password?done=1")

    async def _accept_page(
        self, request: Request, token: str, given: dict[str, str], error: ThreelineError | None
    ) -> Response:
        language = language_of_request(request, given.get("lang"))
        try:
            asked = await work_for(request, lambda: self._team().joining.look(token))
        except InvitationRefused as refused:
            return auth_page(
                "notice", language, error=refused, status=404, carried="", to_sign_in=True
            )
        return auth_page(
            "accept",
            language,
            error=error,
            status=200 if error is None else 422,
            carried=f"&i={quote(token)}",
            token=token,
            purpose=asked.purpose,
            own_name=given.get("name", ""),
            login=asked.login or given.get("login", ""),
        )

    async def _actor(self, request: Request) -> Actor | None:
        token = unseal(request.cookies.get(COOKIE))
        if token is None:
            return None
        return await work_for(request, lambda: self._team().sign_in.resolve(token))


def _sign_in_page(
    request: Request,
    wanted: str,
    form: dict[str, str] | None = None,
    error: ThreelineError | None = None,
    status: int = 200,
) -> Response:
    given = form or {}
    return auth_page(
        "sign_in",
        language_of_request(request, given.get("lang")),
        error=error,
        status=status,
        carried=f"&next={quote(wanted, safe='')}",
        next=wanted,
        login=given.get("login", "")[:100],
        providers=providers(),
        for_candidates=wanted.partition("?")[0] == CANDIDATES_PAGE,
    )
