"""Assignments: what has been given and how far everybody is; the form stands in a module of its own."""

from __future__ import annotations

from typing import Final

import streamlit as st

from trainer.services.mentoring.assignments import PAGE, PEOPLE_PAGE
from trainer.services.mentoring.views import AssignmentRow, DueItem, StepProgress
from trainer.ui.assignment_form import show_form
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.mentor_pieces import offset_of, show_steps, when
from trainer.ui.pieces import bar, chip, empty, page_head
from trainer.ui.safe import Html, fill, join, show
from trainer.ui.strings import Words

_KEY: Final = "assignments"


def show_assignments(context: Context) -> None:
    """The form first, folded; then the list, the one due last first."""
    words = context.words
    show(page_head(words("assignments.title"), words("assignments.lead")))
    show_form(context)
    opened = str(st.session_state.get("assignment_opened", ""))
    page = context.services.mentoring.assignments.given(
        context.actor,
        context.language,
        offset_of(_KEY),
        opened,
        offset_of(f"people_{opened}"),
    )
    if not page.rows:
        show(empty(words("assignments.nothing"), words("assignments.nothing_text")))
    for row in page.rows:
        _show_row(context, row, opened)
    show_steps(words, _KEY, len(page.rows), page.total, PAGE)


def _show_row(context: Context, row: AssignmentRow, opened: str) -> None:
    words, assignment = context.words, row.item.assignment
    is_open = assignment.id == opened

    def toggle() -> None:
        st.session_state["assignment_opened"] = "" if is_open else assignment.id

    def withdraw() -> None:
        context.services.mentoring.assignments.withdraw(context.actor, assignment.id)

    with st.container(border=True, key=f"assignment_{assignment.id}"):
        show(_head(words, row))
        with st.container(horizontal=True):
            st.button(
                words("assignments.fold" if is_open else "assignments.unfold"),
                key=f"toggle_{assignment.id}",
                icon=":material/expand_less:" if is_open else ":material/expand_more:",
                on_click=toggle,
            )
            st.button(
                words("assignments.withdraw"),
                key=f"withdraw_{assignment.id}",
                icon=":material/undo:",
                on_click=callback(words, withdraw),
            )
        if is_open:
            people = join(_person(words, name, item) for name, item in row.progress)
            show(fill('<div class="tl-comps">{people}</div>', people=people))
            show_steps(words, f"people_{assignment.id}", len(row.progress), row.people, PEOPLE_PAGE)


def _head(words: Words, row: AssignmentRow) -> Html:
    assignment = row.item.assignment
    return fill(
        '<b>{to}</b> {people}<div class="tl-meta">{due} · {by}</div>'
        '<ul class="tl-list">{steps}</ul>{note}',
        to=row.to,
        people=chip(words.count("cohort.people", row.people)) if assignment.group_id else Html(),
        due=words("assignments.due", when=when(assignment.due_at)),
        by=words("assignments.by", name=row.item.by),
        steps=join(fill("<li>{text}</li>", text=step_text(words, one)) for one in row.item.steps),
        note=fill('<p class="tl-soft">{text}</p>', text=assignment.note)
        if assignment.note
        else Html(),
    )


def _person(words: Words, name: str, item: DueItem) -> Html:
    tone = "good" if item.finished else "bad" if item.overdue else "fair"
    done = words("assignments.done", done=item.done, wanted=item.wanted)
    return fill(
        '<div class="tl-comp tl-wide"><span>{name}</span>{bar}<b class="tl-nums">{done}</b></div>',
        name=name,
        bar=bar(item.done / max(1, item.wanted), tone, f"{name}: {done}"),
        done=done,
    )


def step_text(words: Words, one: StepProgress) -> str:
    """A step in words: line, area or fault, and how many tickets."""
    parts = [words("line", n=one.step.line)]
    if one.fault or one.area:
        parts.append(one.fault or one.area)
    elif one.step.fault:
        parts.append(words("assignments.chosen"))
    parts.append(words.count("assignments.tickets", one.step.count))
    return " · ".join(parts)
