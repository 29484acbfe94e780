"""Playing a fault's exemplar: the play that must score full marks in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trainer.content.model import Pack
from trainer.content.schema.fault import ExemplarMove
from trainer.content.templates import fill
from trainer.domain.language import Language
from trainer.domain.moves import (
    Escalate,
    FillTicket,
    Move,
    ReadArticle,
    Resolve,
    ReturnTicket,
    Say,
    UseTool,
)
from trainer.domain.scores import Grade
from trainer.domain.ticket import NOTE_TEXTS, HandoffNote
from trainer.errors import InvalidInput
from trainer.generator.build import build_scenario
from trainer.language.port import Understander
from trainer.scoring.grade import grade_attempt
from trainer.services.hearing import hear
from trainer.session.advance import advance, start_attempt
from trainer.session.state import AttemptState
from trainer.session.values import template_values
from trainer.world.plays import plays_of


def play_exemplar(
    pack: Pack, fault: str, language: Language, understander: Understander
) -> tuple[AttemptState, Grade]:
    """Play the exemplar of `fault` in one language; InvalidInput where the fault has none.

    Raises MoveNotAllowed where a move of the exemplar cannot be made.
    """
    exemplar = pack.faults[fault].exemplar if fault in pack.faults else None
    if exemplar is None:
        raise InvalidInput(f"fault {fault!r} has no exemplar", field="fault")
    scenario = build_scenario(pack, exemplar.line, exemplar.seed, fault)
    state = start_attempt(pack, scenario, language)
    tools = frozenset(
        name for name, tool in plays_of(pack).world.tools.items() if tool.usable_at(exemplar.line)
    )
    for written in exemplar.moves:
        move = _move(written, state, understander, tools)
        state, _ = advance(state, move)
    return state, grade_attempt(pack, state.played())


def _move(
    written: ExemplarMove, state: AttemptState, understander: Understander, tools: frozenset[str]
) -> Move:
    language = state.language
    if written.say is not None:
        text = _filled(written.say.in_language(language), state)
        return Say(text, hear(text, language, tools, understander))
    if written.resolve is not None:
        text = _filled(written.resolve.in_language(language), state)
        return Resolve(text, hear(text, language, tools, understander))
    if written.use is not None:
        return UseTool(written.use)
    if written.article is not None:
        return ReadArticle(written.article)
    if written.ticket is not None:
        return FillTicket(tuple((n, _in(v, state)) for n, v in written.ticket.items()))
    if written.escalate is not None:
        return _escalate(written.escalate, state)
    assert written.give_back is not None  # the schema allows exactly one of them
    missing = tuple(str(name) for name in written.give_back.get("missing", ()))
    return ReturnTicket(missing, _in(written.give_back.get("words", ""), state))


def _escalate(written: Mapping[str, Any], state: AttemptState) -> Escalate:
    note = written.get("note", {})
    read = {
        (finding.tool, finding.outcome)
        for finding in state.findings
        if finding.source in ("look", "colleague")
    }
    wanted = written.get("findings", "all")
    findings = sorted(pair for pair in read if wanted == "all" or pair[0] in wanted)
    texts = {name: _in(note.get(name, ""), state) for name in NOTE_TEXTS}
    return Escalate(
        int(written["line"]),
        str(written["team"]),
        HandoffNote(**texts, findings=tuple(findings), told=()),
    )


def _in(value: Any, state: AttemptState) -> str:
    """A text that is either the same in both languages or given as {ru: …, en: …}."""
    if isinstance(value, Mapping):
        value = value.get(state.language, "")
    return _filled(str(value), state)


def _filled(template: str, state: AttemptState) -> str:
    scenario, language = state.scenario, state.language
    values = template_values(state.pack, scenario, language)
    people = scenario.people if scenario.key.line == 1 else scenario.colleagues
    return fill(template, {**values, "first_name": people[language].first_name}, "m")
