"""What the words of a hand-off note state, held against what the trainee could know."""

from __future__ import annotations

from typing import Final

from trainer.domain.ticket import NOTE_TEXTS, HandoffNote, Told
from trainer.language.facts import Fact, FactKind
from trainer.language.port import Understander
from trainer.session.state import AttemptState
from trainer.session.values import template_values

_KINDS: Final[dict[str, tuple[FactKind, str]]] = {
    "fact.host": ("host", "host"),
    "fact.contact": ("phone", "phone"),
    "fact.since": ("since", "since"),
    "fact.deadline": ("deadline", "deadline"),
}
"""What a tool reads -> the fact's kind and the placeholder with its true value."""


def read_note(
    note: HandoffNote, state: AttemptState, understander: Understander
) -> tuple[Told, ...]:
    """Facts of a known shape, and readings the trainee has made, that the note's words state.

    What the words leave out, and readings nobody made, are not among them.
    """
    text = "\n".join(filter(None, (getattr(note, name) for name in NOTE_TEXTS)))
    if not text:
        return ()
    reader = understander.note(state.language)
    told: list[Told] = []
    for tool, fact in _facts(state).items():
        found = reader.fact(text, fact)
        if found.status != "missing":
            told.append(Told(tool, "told", found.status, text[found.start : found.end]))
    read = {finding.tool: finding.outcome for finding in state.findings}
    for tool, (outcome, _, start, end) in reader.told(text, tuple(read)).items():
        if tool in read:
            status = "present" if outcome == read[tool] else "wrong"
            told.append(Told(tool, outcome, status, text[start:end].strip()))
    return tuple(told)


def _facts(state: AttemptState) -> dict[str, Fact]:
    values = template_values(state.pack, state.scenario, state.language)
    numbers = (values["phone"], values["host"])
    facts = {}
    for name, spec in state.pack.tools.items():
        kind, value = _KINDS.get(spec.reads or "", ("name", ""))
        if not value or not values[value] or values[value] == "0":
            continue
        true = values[value]
        if kind == "host" and sum(map(str.isdigit, true)) >= len(true) / 2:
            kind = "phone"  # the subscriber's number is what the desk knows things by
        others = tuple(number for number in numbers if number != true)
        facts[name] = Fact(kind, true, others)
    return facts
