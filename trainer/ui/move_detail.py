"""One move looked at closely: chosen in the chart or the list, with what could have been instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from trainer.services.review_views import MoveReview, WhatIf
from trainer.services.views import Debrief
from trainer.ui.boundary import calm
from trainer.ui.charts import minutes_left_chart
from trainer.ui.context import Context
from trainer.ui.review import move_note
from trainer.ui.safe import fill, join, show

_CHOSEN: Final = "move_chosen"


def show_move_by_move(context: Context, debrief: Debrief) -> None:
    """The chart of minutes left; a click on a point, or the list below it, opens that move."""
    words = context.words
    judged = [move for move in debrief.moves if move.name]
    if not judged:
        return
    if len(judged) > 1:
        st.caption(words("debrief.chart_text"))
        st.plotly_chart(
            minutes_left_chart(words, debrief.moves),
            key="minutes_left",
            config={"displayModeBar": False},
            on_select=_choose_clicked,
            selection_mode="points",
            alt=words(
                "debrief.chart_alt",
                first=words.minutes(judged[0].minutes_left),
                last=words.minutes(judged[-1].minutes_left),
                n=len(judged),
            ),
        )
    number = st.selectbox(
        words("detail.choose"),
        list(range(len(judged))),
        format_func=lambda at: f"{at + 1}. {judged[at].title} · {words('move.' + judged[at].name)}",
        key=f"{_CHOSEN}_{debrief.attempt.attempt_id}",
        index=None,
        placeholder=words("detail.placeholder"),
    )
    if number is not None and number < len(judged):
        with st.container(border=True):
            _detail(context, debrief, judged[number])


def _choose_clicked() -> None:
    chart: Any = st.session_state.get("minutes_left")
    points: Sequence[Any] = chart.selection.points if chart else ()
    key = next((key for key in st.session_state if str(key).startswith(_CHOSEN)), None)
    if points and key is not None:
        st.session_state[key] = int(points[0]["point_index"])


def _detail(context: Context, debrief: Debrief, move: MoveReview) -> None:
    words = context.words
    show(move_note(words, move))
    show(
        fill(
            '<p class="tl-soft">{text}</p>',
            text=words(
                "detail.minutes",
                before=words.minutes(move.minutes_before),
                after=words.minutes(move.minutes_left),
            ),
        )
    )
    _what_if(context, debrief, move)


def _what_if(context: Context, debrief: Debrief, move: MoveReview) -> None:
    words, practice = context.words, context.services.practice
    attempt = debrief.attempt.attempt_id
    with calm(words):
        choices = practice.other_moves(context.actor, attempt, move.turn)
        if not choices:
            return
        tool = st.selectbox(
            words("detail.what_if"),
            [choice.value for choice in choices],
            format_func={choice.value: choice.label for choice in choices}.__getitem__,
            key=f"what_if_{attempt}_{move.turn}",
            index=None,
            placeholder=words("detail.what_if_placeholder"),
        )
        if tool is not None:
            _show_what_if(context, practice.what_if(context.actor, attempt, move.turn, tool))


def _show_what_if(context: Context, found: WhatIf) -> None:
    words = context.words
    show(move_note(words, found.review))
    for text in found.heard:
        show(fill('<p class="tl-soft">{text}</p>', text=text))
    if found.then:
        show(
            fill(
                '<p class="tl-soft">{lead}</p><ol class="tl-best">{items}</ol>',
                lead=words("detail.then"),
                items=join(fill("<li><span>{text}</span></li>", text=text) for text in found.then),
            )
        )
    else:
        show(fill("<p>{text}</p>", text=words("detail.settled")))
