"""Where the product's own files lie: in a checkout beside the package, installed inside it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from platformdirs import user_data_dir
from sqlalchemy import make_url

from trainer.settings import Settings

_PACKAGE: Final = Path(__file__).resolve().parent.parent


def front_folder(package: Path = _PACKAGE) -> Path:
    """The folder that holds streamlit_app.py, pages/ and .streamlit/.

    The pyproject.toml tells a checkout from site-packages, where a `streamlit_app.py` beside the
    package would be a stranger's.
    """
    if (package.parent / "pyproject.toml").is_file():
        return package.parent
    return package / "_front"


def data_folder(settings: Settings) -> Path:
    """Where this server keeps its own files: beside its SQLite file, else the person's data folder.

    It may not exist yet.
    """
    if settings.database_url.startswith("sqlite"):
        database = make_url(settings.database_url).database
        if database:
            return Path(database).resolve().parent
    return Path(user_data_dir("threeline"))
