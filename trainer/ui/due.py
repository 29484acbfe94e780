"""On Today: what a mentor has assigned and is still to do."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from trainer.domain.scenario import ScenarioKey
from trainer.services.mentoring.views import DueItem
from trainer.ui.assignments_view import step_text
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.mentor_pieces import when
from trainer.ui.pieces import bar, chip
from trainer.ui.safe import Html, fill, join, show
from trainer.ui.strings import Words


def show_due(context: Context, take: Callable[[ScenarioKey], None]) -> None:
    """A card for each assignment; one click takes its next ticket. Nothing due shows nothing."""
    words, service = context.words, context.services.mentoring.assignments
    items = service.due(context.actor, context.language)
    if not items:
        return
    st.subheader(words("due.title"), anchor=False)
    for item in items:
        assignment = item.assignment
        step = next(one for one in item.steps if not one.finished)

        def go_on(assignment_id: str = assignment.id, number: int = step.number) -> None:
            take(service.next_ticket(context.actor, assignment_id, number))

        with st.container(border=True, key=f"due_{assignment.id}"):
            show(_card(words, item))
            st.button(
                words("due.take"),
                key=f"due_take_{assignment.id}",
                icon=":material/play_arrow:",
                on_click=callback(words, go_on),
            )


def _card(words: Words, item: DueItem) -> Html:
    due = words("assignments.due", when=when(item.assignment.due_at))
    done = words("assignments.done", done=item.done, wanted=item.wanted)
    return fill(
        '<div class="tl-meta">{due} <span>{by}</span></div><ul class="tl-list">{steps}</ul>{note}'
        '<div class="tl-meta">{done}</div>{bar}',
        due=chip(words("due.overdue"), "bad") if item.overdue else chip(due, "brand"),
        by=words("assignments.by", name=item.by),
        steps=join(
            fill(
                '<li>{text} <span class="tl-soft">{done}</span></li>',
                text=step_text(words, one),
                done=words(
                    "assignments.done", done=min(one.done, one.step.count), wanted=one.step.count
                ),
            )
            for one in item.steps
        ),
        note=fill("<p>{text}</p>", text=item.assignment.note) if item.assignment.note else Html(),
        done=done,
        bar=bar(item.done / max(1, item.wanted), "", done),
    )
