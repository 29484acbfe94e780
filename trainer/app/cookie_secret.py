"""The key that signs cookies: made once, kept in the data folder, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

from trainer.errors import StoreUnavailable

SECRET_VARIABLE: Final = "STREAMLIT_SERVER_COOKIE_SECRET"
"""Where Streamlit looks for the key; an operator of several replicas sets the same on each."""

_FILE: Final = "cookie-secret"
_SHORTEST: Final = 32


def cookie_secret(folder: Path) -> str:
    """The key in `folder`, made at the first call: 64 hexadecimal characters, file mode 0600.

    Servers that start together agree: whoever makes the file first wins. Raises StoreUnavailable
    where the folder cannot be read or written.
    """
    path = folder / _FILE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Asked once: a file that another server makes meanwhile must not count as a broken one.
        exists = path.exists()
        kept = path.read_text(encoding="ascii").strip() if exists else ""
        if len(kept) >= _SHORTEST:
            return kept
        return _make(path, replace=exists)
    except (OSError, UnicodeDecodeError) as error:
        raise StoreUnavailable(
            "read_only", f"cannot keep the cookie key in {path}: {error}"
        ) from error


def _make(path: Path, *, replace: bool) -> str:
    # Written under another name and linked into place, so that nobody reads half a key.
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    try:
        if replace:  # an empty or broken file
            os.replace(fresh, path)
        else:
            os.link(fresh, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    return path.read_text(encoding="ascii").strip()
