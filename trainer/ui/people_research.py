"""The anonymised export for research, and tables of everybody."""

from __future__ import annotations

import secrets

import streamlit as st

from trainer.services.records.columns import WHATS
from trainer.ui.context import Context
from trainer.ui.downloads import MIME, table_buttons, zipped


def show_research(context: Context) -> None:
    """Tables with names first, then the one without."""
    words, records, actor = context.words, context.services.records, context.actor
    st.write(words("people.tables_text"))
    what = st.segmented_control(
        words("mydata.table"),
        WHATS,
        default="attempts",
        format_func=lambda one: words(f"mydata.{one}"),
        key="people_table",
        required=True,
    )
    with st.container(horizontal=True):
        table_buttons(
            lambda: records.exports.table(actor, what, context.language),
            context.language,
            (("xlsx", words("mydata.download")), ("csv", words("mydata.csv"))),
            "people_tables",
        )

    def research() -> bytes:
        # The salt is thrown away: two exports cannot be joined.
        return zipped(records.research.tables(actor, secrets.token_bytes(32)))

    st.write(words("people.research_text"))
    st.download_button(
        words("people.research"),
        research,
        file_name="threeline-research.zip",
        mime=MIME["zip"],
        icon=":material/science:",
        on_click="ignore",
        key="people_research",
    )
