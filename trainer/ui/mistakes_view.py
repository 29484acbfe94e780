"""Common mistakes of a cohort: which move on which fault, or which score, with example calls."""

from __future__ import annotations

from typing import Final, cast

import streamlit as st

from trainer.domain.scores import Competency
from trainer.services.mentoring.cohort import MISTAKES_PAGE
from trainer.services.mentoring.slips import COMPETENCIES
from trainer.services.mentoring.views import CommonMistake, Mistake
from trainer.ui.context import Context
from trainer.ui.links import link
from trainer.ui.mentor_pieces import (
    competency_name,
    offset_of,
    option,
    show_steps,
    start_at_first,
)
from trainer.ui.pieces import bar, chip, empty
from trainer.ui.safe import Html, fill, show
from trainer.ui.strings import Words

_MISTAKES: Final = "mistakes"
_BY_SCORE: Final = "scores"
_ADVICE: Final = ("looks", "changes", "restored")
"""Criteria whose advice names a tool."""


def show_mistakes(context: Context) -> None:
    """By move and fault, unless by score is asked for."""
    words = context.words
    by = st.segmented_control(
        words("mistakes.by"),
        ("fault", "score"),
        default="fault",
        format_func=lambda one: words(f"mistakes.by_{one}"),
        key="mistakes_by",
        required=True,
        label_visibility="collapsed",
    )
    if by == "score":
        _by_score(context)
    else:
        _by_fault(context)


def _by_fault(context: Context) -> None:
    words = context.words
    kind = st.pills(
        words("mistakes.kind"),
        COMPETENCIES,
        format_func=lambda one: words(f"competency.{one}"),
        key="mistakes_kind",
        on_change=start_at_first,
        args=(_MISTAKES,),
        label_visibility="collapsed",
    )
    offset = offset_of(_MISTAKES)
    total, found = context.services.mentoring.cohort.common(
        context.actor, context.language, cast("Competency | None", kind), offset
    )
    if not found:
        show(empty(words("mistakes.none"), words("mistakes.none_text")))
    else:
        st.caption(words("mistakes.text"))
    for place, one in enumerate(found):
        with st.container(border=True, key=f"slip_{offset + place}"):
            show(_common(words, one))
            with st.container(horizontal=True):
                for call in one.calls:
                    key = "mistakes.call" if call.turn is None else "mistakes.call_turn"
                    label = words(key, name=call.name, when=f"{call.graded_at:%d.%m}", n=call.turn)
                    link(
                        context,
                        "reviews",
                        option(label),
                        call.attempt_id,
                        icon=":material/play_circle:",
                        turn=call.turn,
                    )
    show_steps(words, _MISTAKES, len(found), total, MISTAKES_PAGE)


def _common(words: Words, one: CommonMistake) -> Html:
    title = words.get(f"slip.{one.kind.replace('.', '_')}", one.title)
    criterion = one.kind.partition(".")[0]
    advice = (
        fill('<div class="tl-meta">{text}</div>', text=words(f"mistakes.tool_{criterion}", tool=one.tool))
        if one.tool and criterion in _ADVICE
        else Html()
    )  # fmt: skip
    return fill(
        '<div class="tl-meta">{competency}</div><b>{title}</b><div>{fault}</div>{advice}'
        '<div class="tl-share">{bar}<b class="tl-nums">{share}</b></div>'
        '<div class="tl-meta">{often}</div>',
        competency=chip(competency_name(words, one.competency), _tone(one)),
        title=title,
        fault=words("mistakes.fault", fault=one.fault),
        advice=advice,
        bar=bar(one.times / one.tickets, "poor", title),
        share=words("mistakes.share", share=round(100 * one.times / one.tickets)),
        often=words(
            "mistakes.often",
            times=one.times,
            tickets=one.tickets,
            people=words.count("cohort.with_people", one.people),
        ),
    )


def _tone(one: CommonMistake) -> str:
    return "bad" if one.competency == "security" else ""


def _by_score(context: Context) -> None:
    words = context.words
    total, mistakes = context.services.mentoring.cohort.mistakes(
        context.actor, context.language, offset_of(_BY_SCORE)
    )
    if not mistakes:
        show(empty(words("cohort.no_mistakes"), words("cohort.no_mistakes_text")))
    else:
        st.caption(words("cohort.mistakes_text"))
    for one in mistakes:
        with st.container(border=True, key=f"mistake_{one.criterion}"):
            show(_score(words, one))
            with st.container(horizontal=True):
                for call in one.calls:
                    label = option(
                        words("cohort.call", name=call.name, when=f"{call.graded_at:%d.%m}")
                    )
                    link(context, "reviews", label, call.attempt_id, icon=":material/play_circle:")
    show_steps(words, _BY_SCORE, len(mistakes), total, MISTAKES_PAGE)


def _score(words: Words, one: Mistake) -> Html:
    return fill(
        '<div class="tl-meta">{competency}</div><b>{title}</b>{bar}<div class="tl-meta">{text}</div>',
        competency=chip(competency_name(words, one.competency)),
        title=one.title,
        bar=bar(one.weak / one.scored, "poor", one.title),
        text=words(
            "cohort.often",
            share=round(100 * one.weak / one.scored),
            weak=one.weak,
            scored=one.scored,
            people=words.count("cohort.with_people", one.people),
        ),
    )
