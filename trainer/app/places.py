"""Where the product's own files lie: in a checkout beside the package, installed inside it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from platformdirs import user_data_dir

_PACKAGE: Final = Path(__file__).resolve().parent.parent


def front_folder(package: Path = _PACKAGE) -> Path:
    """The folder that holds streamlit_app.py, pages/ and .streamlit/.

    The pyproject.toml tells a checkout from site-packages, where a `streamlit_app.py` beside the
    package would be a stranger's.
    """
    if (package.parent / "pyproject.toml").is_file():
        return package.parent
    return package / "_front"


def data_folder(environ: os._Environ[str] | dict[str, str]) -> Path:
    """This person's data folder; `THREELINE_DATA` names another one. It may not exist yet."""
    given = environ.get("THREELINE_DATA", "").strip()
    return Path(given).expanduser() if given else Path(user_data_dir("threeline"))
