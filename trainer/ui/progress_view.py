"""Progress: where a person stands, and how sure that is."""

from __future__ import annotations

import streamlit as st

from trainer.services.views import Progress
from trainer.ui.charts import competency_chart, scores_chart
from trainer.ui.context import Context
from trainer.ui.ladder import ladder
from trainer.ui.links import link
from trainer.ui.pieces import empty, page_head
from trainer.ui.safe import fill, join, plain, show

_BARE = {"displayModeBar": False}


def show_progress(context: Context) -> None:
    """Ladder first, then what to do next, then the charts."""
    words = context.words
    progress = context.services.reports.progress(context.profile.id, context.language)
    show(page_head(words("progress.title"), words("progress.lead")))
    show(ladder(words, progress.lines))
    if progress.next_steps:
        st.subheader(words("progress.next"), anchor=False)
        show(
            fill(
                '<ul class="tl-list">{items}</ul>',
                items=join(fill("<li>{text}</li>", text=text) for text in progress.next_steps),
            )
        )
    if not progress.points:
        show(empty(words("progress.empty"), words("progress.empty_text")))
        link(context, "practice", plain(words("debriefs.to_queue")), icon=":material/list:")
        _own_records(context)
        return
    _criticals(context, progress)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(words("progress.competencies"), anchor=False)
        st.caption(words("progress.competencies_text"))
        st.plotly_chart(
            competency_chart(words, progress),
            key="competencies",
            config=_BARE,
            alt="; ".join(
                f"{words('competency.' + row.competency)} {row.mean:.0f} ± {row.spread:.0f}"
                for row in progress.competencies
            ),
        )
    with right:
        st.subheader(words("progress.scores"), anchor=False)
        st.caption(words("progress.scores_text"))
        st.plotly_chart(
            scores_chart(words, progress),
            key="scores",
            config=_BARE,
            alt="; ".join(
                f"{words('line', n=line)}: {score:.0f}" for _, line, score in progress.points
            ),
        )
    _own_records(context)


def _own_records(context: Context) -> None:
    link(context, "records", plain(context.words("mydata.link")), icon=":material/folder_shared:")


def _criticals(context: Context, progress: Progress) -> None:
    words = context.words
    if progress.criticals:
        st.warning(
            words.count("progress.criticals", progress.criticals), icon=":material/priority_high:"
        )
    else:
        st.caption(words("progress.no_criticals"))
