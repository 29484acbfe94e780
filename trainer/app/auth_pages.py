"""The pages of signing in: plain HTML that needs no script, in the product's colours."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Final

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from trainer.domain.language import Language
from trainer.errors import ThreelineError

_HERE: Final = Path(__file__).parent
_HEADERS: Final = {
    "Cache-Control": "no-store",
    # Addresses of invitations hold their token: it must not be told to other sites.
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def auth_page(
    name: str,
    language: Language,
    *,
    error: ThreelineError | None = None,
    status: int = 200,
    **values: object,
) -> HTMLResponse:
    """The page `name` filled in; `error` is said in the reader's words above its form."""
    texts = auth_texts(language)
    html = (
        _environment()
        .get_template(f"{name}.html")
        .render(
            t=texts,
            language=language,
            other="en" if language == "ru" else "ru",
            error=None if error is None else error_words(texts, error),
            **values,
        )
    )
    return HTMLResponse(html, status_code=status, headers=_HEADERS)


@functools.cache
def auth_texts(language: Language) -> dict[str, Any]:
    """The texts of these pages; read once a process."""
    path = _HERE / "texts" / f"sign_in.{language}.yaml"
    texts: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return texts


def error_words(texts: dict[str, Any], error: ThreelineError) -> str:
    """What to tell the reader about `error`."""
    known: dict[str, str] = texts["errors"]
    values = {name: str(value) for name, value in error.values.items()}
    keys = [f"{error.key}_{values[part]}" for part in ("reason", "field") if part in values]
    found = (known[key] for key in (*keys, error.key, "other") if key in known)
    return next(found).format_map(values)


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
