"""Scenario packs, for whoever runs this installation: what is loaded, what is broken and why."""

from __future__ import annotations

import streamlit as st

from trainer.errors import PackInvalid, ThreelineError
from trainer.ui.boundary import error_text
from trainer.ui.context import Context
from trainer.ui.pieces import empty, page_head
from trainer.ui.safe import Html, fill, join, show


def show_packs(context: Context) -> None:
    """Broken packs with every problem found, then the loaded ones."""
    words, services = context.words, context.services
    show(page_head(words("packs.title"), words("packs.lead")))
    for name, error in services.broken_packs.items():
        show(_broken(context, name, error))
    if not services.broken_packs:
        show(empty(words("packs.fine"), words("packs.fine_text")))
    st.subheader(words("packs.loaded"), anchor=False)
    titles = services.handbook.packs(context.language)
    show(
        fill(
            '<ul class="tl-list">{items}</ul>',
            items=join(fill("<li>{title}</li>", title=title) for _, title in titles),
        )
    )


def _broken(context: Context, name: str, error: ThreelineError) -> Html:
    problems = error.problems if isinstance(error, PackInvalid) else ()
    return fill(
        '<section class="tl-card tl-card-bad"><h3>{name}</h3><p>{text}</p><ul class="tl-list">'
        "{items}</ul></section>",
        name=name,
        text=error_text(context.words, error),
        items=join(fill("<li><code>{text}</code></li>", text=str(one)) for one in problems),
    )
