"""What administrators take along: tables of everybody, and the anonymised ones for research."""

from __future__ import annotations

import secrets
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import streamlit as st

from trainer.services.records.columns import WHATS
from trainer.services.records.exports import Export
from trainer.ui.context import Context
from trainer.ui.downloads import Offer, file_bytes, show_offers, table_offers


def show_export(context: Context) -> None:
    """Tables with names first, then the one without."""
    words = context.words
    st.subheader(words("people.tables"), anchor=False)
    st.write(words("people.tables_text"))
    what = st.segmented_control(
        words("mydata.table"),
        WHATS,
        default="attempts",
        format_func=lambda one: words(f"mydata.{one}"),
        key="people_table",
        required=True,
    )

    def table(format: str) -> Export:
        return context.services.records.exports.table(context.actor, what, context.language)

    def everything() -> bytes:
        return file_bytes("research.zip", lambda path: _write(context, path))

    show_offers(context, "people_export", table_offers(context, what, table))
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
