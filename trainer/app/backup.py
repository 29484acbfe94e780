"""`threeline backup` and `threeline restore`: the database in one file that proves itself whole."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from trainer.app.health import product_version
from trainer.app.places import data_folder
from trainer.app.server_health import note_backup
from trainer.errors import InvalidInput
from trainer.services.records.files import written
from trainer.settings import Settings
from trainer.store.copies import Copy, copies_of
from trainer.store.schema import HEAD

_MANIFEST: Final = "manifest.json"
_FORMAT: Final = 1
_LARGEST_MANIFEST: Final = 100_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: `file` inside it, of which database kind, its size in bytes and SHA-256,
    the schema's revision and the rows of each table at that moment."""

    format: int
    kind: str
    file: str
    bytes: int
    sha256: str
    revision: str
    product: str
    made_at: str
    rows: dict[str, int]


def backup(settings: Settings, out: Path, now: datetime, *, force: bool = False) -> Manifest:
    """Write a backup of the database, which may be in use, to the file `out` (mode 0600).

    Raises InvalidInput where `out` is there already (without `force`) or cannot be written, where
    a program is missing, and StoreUnavailable where the copy is not whole.
    """
    if out.exists() and not force:
        raise InvalidInput(f"{out} is there already; --force writes over it", field="file")
    with tempfile.TemporaryDirectory(prefix="threeline-") as name:
        folder = Path(name)
        copy = copies_of(settings.database_url)
        path = folder / copy.file_name
        rows = copy.save(path)
        manifest = Manifest(
            format=_FORMAT,
            kind=copy.kind,
            file=copy.file_name,
            bytes=path.stat().st_size,
            sha256=_digest(path),
            revision=HEAD,
            product=product_version(),
            made_at=now.isoformat(timespec="seconds"),
            rows=rows,
        )
        with written(out) as fresh, ZipFile(fresh, "w", ZIP_DEFLATED) as archive:
            archive.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=1, sort_keys=True))
            archive.write(path, copy.file_name)
    note_backup(data_folder(settings), now)
    return manifest


def restore(
    settings: Settings, source: Path, say: Callable[[str], None], *, force: bool = False
) -> Manifest:
    """Put the backup `source` in the place of the database.

    It is checked first: the manifest, the sum, the database's own integrity. People who were
    erased here since it was made are erased again. Raises InvalidInput where it is no backup, is
    damaged, belongs to a later release or another kind of database, or where the database holds
    people already (without `force`); nothing has changed then.
    """
    copy = copies_of(settings.database_url)
    with tempfile.TemporaryDirectory(prefix="threeline-") as name:
        folder = Path(name)
        manifest = _unpack(source, folder, copy)
        path = folder / copy.file_name
        copy.check(path)
        if not force and copy.holds_people():
            raise InvalidInput(
                "the database holds people already; --force puts the backup in its place",
                field="file",
            )
        again = copy.restore(path)
    if again:
        say(f"{again} people who had been erased since were erased again.")
    return manifest


def _unpack(source: Path, folder: Path, copy: Copy) -> Manifest:
    """The manifest, and the file that it names at its place in `folder`."""
    try:
        with ZipFile(source) as archive:
            names = {info.filename: info.file_size for info in archive.infolist()}
            if names.get(_MANIFEST, _LARGEST_MANIFEST) >= _LARGEST_MANIFEST:
                raise InvalidInput(f"{source} is no backup of Threeline", field="file")
            manifest = Manifest(**json.loads(archive.read(_MANIFEST)))
            if manifest.format != _FORMAT or manifest.revision > HEAD:
                raise InvalidInput(f"{source} was made by a later release", field="file")
            if manifest.kind != copy.kind:
                raise InvalidInput(
                    f"{source} holds a database of {manifest.kind}, not of {copy.kind}",
                    field="file",
                )
            if names.get(copy.file_name) != manifest.bytes:
                raise InvalidInput(f"{source} is damaged: its size is not as noted", field="file")
            # Written under our own name: a name inside the file decides nothing.
            with (
                archive.open(copy.file_name) as packed,
                (folder / copy.file_name).open("wb") as out,
            ):
                shutil.copyfileobj(packed, out)
    except (OSError, BadZipFile, ValueError, TypeError, KeyError) as error:
        raise InvalidInput(f"{source} is no backup of Threeline: {error}", field="file") from error
    if _digest(folder / copy.file_name) != manifest.sha256:
        raise InvalidInput(f"{source} is damaged: its sum is not as noted", field="file")
    return manifest


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
