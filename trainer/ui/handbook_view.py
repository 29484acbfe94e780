"""The handbook: lines, priorities, teams, critical errors, articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from trainer.domain.triage import IMPACTS, URGENCIES
from trainer.ui.articles import article_markup
from trainer.ui.context import Context
from trainer.ui.pieces import page_head
from trainer.ui.safe import Html, fill, join, plain, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainer.services.handbook import LineCard

_TABS = ("lines", "priority", "teams", "critical", "articles")


def show_handbook(context: Context) -> None:
    """One tab a subject; where several packs are installed, one of them is chosen first."""
    words, handbook = context.words, context.services.handbook
    show(page_head(words("handbook.title"), words("handbook.lead")))
    packs = dict(handbook.packs(context.language))
    pack = next(iter(packs))
    if len(packs) > 1:
        pack = st.selectbox(
            words("handbook.pack"), list(packs), format_func=packs.__getitem__, key="pack"
        )
    tabs = st.tabs([words(f"handbook.tab_{name}") for name in _TABS], key="handbook")
    lines = handbook.lines(pack, context.language)
    with tabs[0]:
        st.caption(words("handbook.lines_text"))
        show(_lines(context, lines))
    with tabs[1]:
        _priorities(context, pack)
    with tabs[2]:
        st.caption(words("handbook.teams_text"))
        show(_teams(context, lines))
    with tabs[3]:
        st.caption(words("handbook.critical_text"))
        show(_named(handbook.critical_errors(pack, context.language)))
    with tabs[4]:
        _articles(context, pack)


def _lines(context: Context, lines: Sequence[LineCard]) -> Html:
    words = context.words
    return fill(
        '<div class="tl-ladder">{rungs}</div>',
        rungs=join(
            fill(
                '<section class="tl-rung"><span class="tl-label">{label}</span><h3>{title}</h3>'
                '<div class="tl-pay">{pay}</div><p>{duties}</p></section>',
                label=words("line", n=card.line),
                title=card.title,
                pay=words(
                    "ladder.pay", pay=f"{card.pay_low}\N{EN DASH}{card.pay_high} {card.currency}"
                ),
                duties=card.duties,
            )
            for card in lines
        ),
    )


def _priorities(context: Context, pack: str) -> None:
    words, handbook = context.words, context.services.handbook
    st.caption(words("handbook.matrix_text"))
    cells = {(i, u): p for i, u, p in handbook.priorities(pack)}
    head = join(
        fill('<th scope="col">{value}</th>', value=words(f"urgency.{urgency}"))
        for urgency in reversed(URGENCIES)
    )
    rows = join(
        fill(
            '<tr><th scope="row">{value}</th>{cells}</tr>',
            value=words(f"scale.{impact}"),
            cells=join(
                fill('<td class="tl-p{n}">{n}</td>', n=cells[impact, urgency])
                for urgency in reversed(URGENCIES)
            ),
        )
        for impact in reversed(IMPACTS)
    )
    targets = handbook.policy(pack).sla
    sla = join(
        fill(
            '<tr><td class="tl-p{n}">{n}</td><td>{respond}</td><td>{resolve}</td></tr>',
            n=number,
            respond=words.minutes(target.respond),
            resolve=words.minutes(target.resolve),
        )
        for number, target in sorted(targets.items())
    )
    left, right = st.columns(2, gap="large")
    with left:
        show(
            fill(
                '<table class="tl-table"><tr><th rowspan="2">{impact}</th>'
                '<th colspan="3" scope="colgroup">{urgency}</th></tr><tr>{head}</tr>{rows}</table>',
                impact=words("handbook.impact"),
                urgency=words("handbook.urgency"),
                head=head,
                rows=rows,
            )
        )
    with right:
        show(
            fill(
                '<table class="tl-table"><tr><th>{p}</th><th>{a}</th><th>{b}</th></tr>{sla}</table>',
                p=words("handbook.priority"),
                a=words("handbook.respond"),
                b=words("handbook.resolve"),
                sla=sla,
            )
        )


def _teams(context: Context, lines: Sequence[LineCard]) -> Html:
    return join(
        fill(
            '<h3>{label}</h3><div class="tl-crit">{teams}</div>',
            label=context.words("line", n=card.line),
            teams=_named(card.teams),
        )
        for card in lines
        if card.teams
    )


def _named(pairs: Iterable[tuple[str, str]]) -> Html:
    return fill(
        '<div class="tl-crit">{cards}</div>',
        cards=join(
            fill('<div class="tl-card"><h4>{name}</h4><p>{text}</p></div>', name=name, text=text)
            for name, text in pairs
        ),
    )


def _articles(context: Context, pack: str) -> None:
    words = context.words
    query = st.text_input(
        words("handbook.search"),
        key="handbook_query",
        placeholder=words("handbook.search"),
        label_visibility="collapsed",
        icon=":material/search:",
        max_chars=120,
        live=True,
    )
    articles = context.services.handbook.articles(pack, context.language, query)
    if not articles:
        st.caption(words("handbook.no_articles"))
    for article in articles:
        label = f"{plain(article.title, one_line=True)} :gray[· {plain(article.area)}]"
        with st.expander(label, icon=":material/article:"):
            show(article_markup(article.body))
