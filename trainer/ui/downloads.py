"""Files that are made when they are asked for."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

import streamlit as st

from trainer.domain.language import Language
from trainer.services.records.exports import Export

MIME: Final = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


def file_bytes(name: str, write: Callable[[Path], object]) -> bytes:
    """The bytes of a file of that name that `write` makes, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="threeline-") as folder:
        path = Path(folder) / name
        write(path)
        return path.read_bytes()


def table_buttons(
    make: Callable[[], Export], language: Language, labels: Sequence[tuple[str, str]], key: str
) -> None:
    """A button for each format ("xlsx", "csv") of `labels`; the table is made at the click."""

    def written(export: Export, format: str) -> bytes:
        from trainer.services.records.files import write_export

        return file_bytes(
            f"{export.what}.{format}",
            lambda path: write_export(export, path.parent, format, language, bom=True),
        )

    for format, label in labels:
        st.download_button(
            label,
            lambda format=format: written(make(), format),  # type: ignore[misc]
            file_name=f"threeline-{key}.{format}",
            mime=MIME[format],
            icon=":material/table:",
            on_click="ignore",
            key=f"{key}_{format}",
        )


def zipped(exports: Sequence[Export]) -> bytes:
    """Several tables as CSV in one ZIP file."""
    from trainer.services.records.files import write_export

    def write(path: Path) -> None:
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for export in exports:
                table, _ = write_export(export, path.parent, "csv")
                archive.write(table, table.name)

    return file_bytes("tables.zip", write)
