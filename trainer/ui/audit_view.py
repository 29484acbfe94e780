"""The audit, for administrators: searched, paged, exported."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

import streamlit as st

from trainer.services.accounts.audit import PAGE
from trainer.services.accounts.ports import AuditEntry
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.pieces import empty, page_head
from trainer.ui.safe import Html, fill, join, show

_COLUMNS: Final = ("at", "actor", "operation", "object", "detail", "ip")


def show_audit(context: Context) -> None:
    """The newest lines first, PAGE at a time."""
    words, audit = context.words, context.services.team.audit
    show(page_head(words("audit.title"), words("audit.lead")))

    def go_to(before: int) -> None:
        st.session_state["audit_before"] = before

    search = st.text_input(
        words("audit.search"),
        key="audit_search",
        max_chars=100,
        icon=":material/search:",
        on_change=go_to,
        args=(0,),
    )
    before = int(st.session_state.get("audit_before", 0))
    entries = audit.page(context.actor, search, before)
    if not entries:
        show(empty(words("audit.none"), words("audit.none_text")))
    else:
        show(_table(context, entries))
    with st.container(horizontal=True):
        st.button(
            words("audit.newest"),
            key="audit_newest",
            on_click=go_to,
            args=(0,),
            disabled=not before,
        )
        st.button(
            words("audit.older"),
            key="audit_older",
            on_click=go_to,
            args=(entries[-1].id if entries else 0,),
            disabled=len(entries) < PAGE,
        )
        _show_export(context, search)


def _show_export(context: Context, search: str) -> None:
    words = context.words

    def prepare() -> None:
        st.session_state["audit_csv"] = context.services.team.audit.export(context.actor, search)

    st.button(words("audit.export"), key="audit_export", on_click=callback(words, prepare))
    # Kept for this one drawing: a file prepared for one search must not be taken for another's.
    if (text := st.session_state.pop("audit_csv", None)) is not None:
        st.download_button(
            words("audit.download"),
            str(text).encode("utf-8-sig"),
            "threeline-audit.csv",
            "text/csv",
            on_click="ignore",
            type="primary",
        )


def _table(context: Context, entries: Sequence[AuditEntry]) -> Html:
    names = [context.words(f"audit.{one}") for one in _COLUMNS]
    head = join(fill("<th>{name}</th>", name=name) for name in names)
    rows = join(
        join(
            (
                Html("<tr>"),
                *(
                    fill('<td data-name="{name}">{cell}</td>', name=name, cell=cell)
                    if cell
                    else Html("<td></td>")
                    for name, cell in zip(names, _cells(entry), strict=True)
                ),
                Html("</tr>"),
            )
        )
        for entry in entries
    )
    return fill(
        '<div class="tl-scroll"><table class="tl-audit"><thead><tr>{head}</tr></thead>'
        "<tbody>{rows}</tbody></table></div>",
        head=head,
        rows=rows,
    )


def _cells(entry: AuditEntry) -> tuple[str, ...]:
    detail = {name: value for name, value in entry.detail.items() if value not in (None, "", [])}
    if entry.person_login:
        detail["person"] = entry.person_login
    told = ", ".join(f"{name}: {_told(value)}" for name, value in detail.items())
    return (
        f"{entry.at:%d.%m.%Y %H:%M:%S}",
        entry.actor_login or entry.actor,
        entry.operation,
        entry.object_login or entry.group_name or entry.object,
        told,
        entry.ip,
    )


def _told(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return " ".join(value)
    return json.dumps(value, ensure_ascii=False)
