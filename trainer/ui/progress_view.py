"""Progress: where a person stands, how sure that is, and what to do next."""

from __future__ import annotations

import streamlit as st

from trainer.services.progress_views import Progress
from trainer.ui.calendar import calendar
from trainer.ui.context import Context
from trainer.ui.frames import show_frames
from trainer.ui.ladder import ladder
from trainer.ui.links import link
from trainer.ui.pieces import empty, page_head
from trainer.ui.prints_view import show_prints
from trainer.ui.progress_charts import show_progress_charts
from trainer.ui.safe import fill, join, plain, show


def show_progress(context: Context) -> None:
    """Ladder first, then what to do next, then the evidence."""
    words = context.words
    progress = context.services.reports.progress(
        context.actor, context.profile.id, context.language
    )
    show(page_head(words("progress.title"), words("progress.lead")))
    show(ladder(words, progress.lines))
    st.caption(words("progress.cut", origin=progress.cut_origin))
    if progress.next_steps:
        st.subheader(words("progress.next"), anchor=False)
        _list(list(progress.next_steps))
    _asides(context, progress)
    if not progress.points:
        show(empty(words("progress.empty"), words("progress.empty_text")))
        link(context, "practice", plain(words("debriefs.to_queue")), icon=":material/list:")
        show_frames(context)
        _own_records(context)
        return
    _criticals(context, progress)
    _week(context, progress)
    show_progress_charts(words, progress, "progress.scores")
    _strengths(context, progress)
    st.subheader(words("progress.show_others"), anchor=False)
    show_prints(context)
    st.subheader(words("progress.calendar"), anchor=False)
    show(calendar(words, progress.days, progress.today))
    show_frames(context)
    _own_records(context)


def _list(texts: list[str]) -> None:
    show(
        fill(
            '<ul class="tl-list">{items}</ul>',
            items=join(fill("<li>{text}</li>", text=text) for text in texts),
        )
    )


def _asides(context: Context, progress: Progress) -> None:
    """Tickets that do not count, and why."""
    words = context.words
    if progress.on_hold:
        st.info(
            words.count("progress.on_hold", len(progress.on_hold)), icon=":material/pause_circle:"
        )
    if progress.set_aside:
        st.caption(words.count("progress.set_aside", progress.set_aside))
    if progress.unfinished and progress.points:
        st.caption(words.count("progress.unfinished", progress.unfinished))


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


def _week(context: Context, progress: Progress) -> None:
    words = context.words
    st.subheader(words("progress.week"), anchor=False)
    lines = [words.count("progress.week_tickets", progress.this_week)]
    for change in progress.changes[:3]:
        better = change.now.expected > change.before.expected
        lines.append(
            words(
                "progress.up" if better else "progress.down",
                competency=words(f"competency.{change.competency}"),
                before=round(change.before.expected),
                now=round(change.now.expected),
            )
        )
    if not progress.changes:
        lines.append(words("progress.no_change"))
    _list(lines)


def _strengths(context: Context, progress: Progress) -> None:
    words = context.words
    if not progress.strengths:
        return
    st.subheader(words("progress.strengths"), anchor=False)
    for strength in progress.strengths:
        show(
            fill(
                "<p><b>{name}</b>: {text}</p>",
                name=words(f"competency.{strength.competency}"),
                text=words(f"progress.strong.{strength.competency}"),
            )
        )
        for call in strength.calls:
            link(
                context,
                "debrief",
                plain(f"{call.subject} ({call.score:.0f})"),
                call.attempt_id,
                icon=":material/rate_review:",
            )
