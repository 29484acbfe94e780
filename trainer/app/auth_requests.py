"""What comes in with a request of the sign-in pages, and what of it is believed."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request

from trainer.domain.language import LANGUAGES, Language
from trainer.errors import ThreelineError

BODY_LIMIT: Final = 16 * 1024
"""Bytes of a posted form; the longest honest one has a password of 200 characters."""
_NEXT_LIMIT: Final = 500
_FIELDS: Final = 20
_FORM: Final = "application/x-www-form-urlencoded"


class FormRefused(ThreelineError):
    """The posted form is not taken; `status` is the HTTP status to answer."""

    key = "form_refused"

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status = status


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form that was posted from a page of ours.

    Raises FormRefused: 403 from another site's page, 413 where it is too large (it is not read to
    the end then), 415 or 400 where it is no form.
    """
    if not from_own_page(request):
        raise FormRefused(403)
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != _FORM:
        raise FormRefused(415)
    if not request.headers.get("content-length", "0").isdecimal():
        raise FormRefused(400)
    if int(request.headers.get("content-length", "0")[:20]) > BODY_LIMIT:
        raise FormRefused(413)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > BODY_LIMIT:
            raise FormRefused(413)
    try:
        text = body.decode("ascii")
        return dict(
            parse_qsl(text, keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
        )
    except ValueError:
        raise FormRefused(400) from None


def from_own_page(request: Request) -> bool:
    """Whether a page of this very server sent the request. Every browser of today names the origin
    of a posted form; one that names none is not believed."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    return is_own_origin(request.headers, secure=is_secure(request))


def is_own_origin(headers: Headers, *, secure: bool) -> bool:
    """Whether the origin named by a request is the server that it was sent to; `secure` says
    whether it came by https, in which case a page of plain http is a stranger's.

    Only what the browser itself writes is compared: `Host`, which a proxy must keep, and `Origin`,
    which no page can choose.
    """
    host = headers.get("host", "").lower()
    origin = headers.get("origin", "")
    try:
        scheme = urlsplit(origin).scheme
    except ValueError:  # half an IPv6 address
        return False
    if not host or scheme not in (("https",) if secure else ("http", "https")):
        return False
    return _named(origin_place(origin), scheme) == _named(host, scheme)


def origin_place(origin: str) -> str:
    """The host of an origin, with its port where it is not the usual one."""
    return urlsplit(origin).netloc


def _named(netloc: str, scheme: str) -> str:
    # A browser leaves the usual port out of the origin; a proxy may add it to the host.
    usual = ":443" if scheme == "https" else ":80"
    return netloc.lower().removesuffix(usual)


def safe_next(wanted: str | None) -> str:
    """Where to go after signing in: an address within this server, else the start page."""
    if not wanted or len(wanted) > _NEXT_LIMIT or not wanted.startswith("/"):
        return "/"
    # Browsers read "\\" as "/" and skip tabs and line ends: "/\\evil.example" leads away.
    if wanted[1:2] in ("/", "\\") or "\\" in wanted or any(ord(char) < 33 for char in wanted):
        return "/"
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc or parts.path.startswith(("/auth", "/oauth2callback")):
        return "/"
    return wanted


def is_secure(request: Request) -> bool:
    """Whether the browser speaks https, to us or to the declared proxy in front of us."""
    return request.url.scheme == "https"


def address_of(request: Request) -> str:
    """The client's address; behind a declared proxy uvicorn has put the forwarded one here."""
    return request.client.host if request.client else ""


def language_of_request(request: Request, chosen: str | None = None) -> Language:
    """What was chosen on the page; else the browser's first language that we have; else English."""
    wished = [chosen or request.query_params.get("lang", "")]
    for part in request.headers.get("accept-language", "")[:200].split(","):
        wished.append(part.split(";")[0].strip()[:2].lower())
    for wish in wished:
        for language in LANGUAGES:
            if language == wish:
                return language
    return "en"
