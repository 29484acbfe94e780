"""The knowledge base inside the workspace; opening an article is a move."""

from __future__ import annotations

import streamlit as st

from trainer.domain.moves import ReadArticle
from trainer.services.views import AttemptView
from trainer.ui.articles import article_markup
from trainer.ui.ask import on_click
from trainer.ui.context import Context
from trainer.ui.safe import fill, plain, show

_SHOWN = 8


def show_knowledge(context: Context, view: AttemptView) -> None:
    """Search, hits, and the opened article."""
    words = context.words
    opened_key = f"opened_{view.attempt_id}"
    query = st.text_input(
        words("knowledge.search"),
        key=f"ask_{view.attempt_id}",
        placeholder=words("knowledge.search"),
        label_visibility="collapsed",
        icon=":material/search:",
        max_chars=120,
        live=True,
    )
    articles = context.services.handbook.articles(view.key.pack, view.language, query)
    opened = st.session_state.get(opened_key)
    for article in articles:
        if article.slug == opened:
            with st.container(border=True):
                show(
                    fill(
                        '<span class="tl-label">{area}</span><h3>{title}</h3>{body}',
                        area=article.area,
                        title=article.title,
                        body=article_markup(article.body),
                    )
                )
    rest = [article for article in articles if article.slug != opened]
    if not articles:
        st.caption(words("knowledge.nothing"))
    for article in rest[:_SHOWN]:

        def read(slug: str = article.slug) -> ReadArticle:
            st.session_state[opened_key] = slug
            return ReadArticle(slug)

        st.button(
            f"{plain(article.title, one_line=True)} :gray[· {plain(article.area, one_line=True)}]",
            key=f"tool_article_{article.slug}",
            icon=":material/article:",
            width="stretch",
            on_click=on_click(context, view, f"article_{article.slug}", read),
        )
    if len(rest) > _SHOWN:
        st.caption(words.count("knowledge.more", len(rest) - _SHOWN))
