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
_ADVICE: Final = ("looks", "changes", "restored")
"""Criteria whose advice names a tool."""


def show_mistakes(context: Context, person: str = "") -> None:
    """By move and fault, unless by score is asked for; of one `person` the other way round: what
    happens to one person twice on the same fault is rare."""
    words = context.words
    key = f"{_MISTAKES}{person}"
    by = st.segmented_control(
        words("mistakes.by"),
        ("fault", "score"),
        default="score" if person else "fault",
        format_func=lambda one: words(f"mistakes.by_{one}"),
        key=f"{key}_by",
        required=True,
        label_visibility="collapsed",
    )
    if by == "score":
        _by_score(context, f"{key}_score", person)
    else:
        _by_fault(context, key, person)


def _by_fault(context: Context, key: str, person: str) -> None:
    words = context.words
    kind = st.pills(
        words("mistakes.kind"),
        COMPETENCIES,
        format_func=lambda one: words(f"competency.{one}"),
        key=f"{key}_kind",
        on_change=start_at_first,
        args=(key,),
        label_visibility="collapsed",
    )
    offset = offset_of(key)
    total, found = context.services.mentoring.cohort.common(
        context.actor, context.language, cast("Competency | None", kind), offset, person
    )
    if not found:
        show(empty(words("mistakes.none"), words("mistakes.none_text")))
    else:
        st.caption(words("mistakes.text"))
    for place, one in enumerate(found):
        with st.container(border=True, key=f"slip_{offset + place}"):
            show(_common(words, one, alone=bool(person)))
            with st.container(horizontal=True):
                for call in one.calls:
                    form = "call" if call.turn is None else "call_turn"
                    label = words(
                        f"{'trainee' if person else 'mistakes'}.{form}",
                        name=call.name,
                        when=f"{call.graded_at:%d.%m}",
                        n=call.turn,
                    )
                    link(
                        context,
                        "reviews",
                        option(label),
                        call.attempt_id,
                        icon=":material/play_circle:",
                        turn=call.turn,
                    )
    show_steps(words, key, len(found), total, MISTAKES_PAGE)


def _common(words: Words, one: CommonMistake, *, alone: bool) -> Html:
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
            "trainee.often_fault" if alone else "mistakes.often",
            times=one.times,
            tickets=one.tickets,
            people=words.count("cohort.with_people", one.people),
        ),
    )


def _tone(one: CommonMistake) -> str:
    return "bad" if one.competency == "security" else ""


def _by_score(context: Context, key: str, person: str) -> None:
    words = context.words
    total, mistakes = context.services.mentoring.cohort.mistakes(
        context.actor, context.language, offset_of(key), person
    )
    if not mistakes:
        show(empty(words("cohort.no_mistakes"), words("cohort.no_mistakes_text")))
    else:
        st.caption(words("cohort.mistakes_text"))
    for one in mistakes:
        with st.container(border=True, key=f"mistake_{one.criterion}"):
            show(_score(words, one, alone=bool(person)))
            with st.container(horizontal=True):
                for call in one.calls:
                    label = option(
                        words(
                            "trainee.call" if person else "cohort.call",
                            name=call.name,
                            when=f"{call.graded_at:%d.%m}",
                        )
                    )
                    link(context, "reviews", label, call.attempt_id, icon=":material/play_circle:")
    show_steps(words, key, len(mistakes), total, MISTAKES_PAGE)


def _score(words: Words, one: Mistake, *, alone: bool) -> Html:
    return fill(
        '<div class="tl-meta">{competency}</div><b>{title}</b>{bar}<div class="tl-meta">{text}</div>',
        competency=chip(competency_name(words, one.competency)),
        title=one.title,
        bar=bar(one.weak / one.scored, "poor", one.title),
        text=words(
            "trainee.often" if alone else "cohort.often",
            share=round(100 * one.weak / one.scored),
            weak=one.weak,
            scored=one.scored,
            people=words.count("cohort.with_people", one.people),
        ),
    )
