"""Build hook: an installed copy carries what a checkout has beside the package.

`trainer/app/places.py` and `trainer/settings.py` say where it is looked for.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CARRIED = {
    "scenarios": "trainer/scenarios",
    "pages": "trainer/_front/pages",
    "streamlit_app.py": "trainer/_front/streamlit_app.py",
    ".streamlit/config.toml": "trainer/_front/.streamlit/config.toml",
}


class FrontInWheel(BuildHookInterface[Any]):
    """Adds the files to wheels, but not to editable ones, where copies would go stale."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "standard":
            build_data["force_include"].update(CARRIED)
