"""Tables as files: where they go, and how they come to stand there whole."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal, get_args

from trainer.domain.language import Language
from trainer.errors import InvalidInput
from trainer.services.records.csv_file import write_csv
from trainer.services.records.exports import Export
from trainer.services.records.parquet_file import write_parquet
from trainer.services.records.xlsx_file import write_xlsx

Format = Literal["csv", "xlsx", "parquet"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)


def write_export(
    export: Export, folder: Path, format: str, language: Language = "en", *, bom: bool = False
) -> tuple[Path, int]:
    """Write the table as `<table>.<format>` into `folder`; the file and its number of rows.

    The name comes from the table alone, never from a person or a pack. A file of that name is
    replaced once the new one is whole; a link of that name is replaced, not followed. `bom` puts a
    byte order mark before CSV, by which Excel knows UTF-8. Raises InvalidInput (`field`: format or
    folder) where that is unknown or cannot be written.
    """
    writers: dict[str, Callable[[Path], int]] = {
        "csv": lambda path: write_csv(export, path, bom=bom),
        "xlsx": lambda path: write_xlsx(export, path, language),
        "parquet": lambda path: write_parquet(export, path),
    }
    if format not in writers:
        raise InvalidInput(f"there is no format {format!r}: {', '.join(FORMATS)}", field="format")
    path = folder / f"{export.what}.{format}"
    with written(path) as fresh:
        count = writers[format](fresh)
    return path, count


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """A private file (mode 0600) to write, which takes the name `path` when the block ends well
    and is gone when it does not. Makes the folder (0700). Raises InvalidInput(field="folder")."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        try:
            yield fresh
            os.replace(fresh, path)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise InvalidInput(f"cannot write {path}: {error}", field="folder") from error
