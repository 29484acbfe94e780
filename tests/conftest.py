"""What every test needs: no settings of the machine it runs on leak in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

_KEPT = (
    "THREELINE_REQUIRE_BROWSER",
    "THREELINE_REQUIRE_POSTGRES",
    "THREELINE_BROWSER",
    "THREELINE_TEST_POSTGRES",
)
"""Settings of the tests themselves."""


@pytest.fixture(autouse=True, scope="session")
def _own_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Own variables are unset, and nothing is written to this person's data folder."""
    folder = tmp_path_factory.mktemp("data")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("THREELINE_", "STREAMLIT_"))]:
            if name not in _KEPT:
                patch.delenv(name)
        patch.setenv("THREELINE_DATABASE_URL", f"sqlite:///{(folder / 'test.db').as_posix()}")
        # What is learnt from phrasings is the same for all tests and takes seconds to learn anew.
        patch.setenv("THREELINE_CACHE", str(Path(__file__).parents[1] / ".pytest_cache" / "own"))
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return Path(__file__).resolve().parent.parent
