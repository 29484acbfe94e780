"""Competencies and level of a person as charts side by side, for themselves and for their mentor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from trainer.services.progress_views import Progress
from trainer.ui.charts import ability_chart, competency_chart
from trainer.ui.strings import Words

if TYPE_CHECKING:
    import plotly.graph_objects as go

_BARE: Final = {"displayModeBar": False}


def show_progress_charts(words: Words, progress: Progress, level: str) -> None:
    """`level` is the key of the level chart's title; that of the sentence below it ends in "_text"."""
    left, right = st.columns(2, gap="large")
    with left:
        competencies = (
            f"{words('competency.' + name)} {one.expected:.0f} ({one.low:.0f}-{one.high:.0f})"
            for name, one in progress.competencies
        )
        chart = competency_chart(words, progress)
        _chart(words, "progress.competencies", chart, "; ".join(competencies))
    with right:
        scores = (f"{words('line', n=line)}: {score:.0f}" for _, line, score in progress.points)
        _chart(words, level, ability_chart(words, progress), "; ".join(scores))


def _chart(words: Words, title: str, figure: go.Figure, alt: str) -> None:
    st.subheader(words(title), anchor=False)
    st.caption(words(f"{title}_text"))
    st.plotly_chart(figure, key=title.replace(".", "_"), config=_BARE, alt=alt)
