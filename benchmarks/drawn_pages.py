"""Whole pages about many people as the server runs them: rights, services, drawing.

Each page is run by Streamlit's own test runner, without a network or a browser. It also reads back every element,
which a server does not do, so that the figures are above a server's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from unittest.mock import patch

from streamlit.testing.v1 import AppTest

from trainer.app import request_address, wiring
from trainer.app.wiring import Services, wire
from trainer.domain.people import Actor
from trainer.services.ports import Profile
from trainer.settings import read_settings
from trainer.ui import shell

ROOT: Final = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class DrawnPage:
    """A page to draw: its file below `pages`, the query of its address, the texts chosen in its tabs
    by their keys, and a text that it shows where it is really there."""

    file: str
    query: Mapping[str, str]
    tabs: Mapping[str, str]
    shows: str


def drawing(
    url: str, actor: Actor, pages: Mapping[str, DrawnPage], at: datetime
) -> Iterator[tuple[str, Callable[[], object]]]:
    """For each page its name and what draws it once more, over the database at `url` and for `actor`.
    Raises RuntimeError where a page shows an error instead of what it should."""
    settings = {
        "THREELINE_DATABASE_URL": url,
        "THREELINE_MODE": "team",
        "THREELINE_ENCODER": "no",  # nobody says anything on these pages
    }
    services = wire(read_settings(settings), lambda: at)
    with _signed_in(services, actor, at):
        for name, page in pages.items():
            app = _opened(page)
            _check(app, name, page)
            yield name, app.run
            _check(app, name, page)


@contextmanager
def _signed_in(services: Services, actor: Actor, at: datetime) -> Iterator[None]:
    profile = Profile(actor.id, "Ada", "ru", at)
    with (
        patch.object(wiring, "services", lambda: services),
        patch.object(shell, "signed_in", lambda _: (profile, actor)),
        patch.object(shell, "actor_now", lambda _: actor),
        patch.object(request_address, "_address_of_script", str),  # there is no browser
    ):
        yield


def _opened(page: DrawnPage) -> AppTest:
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    app.run()
    app.switch_page(str(ROOT / "pages" / page.file))
    for name, value in page.query.items():
        app.query_params[name] = value
    for key, value in page.tabs.items():
        app.session_state[key] = value
    return app.run()


def _check(app: AppTest, name: str, page: DrawnPage) -> None:
    texts: Sequence[str] = [str(getattr(one.proto, "body", "")) for one in app.get("html")]
    texts = [*texts, *(str(one.value) for one in (*app.markdown, *app.caption))]
    errors = [one.value for one in (*app.error, *app.exception)]
    if errors or not any(page.shows in text for text in texts):
        raise RuntimeError(f"{name} is not drawn: {errors or page.shows}")
