"""The form of a new assignment."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Final

import streamlit as st

from trainer.services.mentoring.assignments import NOTE_LIMIT, STEPS, TICKETS
from trainer.services.mentoring.records import Step
from trainer.ui.boundary import callback
from trainer.ui.context import Context
from trainer.ui.links import in_address
from trainer.ui.mentor_pieces import SEARCH_FIELD, option, search_field

_PREFIX: Final = "assign"
_COUNT: Final = "assign_steps"
_END_OF_DAY: Final = time(23, 59, 59, tzinfo=UTC)


def show_form(context: Context) -> None:
    """To whom, which tickets, until when."""
    words, service = context.words, context.services.mentoring.assignments
    packs = dict(context.services.handbook.packs(context.language))
    named = _named(context)
    with st.expander(words("assignments.new"), icon=":material/add_task:", expanded=bool(named)):
        _to_whom(context)
        pack = st.selectbox(
            words("assignments.desk"),
            list(packs),
            format_func=lambda one: option(packs[one]),
            key=f"{_PREFIX}_pack",
        )
        number = int(st.session_state.get(_COUNT, 1))
        areas, faults = service.choices(context.actor, pack or "", context.language)
        names = {"": words("assignments.any")}
        names |= {f"area {one.value}": one.label for one in areas}
        names |= {
            f"fault {one.value}": words("assignments.fault", name=one.label) for one in faults
        }
        for place in range(number):
            _step(context, place, names)
        with st.container(horizontal=True):
            st.button(
                words("assignments.more"),
                key=f"{_PREFIX}_more",
                icon=":material/add:",
                on_click=_change_steps,
                args=(1,),
                disabled=number >= STEPS,
            )
            st.button(
                words("assignments.fewer"),
                key=f"{_PREFIX}_fewer",
                icon=":material/remove:",
                on_click=_change_steps,
                args=(-1,),
                disabled=number <= 1,
            )
        st.date_input(
            words("assignments.until"),
            datetime.now(UTC).date() + timedelta(days=7),
            key=f"{_PREFIX}_due",
            format="DD.MM.YYYY",
        )
        st.text_input(words("assignments.note"), key=f"{_PREFIX}_note", max_chars=NOTE_LIMIT)
        st.button(
            words("assignments.give"),
            key=f"{_PREFIX}_give",
            type="primary",
            icon=":material/send:",
            on_click=callback(words, _give),
            args=(context,),
        )


def _named(context: Context) -> str:
    """The person that the address names, if any: chosen, but for the choice made since."""
    to = in_address("to")
    if to and st.session_state.get(f"{_PREFIX}_named") != to:
        name = context.services.mentoring.trainees.open(context.actor, to).name
        st.session_state[f"{_PREFIX}_search"] = name[:SEARCH_FIELD]
        st.session_state[f"{_PREFIX}_to"] = f"person {to}"
        st.session_state[f"{_PREFIX}_named"] = to
    return to


def _to_whom(context: Context) -> None:
    words = context.words
    search = search_field(words, _PREFIX)
    found = context.services.mentoring.assignments.recipients(context.actor, search)
    names = {
        f"group {one.value}": words("assignments.group", name=one.label) for one in found.groups
    }
    names |= {f"person {one.value}": one.label for one in found.people}
    st.selectbox(
        words("assignments.to"),
        list(names),
        index=None,
        format_func=lambda one: option(names.get(one, "")),
        key=f"{_PREFIX}_to",
        placeholder=words("assignments.to_choose"),
    )


def _step(context: Context, place: int, names: dict[str, str]) -> None:
    words = context.words
    line, what, count = st.columns([1.1, 2.4, 1], vertical_alignment="bottom")
    line.selectbox(
        words("assignments.line"),
        (1, 2, 3),
        format_func=lambda one: words("line", n=one),
        key=f"{_PREFIX}_line_{place}",
    )
    what.selectbox(
        words("assignments.what"),
        list(names),
        format_func=lambda one: option(names.get(one, "")),
        key=f"{_PREFIX}_what_{place}",
    )
    count.number_input(
        words("assignments.count"), 1, TICKETS, 3, key=f"{_PREFIX}_count_{place}", format="%d"
    )


def _change_steps(by: int) -> None:
    number = int(st.session_state.get(_COUNT, 1))
    st.session_state[_COUNT] = min(STEPS, max(1, number + by))


def _give(context: Context) -> None:
    state = st.session_state
    steps = []
    for place in range(int(state.get(_COUNT, 1))):
        kind, _, name = str(state.get(f"{_PREFIX}_what_{place}") or "").partition(" ")
        steps.append(
            Step(
                int(state[f"{_PREFIX}_line_{place}"]),
                name if kind == "area" else "",
                name if kind == "fault" else "",
                int(state[f"{_PREFIX}_count_{place}"]),
            )
        )
    kind, _, to = str(state.get(f"{_PREFIX}_to") or "").partition(" ")
    context.services.mentoring.assignments.give(
        context.actor,
        str(state.get(f"{_PREFIX}_pack") or ""),
        steps,
        datetime.combine(state[f"{_PREFIX}_due"], _END_OF_DAY),
        person=to if kind == "person" else "",
        group=to if kind == "group" else "",
        note=str(state.get(f"{_PREFIX}_note") or ""),
    )
    state[_COUNT], state[f"{_PREFIX}_note"] = 1, ""
