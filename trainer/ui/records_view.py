"""Your data: what is kept about the reader, to take along or to delete."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from trainer.errors import InvalidInput
from trainer.services.records.columns import WHATS
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.downloads import MIME, file_bytes, table_bytes
from trainer.ui.own_sessions import show_own_sessions
from trainer.ui.pieces import page_head
from trainer.ui.prints_view import show_prints
from trainer.ui.safe import plain, show


def show_records(context: Context) -> None:
    """What is kept, then downloads, then the way out."""
    words = context.words
    show(page_head(words("mydata.title"), words("mydata.lead")))
    st.subheader(words("mydata.kept"), anchor=False)
    st.write(words("mydata.kept_text"))
    st.subheader(words("mydata.take"), anchor=False)
    st.write(words("mydata.take_text"))
    _archive(context)
    _tables(context)
    show_prints(context)
    if not context.local:
        show_own_sessions(context)
    st.subheader(words("mydata.delete"), anchor=False)
    _delete(context)


def _archive(context: Context) -> None:
    records, actor = context.services.records, context.actor

    def everything() -> bytes:
        return file_bytes("all.zip", lambda path: records.privacy.export(actor, actor.id, path))

    st.download_button(
        context.words("mydata.archive"),
        everything,  # made when it is asked for
        file_name="threeline.zip",
        mime="application/zip",
        icon=":material/archive:",
        type="primary",
        on_click="ignore",
        key="records_archive",
    )


def _tables(context: Context) -> None:
    words, records, actor = context.words, context.services.records, context.actor
    what = st.segmented_control(
        words("mydata.table"),
        WHATS,
        default="attempts",
        format_func=lambda one: words(f"mydata.{one}"),
        key="records_table",
        required=True,
    )

    def table(format: str) -> Callable[[], bytes]:
        def make() -> bytes:
            export = records.exports.table(actor, what, context.language, actor.id)
            return table_bytes(export, format, context.language)

        return make

    with st.container(horizontal=True):
        for format, label in (("xlsx", "mydata.download"), ("csv", "mydata.csv")):
            st.download_button(
                words(label),
                table(format),
                file_name=f"{what}.{format}",
                mime=MIME[format],
                icon=":material/table:",
                on_click="ignore",
                key=f"records_{format}",
            )


def _delete(context: Context) -> None:
    words, name = context.words, context.profile.name

    def delete() -> None:
        typed = " ".join(str(st.session_state.get("records_confirm", "")).split())
        if typed != " ".join(name.split()):
            raise InvalidInput("the name does not match", field="confirm")
        context.services.records.privacy.delete(context.actor, context.profile.id)
        for key in ("profile_id", "language", "records_confirm"):
            st.session_state.pop(key, None)
        st.query_params.clear()

    with st.container(border=True):
        st.write(words("mydata.delete_text"))
        st.text_input(
            plain(words("mydata.confirm", name=name), one_line=True), key="records_confirm"
        )
        st.button(
            words("mydata.delete_button"),
            icon=":material/delete_forever:",
            on_click=callback(words, delete),
            key="records_delete",
        )
