"""The fields of the policy's form: what may be changed, within which bounds, under which label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from trainer.content.schema.policy import PolicyFile
from trainer.domain.scores import COMPETENCIES
from trainer.domain.triage import IMPACTS, URGENCIES
from trainer.services.policy.overlay import plain_policy
from trainer.services.policy.policies import PolicyState
from trainer.ui.context import Context
from trainer.ui.strings import Words

SECTIONS: Final = ("matrix", "sla", "weights", "pass", "readiness", "lines")
_COLUMNS: Final = {"matrix": 3, "sla": 2, "weights": 3, "pass": 2, "readiness": 3, "lines": 2}


@dataclass(frozen=True, slots=True)
class Field:
    """One number of the policy: its dotted key and the step of its buttons, whole for whole numbers.
    `choices` are given where nothing else may be chosen.

    There are no bounds: with them the browser holds a form with a number out of bounds back without
    a word, perhaps for a field that is folded away. The check at saving says what is wrong.
    """

    place: str
    step: float = 1
    choices: tuple[int, ...] = ()


def fields_of(section: str, policy: PolicyFile) -> Iterator[Field]:
    """The fields of a section, in the order in which they are shown."""
    if section == "matrix":
        for impact in reversed(IMPACTS):
            for urgency in reversed(URGENCIES):
                yield Field(f"matrix.{impact}.{urgency}", choices=tuple(sorted(policy.sla)))
    elif section == "sla":
        for number in sorted(policy.sla):
            yield Field(f"sla.{number}.respond", 5.0)
            yield Field(f"sla.{number}.resolve", 30.0)
    elif section == "weights":
        for name in COMPETENCIES:
            yield Field(f"weights.{name}", 0.05)
    elif section == "pass":
        yield Field("pass_mark", 1.0)
        yield Field("pass_floor", 1.0)
    elif section == "readiness":
        for line in (1, 2, 3):
            yield Field(f"readiness.cut.{line}", 1.0)
        yield Field("readiness.sure", 0.01)
        for which in ("least", "per_area", "areas", "handed_on", "kept"):
            yield Field(f"readiness.{which}")
    else:
        for line in (1, 2, 3):
            yield Field(f"lines.{line}.pay_low")
            yield Field(f"lines.{line}.pay_high")


def label_of(words: Words, place: str) -> str:
    """A field's name for the reader; the dotted key itself where it has none."""
    match place.split("."):
        case ["matrix", impact, urgency]:
            return words(
                "policy.matrix_cell",
                impact=words(f"scale.{impact}"),
                urgency=words(f"urgency.{urgency}"),
            )
        case ["sla", number, which]:
            return words(f"policy.sla_{which}", n=number)
        case ["weights", name]:
            return words(f"competency.{name}")
        case ["readiness", "cut", line]:
            return words("policy.cut", n=line)
        case ["lines", line, which]:
            return words(f"policy.{which}", n=line)
        case [*_, last]:
            return words.get(f"policy.{last}", place)
    return place


def show_fields(
    context: Context, section: str, state: PolicyState, proposed: Mapping[str, float]
) -> None:
    """The section's widgets, filled with what is saved."""
    words = context.words
    own, saved = plain_policy(state.own), plain_policy(state.saved)
    number = _COLUMNS[section]
    for start, field in enumerate(fields_of(section, state.own)):
        if start % number == 0:
            columns = st.columns(number, vertical_alignment="bottom")
        value, before = value_at(saved, field.place), value_at(own, field.place)
        value = proposed.get(field.place, value)
        hint = words("policy.own", value=f"{before:g}") if value != before else None
        label, key = label_of(words, field.place), key_of(state, field.place)
        with columns[start % number]:
            if field.choices:
                at = field.choices.index(value)
                st.selectbox(label, field.choices, index=at, key=key, help=hint)
            elif isinstance(field.step, int):
                st.number_input(label, value=int(value), step=field.step, key=key, help=hint)
            else:
                st.number_input(
                    label, value=float(value), step=field.step, format="%g", key=key, help=hint
                )


def entered_values(state: PolicyState) -> dict[str, Any]:
    """What stands in all widgets now, as an overlay; what is not drawn keeps its saved value."""
    saved = plain_policy(state.saved)
    found: dict[str, Any] = {}
    for section in SECTIONS:
        for field in fields_of(section, state.own):
            entered = st.session_state.get(key_of(state, field.place))
            value = value_at(saved, field.place) if entered is None else entered
            *path, last = field.place.split(".")
            inside = found
            for part in path:
                inside = inside.setdefault(part, {})
            inside[last] = value
    return found


def key_of(state: PolicyState, place: str) -> str:
    """A widget's key: another pack or another saved version begins anew."""
    return f"policy_{state.pack}_{state.number}_{place}"


def value_at(plain: dict[str, Any], place: str) -> Any:
    """The value at a dotted key of a plain policy."""
    value: Any = plain
    for part in place.split("."):
        value = value[part]
    return value
