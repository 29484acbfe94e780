"""The audit, for administrators: searched, paged, exported."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from trainer.services.accounts.audit import PAGE
from trainer.services.accounts.ports import AuditEntry
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.pieces import empty, page_head
from trainer.ui.safe import Html, fill, join, show
from trainer.ui.strings import Words

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
    words, names = context.words, _names(context, entries)
    labels = [words(f"audit.{one}") for one in _COLUMNS]
    rows = join(
        fill(
            "<tr>{cells}</tr>",
            cells=join(
                fill('<td data-label="{label}">{cell}</td>', label=label, cell=cell)
                for label, cell in zip(labels, _cells(words, entry, names), strict=True)
            ),
        )
        for entry in entries
    )
    return fill(
        '<div class="tl-scroll"><table class="tl-audit tl-stack"><thead><tr>{head}</tr></thead>'
        "<tbody>{rows}</tbody></table></div>",
        head=join(fill("<th>{name}</th>", name=label) for label in labels),
        rows=rows,
    )


def _names(context: Context, entries: Sequence[AuditEntry]) -> dict[str, str]:
    """What the ids in these lines stand for, where it still exists: an id tells a reader nothing."""
    names = {group.id: group.name for group in context.services.team.groups.all(context.actor)}
    for person in {str(entry.detail.get("person") or "") for entry in entries} - {""}:
        if (profile := context.services.people.get(person)) is not None:
            names[person] = profile.name
    return names


def _cells(words: Words, entry: AuditEntry, names: Mapping[str, str]) -> tuple[str | Html, ...]:
    detail = {name: value for name, value in entry.detail.items() if value not in (None, "", [])}
    told = ", ".join(
        f"{words.get(f'audit.part.{name}', name)}: {_value(words, name, value, names)}"
        for name, value in detail.items()
    )
    return (
        f"{entry.at:%d.%m.%Y %H:%M:%S}",
        entry.actor_login or entry.actor,
        # In words, and below it the name by which it is searched and exported.
        fill(
            '{did}<span class="tl-quiet">{operation}</span>',
            did=words.get(f"audit.did.{entry.operation.replace('.', '_')}", ""),
            operation=entry.operation,
        ),
        entry.object_login or names.get(entry.object, entry.object),
        told,
        entry.ip,
    )


def _value(words: Words, name: str, value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, str):
        known = words.get(f"audit.value.{value}", value) if name in ("kind", "how") else value
        return names.get(value, known)
    if name == "roles" and isinstance(value, list):
        return ", ".join(words.get(f"role.{one}", str(one)) for one in value)
    return json.dumps(value, ensure_ascii=False)
