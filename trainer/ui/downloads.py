"""Files to take out of the product.

What is about other people is made in two steps: a click asks for the file, with the rights of that
moment and an advice where it is refused, and the next drawing hands it over once.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import streamlit as st

from trainer.domain.language import Language
from trainer.services.records.exports import Export
from trainer.ui.boundary import callback
from trainer.ui.context import Context

MIME: Final = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
_ICONS: Final = {"csv": ":material/table:", "xlsx": ":material/table:"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that can be asked for: its button's label, its name with an ending of MIME, and what
    makes it."""

    label: str
    file_name: str
    make: Callable[[], bytes]


def ending(name: str) -> str:
    """Of a file's name, without the dot."""
    return name.rpartition(".")[2]


def show_offers(context: Context, key: str, offers: Sequence[Offer]) -> None:
    """A button for each file; the one that was asked for stands ready for this one drawing, so that
    it is never taken for what the page shows later."""
    words = context.words

    def prepare(number: int) -> None:
        # Its own name goes with it: the next drawing may offer files about somebody else.
        st.session_state[f"{key}_ready"] = (offers[number].file_name, offers[number].make())

    ready = st.session_state.pop(f"{key}_ready", None)
    with st.container(horizontal=True, vertical_alignment="center"):
        for number, offer in enumerate(offers):
            st.button(
                offer.label,
                key=f"{key}_{number}",
                icon=_ICONS.get(ending(offer.file_name), ":material/draft:"),
                on_click=callback(words, prepare),
                args=(number,),
            )
        if ready is not None:
            name, content = ready
            st.download_button(
                words("downloads.ready", name=name),
                content,
                file_name=name,
                mime=MIME[ending(name)],
                icon=":material/download:",
                type="primary",
                on_click="ignore",
                key=f"{key}_download",
            )


def table_offers(
    context: Context, name: str, tables: Callable[[str], Export]
) -> tuple[Offer, Offer]:
    """A table as XLSX and as CSV; `tables` makes it for one of these formats. `name` is the files'
    name without an ending."""

    def offer(format: str) -> Offer:
        return Offer(
            context.words(f"downloads.{format}"),
            f"{name}.{format}",
            lambda: table_bytes(tables(format), format, context.language),
        )

    return offer("xlsx"), offer("csv")


def table_bytes(export: Export, format: str, language: Language) -> bytes:
    """The table as a file of this format."""
    from trainer.services.records.files import write_export

    return file_bytes(
        f"{export.what}.{format}",
        lambda path: write_export(export, path.parent, format, language, bom=True),
    )


def file_bytes(name: str, write: Callable[[Path], object]) -> bytes:
    """The bytes of a file that `write` makes, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="threeline-") as folder:
        path = Path(folder) / name
        write(path)
        return path.read_bytes()
