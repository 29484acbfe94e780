"""What came of it: consequences of the decisions, and the colleague who got the note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from trainer.services.review_views import ConsequenceView, HandoffView, NextStepView
from trainer.services.views import Debrief
from trainer.ui.pieces import chip
from trainer.ui.safe import Html, fill, join, show
from trainer.ui.strings import Words

_RIGHT: Final = ("right", "kept_right")


def show_aftermath(words: Words, debrief: Debrief) -> None:
    """Consequences first, then both ways the next line could have gone on."""
    st.subheader(words("aftermath.decision"), anchor=False)
    show(
        fill(
            '<div class="tl-crit">{cards}</div>',
            cards=join(_consequence(words, found) for found in debrief.consequences),
        )
    )
    if debrief.handoff is not None:
        _handoff(words, debrief.handoff)


def _consequence(words: Words, found: ConsequenceView) -> Html:
    right = found.kind in _RIGHT
    costs = []
    if found.waiting:
        costs.append(words("aftermath.waiting", time=words.minutes(found.waiting)))
    if found.work:
        costs.append(words("aftermath.work", time=words.minutes(found.work), line=found.line))
        costs.append(
            words("aftermath.money", sum=words.number(round(found.money)), unit=found.unit)
        )
    return fill(
        '<div class="tl-card"><div class="tl-meta">{name}</div><p>{text}</p>'
        '<p class="tl-soft">{costs}</p></div>',
        name=chip(words(f"aftermath.{found.kind}"), "good" if right else "poor"),
        text=found.text,
        costs=" · ".join(costs) or words("aftermath.nothing"),
    )


def _handoff(words: Words, handoff: HandoffView) -> None:
    st.subheader(words("aftermath.colleague"), anchor=False)
    st.caption(words("aftermath.colleague_text"))
    if handoff.dropped:
        show(
            fill(
                '<p class="tl-soft">{text}</p>',
                text=words("aftermath.dropped", time=words.minutes(handoff.astray))
                if handoff.astray
                else words("aftermath.dropped_at_once"),
            )
        )
    left, right = st.columns(2, gap="large")
    with left:
        _steps(words, "yours", handoff.yours, handoff.minutes, handoff.questions)
    with right:
        _steps(words, "perfect", handoff.perfect, handoff.perfect_minutes)
    if handoff.loss >= 0.5:
        st.caption(words("aftermath.expected", time=words.minutes(handoff.loss)))


def _steps(
    words: Words,
    name: str,
    steps: Sequence[NextStepView],
    minutes: float,
    questions: Sequence[str] = (),
) -> None:
    asked = (
        fill(
            "<li><span>{text}</span></li>",
            text=words("aftermath.asks", questions=", ".join(questions)),
        )
        if questions
        else Html()
    )
    show(
        fill(
            '<h4>{title}</h4><p class="tl-soft">{total}</p><ol class="tl-best">{asked}{items}</ol>',
            title=words(f"aftermath.{name}"),
            total=words("aftermath.total", time=words.minutes(minutes)),
            asked=asked,
            items=join(_step(words, step) for step in steps),
        )
    )


def _step(words: Words, step: NextStepView) -> Html:
    astray = chip(words("aftermath.astray"), "bad") if step.astray else Html()
    return fill(
        '<li><span>{text} <span class="tl-soft">{time}</span> {astray}</span></li>',
        text=step.text,
        time=words.minutes(step.minutes),
        astray=astray,
    )
