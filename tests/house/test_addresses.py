"""No page is served past the entry point, not even by a server that nobody has asked before.

Streamlit runs files in a folder `pages` beside the entry point on their own until the entry point
has registered its navigation once. So every address gets a server of its own, freshly started.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.tab import open_tab
from tests.server import Server

ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "tests" / "packs"
PAGES = sorted(path.relative_to(ROOT / "pages") for path in (ROOT / "pages").rglob("*.py"))


def test_there_are_pages_to_ask_for() -> None:
    assert len(PAGES) >= 5


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_fresh_server_shows_the_first_screen_at_every_address(page: Path, tmp_path: Path) -> None:
    with Server(tmp_path, TINY) as server:
        by_name = open_tab(server, page.stem)
        by_path = open_tab(server, page.with_suffix("").as_posix())
        start = open_tab(server, "")
    assert any("first shift" in text for text in start.texts)
    for run in (by_name, by_path):
        assert not run.thrown
        assert run.navigated
        assert run.texts == start.texts
