"""The anonymised research export, for administrators."""

from __future__ import annotations

import secrets
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import streamlit as st

from trainer.ui.context import Context
from trainer.ui.downloads import Offer, file_bytes, show_offers


def show_research_export(context: Context) -> None:
    """What it holds and what not, and its button."""
    words = context.words

    def everything() -> bytes:
        return file_bytes("research.zip", lambda path: _write(context, path))

    st.subheader(words("research.title"), anchor=False)
    st.write(words("research.text"))
    offer = Offer(words("research.make"), "threeline-research.zip", everything)
    show_offers(context, "research", [offer])


def _write(context: Context, path: Path) -> None:
    """The three tables as CSV in one ZIP; the salt that joins them is forgotten with this call."""
    from trainer.services.records.files import write_export

    tables = context.services.records.research.tables(context.actor, secrets.token_bytes(32))
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for table in tables:
            written, _ = write_export(table, path.parent, "csv")
            archive.write(written, written.name)
            written.unlink()
