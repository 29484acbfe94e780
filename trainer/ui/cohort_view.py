"""The cohort: three looks at the same people, and their records to take along."""

from __future__ import annotations

from typing import Final, cast

import streamlit as st

from trainer.domain.readiness import Estimate
from trainer.domain.scores import COMPETENCIES
from trainer.progress.improvement import FARTHEST, STRETCH
from trainer.services.mentoring.cohort import PAGE, Shown
from trainer.services.mentoring.views import CohortPage, CohortRow
from trainer.ui.cohort_cells import change_text, forecast_text, line_cell, stuck_chips
from trainer.ui.cohort_export import show_cohort_export
from trainer.ui.context import Context
from trainer.ui.mentor_pieces import (
    cell,
    offset_of,
    search_field,
    show_steps,
    start_at_first,
    table,
)
from trainer.ui.mistakes_view import show_mistakes
from trainer.ui.pieces import chip, empty, page_head
from trainer.ui.safe import Html, fill, join, show
from trainer.ui.strings import Words
from trainer.ui.tabs import show_tabs

_KEY: Final = "cohort"
_SHOWN: Final = ("all", "stuck", "better")
_UNSURE: Final = 40.0
"""Points between the ends of an interval at which a heat map's cell has faded to its palest."""


def show_cohort(context: Context) -> None:
    """People by page; of the tabs only the open one is drawn."""
    words = context.words
    show(page_head(words("cohort.title"), words("cohort.lead")))
    show_tabs(
        "cohort_tabs",
        {
            words("cohort.tab_where"): lambda: _people(context, "where"),
            words("cohort.tab_heat"): lambda: _people(context, "heat"),
            words("cohort.tab_mistakes"): lambda: show_mistakes(context),
            words("cohort.tab_take"): lambda: show_cohort_export(context),
        },
    )


def _people(context: Context, look: str) -> None:
    words = context.words
    key = f"{_KEY}_{look}"
    search = search_field(words, key)
    shown = st.segmented_control(
        words("cohort.shown"),
        _SHOWN,
        default="all",
        format_func=lambda one: words(f"cohort.shown_{one}"),
        key=f"{key}_shown",
        required=True,
        on_change=start_at_first,
        args=(key,),
        label_visibility="collapsed",
    )
    page = context.services.mentoring.cohort.page(
        context.actor, search, offset_of(key), cast("Shown", shown or "all")
    )
    show(_counts(words, page))
    if not page.rows:
        nothing = "cohort.nobody" if not page.people else "cohort.nobody_found"
        show(empty(words(nothing), words(f"{nothing}_text")))
    elif look == "heat":
        show(_heat(words, page))
        st.caption(words("cohort.heat_text"))
    else:
        show(_where(words, page))
        st.caption(words("cohort.stuck_rule", k=STRETCH))
        st.caption(words("cohort.change_rule"))
        st.caption(words("cohort.forecast_rule", most=FARTHEST))
    show_steps(words, key, len(page.rows), page.total, PAGE)


def _counts(words: Words, page: CohortPage) -> Html:
    chips = (
        chip(words.count("cohort.people", page.people), "brand"),
        chip(words("cohort.stuck_count", n=page.stuck), "poor" if page.stuck else ""),
        chip(words("cohort.better_count", n=page.better), "good" if page.better else ""),
    )
    return fill('<div class="tl-meta">{chips}</div>', chips=join(chips))


def _where(words: Words, page: CohortPage) -> Html:
    heads = [words("cohort.person"), *(words("line", n=line) for line in (1, 2, 3))]
    heads += [words("cohort.change"), words("cohort.forecast")]
    return table(heads, [_where_row(words, row) for row in page.rows])


def _where_row(words: Words, row: CohortRow) -> list[Html]:
    lines = row.readiness.lines if row.readiness else ()
    by_line = {line.line: line for line in lines}
    return [
        _name(words, row),
        *(line_cell(words, by_line.get(line)) for line in (1, 2, 3)),
        join(change_text(words, one) for one in row.changes) or cell("–"),
        join(forecast_text(words, line, one) for line, one in row.forecasts) or cell("–"),
    ]


def _name(words: Words, row: CohortRow) -> Html:
    return fill("{name} {stuck}", name=_way(row), stuck=stuck_chips(words, row))


def _way(row: CohortRow) -> Html:
    """To the page of the person: a link among cells has to be HTML, and loads the page anew."""
    return fill(
        '<a class="tl-way" href="?person={id}" target="_self">{name}</a>',
        id=row.profile_id,
        name=row.name,
    )


def _heat(words: Words, page: CohortPage) -> Html:
    heads = [words("cohort.person"), *(words(f"competency.{name}") for name in COMPETENCIES)]
    rows = []
    for row in page.rows:
        known = dict(row.readiness.competencies) if row.readiness else {}
        rows.append([_way(row), *(_heat_cell(known.get(c)) for c in COMPETENCIES)])
    return table(heads, rows, "tl-heat")


def _heat_cell(told: Estimate | None) -> Html:
    """The paler, the less is known."""
    if told is None or not told.cases:
        return cell("–")
    width = max(0.0, told.high - told.low)
    sure = max(0.12, 1 - width / _UNSURE)
    tone = "good" if told.expected >= 75 else "fair" if told.expected >= 55 else "bad"
    return fill(
        '<div class="tl-heat-cell" style="--tl-heat:var(--tl-{tone});--tl-sure:{sure}%">'
        '<b class="tl-nums">{score}</b><span class="tl-quiet">{low}–{high}</span></div>',
        tone=tone,
        sure=round(45 * sure),
        score=round(told.expected),
        low=round(told.low),
        high=round(told.high),
    )
