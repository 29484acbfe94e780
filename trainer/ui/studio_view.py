"""Studio, for authors of packs: sentences that were not understood, each a phrasing in waiting."""

from __future__ import annotations

import hashlib
from typing import Final

import streamlit as st

from trainer.content.phrasings import PHRASING_LIMIT
from trainer.services.misses import LISTED, MissView
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.pieces import chip, empty, page_head
from trainer.ui.safe import Html, fill, plain, show

_DONE: Final = "studio_done"


def show_studio(context: Context) -> None:
    """The most frequent misses first; each can be added to its pack or forgotten."""
    words = context.words
    show(page_head(words("studio.title"), words("studio.lead")))
    if done := st.session_state.pop(_DONE, ""):
        st.success(plain(str(done)), icon=":material/check:")
    misses = context.services.misses.all(context.author, context.language)
    if not misses:
        show(empty(words("studio.empty"), words("studio.empty_text")))
    for miss in misses:
        _show_miss(context, miss)
    if len(misses) == LISTED:
        st.caption(words("studio.most", n=LISTED))


def _show_miss(context: Context, miss: MissView) -> None:
    words, misses = context.words, context.services.misses
    name = _name(miss)
    labels = {tool.value: tool.label for tool in miss.tools}

    def add() -> None:
        tool = st.session_state.get(f"means_{name}") or ""
        phrasing = str(st.session_state.get(f"phrasing_{name}", ""))
        misses.add_phrasing(context.author, miss.record, tool, phrasing)
        st.session_state[_DONE] = words("studio.added", text=phrasing.strip(), tool=labels[tool])

    def forget() -> None:
        misses.forget(context.author, miss.record)

    with st.container(border=True, key=f"miss_{name}"):
        show(_head(context, miss))
        if miss.tools:
            phrasing, means = st.columns([3, 2])
            phrasing.text_input(
                words("studio.phrasing"),
                miss.phrasing[:PHRASING_LIMIT],
                key=f"phrasing_{name}",
                max_chars=PHRASING_LIMIT,
            )
            means.selectbox(
                words("studio.tool"),
                list(labels),
                index=list(labels).index(miss.tool) if miss.tool else None,
                format_func=labels.__getitem__,
                placeholder=words("studio.tool_choose"),
                key=f"means_{name}",
            )
        else:
            st.caption(words("studio.no_pack"))
        with st.container(horizontal=True):
            if miss.tools:
                st.button(
                    words("studio.add"),
                    key=f"add_{name}",
                    on_click=callback(words, add),
                    type="primary",
                    icon=":material/add:",
                )
            st.button(
                words("studio.forget"),
                key=f"forget_{name}",
                on_click=callback(words, forget),
                icon=":material/delete:",
            )


def _head(context: Context, miss: MissView) -> Html:
    words, record = context.words, miss.record
    if miss.meaning:
        label = words("studio.chosen" if miss.repaired else "studio.nearest")
        meaning = fill("{label} <b>{name}</b>", label=label, name=miss.meaning)
    else:
        meaning = fill("{text}", text=words("studio.no_meaning"))
    return fill(
        '<b>{text}</b><div class="tl-meta">{times} {language} · {desk} · {meaning}</div>',
        text=record.text,
        times=chip(words.count("studio.times", record.count), "brand"),
        language=words(f"studio.{record.language}"),
        desk=miss.pack_title,
        meaning=meaning,
    )


def _name(miss: MissView) -> str:
    """A widget key for the miss: the list moves up, and a field must not pass to its neighbour."""
    record = miss.record
    whole = "\0".join((record.pack, record.language, record.text, record.chosen))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
