"""The palette: everything that can be done now, grouped and searchable."""

from __future__ import annotations

from typing import Final

import streamlit as st

from trainer.domain.moves import UseTool
from trainer.services.views import AttemptView, ToolChoice
from trainer.ui.ask import on_click
from trainer.ui.context import Context
from trainer.ui.safe import plain

_KIND_ICONS: Final = {
    "ask": ":material/forum:",
    "guide": ":material/pan_tool_alt:",
    "look": ":material/visibility:",
    "change": ":material/build:",
    "request": ":material/verified_user:",
}


def show_palette(context: Context, view: AttemptView) -> None:
    """Tools of one group, or of all groups that match the search."""
    words = context.words
    groups = {tool.group: tool.group_name for tool in view.tools}
    if not groups:
        st.caption(words("palette.none"))
        return
    needle = st.text_input(
        words("palette.search"),
        key=f"find_{view.attempt_id}",
        placeholder=words("palette.search"),
        label_visibility="collapsed",
        icon=":material/search:",
        max_chars=60,
        live=True,
    )
    group = st.pills(
        words("palette.groups"),
        list(groups),
        default=next(iter(groups)),
        format_func=lambda one: plain(groups[one], one_line=True),
        key=f"group_{view.attempt_id}",
        label_visibility="collapsed",
        required=True,
    )
    tools = _matching(view.tools, needle.strip()) if needle.strip() else _of(view.tools, group)
    if not tools:
        st.caption(words("palette.nothing"))
    for tool in tools:
        _tool_button(context, view, tool)
    st.caption(words("palette.hint"))


def _of(tools: tuple[ToolChoice, ...], group: str | None) -> list[ToolChoice]:
    return [tool for tool in tools if tool.group == group]


def _matching(tools: tuple[ToolChoice, ...], needle: str) -> list[ToolChoice]:
    parts = needle.casefold().split()
    return [
        tool
        for tool in tools
        if all(part in f"{tool.name} {tool.group_name}".casefold() for part in parts)
    ]


def _tool_button(context: Context, view: AttemptView, tool: ToolChoice) -> None:
    words = context.words
    name = plain(tool.name, one_line=True)
    time = plain(words.minutes(tool.minutes), one_line=True)
    risk = f" :orange[{words(f'risk.{tool.risk}')}]" if tool.risk != "none" else ""
    st.button(
        f"{name} :gray[· {time}]{risk}",
        key=f"tool_{tool.id}",
        icon=_KIND_ICONS.get(tool.kind),
        width="stretch",
        on_click=on_click(context, view, f"tool_{tool.id}", lambda: UseTool(tool.id)),
    )
