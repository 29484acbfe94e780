"""The debrief of one ticket: what happened, what it teaches, what to do next."""

from __future__ import annotations

import streamlit as st

from trainer.services.mentoring.views import Said
from trainer.services.views import Debrief
from trainer.ui.aftermath import show_aftermath
from trainer.ui.articles import article_markup
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.debrief_scores import competency_bars, critical_box, show_scores, verdict
from trainer.ui.heard import heard_by_turn
from trainer.ui.links import go
from trainer.ui.mentor_said import comments_by_turn, show_own_said
from trainer.ui.move_detail import show_move_by_move
from trainer.ui.practice_queue import follow_taken
from trainer.ui.review import move_counts, notes_by_turn
from trainer.ui.safe import Html, fill, join, plain, show
from trainer.ui.transcript import show_transcript
from trainer.ui.world_picture import world_picture


def show_debrief(context: Context, attempt_id: str) -> None:
    """All of it on one page: the outcome first, the details below."""
    view = context.services.practice.view(context.actor, attempt_id)
    if view.status == "open":
        go(context, "practice", attempt_id)
    debrief = context.services.practice.debrief(context.actor, attempt_id)
    words = context.words
    show(verdict(words, debrief))
    if debrief.critical:
        show(critical_box(words, debrief.critical))
    said = show_own_said(context, attempt_id, debrief.scores)
    _next(context, debrief)
    left, right = st.columns([1.1, 1], gap="large")
    with left:
        st.subheader(words("debrief.competencies"), anchor=False)
        show(competency_bars(words, debrief.competencies))
    with right:
        st.subheader(words("debrief.truth"), anchor=False)
        show(_truth(context, debrief))
    tabs = st.tabs(
        [words(f"debrief.tab_{name}") for name in ("moves", "after", "world", "scores", "lessons")],
        key=f"debrief_{attempt_id}",
    )
    with tabs[0]:
        _moves(context, debrief, said)
    with tabs[1]:
        show_aftermath(words, debrief)
    with tabs[2]:
        _world(context, debrief)
    with tabs[3]:
        show_scores(words, debrief, said.levels)
    with tabs[4]:
        _lessons(context, debrief)


def _next(context: Context, debrief: Debrief) -> None:
    """The next ticket of the same line, or the same ticket again."""
    words, practice = context.words, context.services.practice
    take = follow_taken(context)
    attempt = debrief.attempt
    waiting = practice.queue(context.actor, context.language, attempt.line, attempt.key.pack)
    with st.container(horizontal=True):
        if waiting:
            st.button(
                words("debrief.next"),
                type="primary",
                icon=":material/skip_next:",
                key="next_ticket",
                on_click=callback(words, take),
                args=(waiting[0].key,),
            )
        st.button(
            words("debrief.again"),
            icon=":material/replay:",
            key="same_ticket",
            on_click=callback(words, take),
            args=(debrief.attempt.key,),
        )


def _truth(context: Context, debrief: Debrief) -> Html:
    words = context.words
    pairs = [
        (words("debrief.cause"), "; ".join(debrief.fault_titles)),
        *((words(f"truth.{field}"), value) for field, value in debrief.truth),
    ]
    return fill(
        '<dl class="tl-facts">{rows}</dl>',
        rows=join(
            fill("<dt>{name}</dt><dd>{value}</dd>", name=name, value=value) for name, value in pairs
        ),
    )


def _moves(context: Context, debrief: Debrief, said: Said) -> None:
    words = context.words
    show(move_counts(words, debrief.moves))
    show_move_by_move(context, debrief)
    reviews, heard = notes_by_turn(words, debrief.moves), heard_by_turn(words, debrief.heard)
    notes = (heard, reviews, comments_by_turn(words, said))
    below = {
        turn: join(note[turn] for note in notes if turn in note)
        for turn in sorted({turn for note in notes for turn in note})
    }
    show_transcript(words, debrief.attempt, below)


def _world(context: Context, debrief: Debrief) -> None:
    words = context.words
    left, right = st.columns([1, 1], gap="large")
    with left:
        st.subheader(words("debrief.path"), anchor=False)
        st.caption(words("debrief.path_text"))
        show(world_picture(words, debrief.path))
    with right:
        st.subheader(words("debrief.best_line"), anchor=False)
        st.caption(words("debrief.best_line_text"))
        show(
            fill(
                '<ol class="tl-best">{items}</ol>',
                items=join(fill("<li><span>{t}</span></li>", t=t) for t in debrief.best_line),
            )
        )


def _lessons(context: Context, debrief: Debrief) -> None:
    words = context.words
    for name, texts in (
        ("happened", debrief.causes),
        ("lessons", debrief.lessons),
        ("preventions", debrief.preventions),
    ):
        if any(texts):
            st.subheader(words(f"debrief.{name}"), anchor=False)
            show(
                fill(
                    '<ul class="tl-list">{items}</ul>',
                    items=join(fill("<li>{text}</li>", text=text) for text in texts if text),
                )
            )
    if debrief.read_next:
        st.subheader(words("debrief.read_next"), anchor=False)
        for article in debrief.read_next:
            with st.expander(plain(article.title, one_line=True), icon=":material/article:"):
                show(article_markup(article.body))
