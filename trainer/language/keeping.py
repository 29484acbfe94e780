"""What was computed from texts, kept on disk under what it was made from."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_log = logging.getLogger(__name__)


def key_of(parts: Iterable[str]) -> str:
    """A name for exactly these texts in this order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:40]


def read_kept(folder: Path | None, key: str) -> dict[str, NDArray[Any]] | None:
    """The arrays kept under `key`, or None where there are none or the file is damaged."""
    if folder is None:
        return None
    try:
        with (folder / f"{key}.npz").open("rb") as file, np.load(file, allow_pickle=False) as kept:
            return {name: kept[name] for name in kept.files}
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile):
        return None


def keep(folder: Path | None, key: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Keeps `arrays` for the next start; a folder that cannot be written costs time only."""
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=folder, suffix=".part")
        with os.fdopen(number, "wb") as file:
            np.savez(file, **dict(arrays))  # type: ignore[arg-type]
        os.replace(name, folder / f"{key}.npz")  # two that start together never see half a file
    except OSError as error:
        _log.warning("what was learnt from the phrasings is not kept: %s", error)
