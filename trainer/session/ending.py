"""Handing the ticket on, sending it back, closing it, giving it up."""

from __future__ import annotations

from trainer.content.outcomes import outcomes_of
from trainer.domain.attempt import Finding
from trainer.domain.moves import Escalate, Resolve, ReturnTicket
from trainer.domain.ticket import NOTE_TEXTS, TEXT_LIMIT, HandoffNote
from trainer.errors import MoveNotAllowed
from trainer.session.state import AttemptState
from trainer.session.talking import check_words, record_breaches
from trainer.session.turn import Turn
from trainer.session.using import NOTHING_LEARNT
from trainer.world.use import Situation, use_tool


def escalate(turn: Turn, move: Escalate) -> None:
    """Hand the ticket to a team above; whether that was right is for the grade."""
    team = turn.state.pack.policy.teams.get(move.team)
    if team is None or team.line != move.line:
        raise MoveNotAllowed("address_unknown", line=move.line, team=move.team)
    if move.line <= turn.line:
        raise MoveNotAllowed("address_not_above", line=move.line, team=move.team)
    _check_note(turn.state, move.note)
    turn.status = "escalated"
    text = turn.voice().remark("handed_over", line=move.line, team=move.team)
    turn.show("escalated", turn.person, text)


def returnable_facts(state: AttemptState) -> tuple[str, ...]:
    """What a ticket may be returned for: the policy's minimum of a hand-off note."""
    return state.pack.policy.handoff.minimum


def was_returned(state: AttemptState) -> bool:
    """Whether the ticket has been sent back already."""
    return any(isinstance(step.move, ReturnTicket) for step in state.steps)


def return_ticket(turn: Turn, move: ReturnTicket) -> None:
    """Send the ticket back once for what is missing; what truly is missing gets supplied."""
    state = turn.state
    if turn.line == 1 or state.scenario.note is None:
        raise MoveNotAllowed("return_at_first_line")
    if was_returned(state):
        raise MoveNotAllowed("returned_already")
    check_words(move.words, "words", empty=True)
    asked = tuple(dict.fromkeys(move.missing))
    known = returnable_facts(state)
    if not asked:
        raise MoveNotAllowed("nothing_asked")
    if unknown := [name for name in asked if name not in known]:
        raise MoveNotAllowed("value_unknown", field="missing", value=unknown[0])
    if move.words.strip():
        turn.show("said", "trainee", move.words)
    turn.spend(state.pack.policy.handoff.return_minutes)
    supplied = [name for name in asked if name in state.scenario.note.missing]
    text = turn.voice().remark("returned_fair" if supplied else "returned_unfair")
    turn.show("returned", "colleague", text)
    for name in supplied:
        _supply(turn, name)


def resolve(turn: Turn, move: Resolve) -> None:
    """Close the ticket, whatever the world: the grade judges that."""
    check_words(move.words, "words", empty=True)
    if move.words.strip():
        turn.show("said", "trainee", move.words)
        record_breaches(turn, move.words, move.understood)
    turn.status = "resolved"
    turn.show("resolved", turn.person, _last_words(turn))


def abandon(turn: Turn) -> None:
    """Give the ticket up."""
    turn.status = "abandoned"
    turn.show("abandoned", "trainee")


def _last_words(turn: Turn) -> str:
    scenario, voice = turn.state.scenario, turn.voice()
    refused = any(
        turn.state.pack.faults[fault].spec.resolved_by_refusal for fault in scenario.faults
    )
    if refused and turn.model.resolved(scenario.faults, scenario.reported, turn.world):
        return voice.remark("refused") or voice.remark("goodbye")
    if turn.working and turn.confirmed:
        return f"{voice.remark('thanks')} {voice.remark('goodbye')}"
    if turn.working:
        return voice.remark("wants_confirmation")
    seen_broken = any(event.working is False for event in turn.state.events)
    return voice.remark("still_broken" if seen_broken else "wants_confirmation")


def _supply(turn: Turn, name: str) -> None:
    """The colleague asks again and tells one missing fact, truly."""
    state = turn.state
    scenario = state.scenario
    situation = Situation(scenario.reported, scenario.temper.literacy, scenario.claims)
    outcome = use_tool(turn.model, turn.model.tools[name], turn.world, situation).outcome
    texts = state.pack.texts[state.language].tools[name]
    key = f"{name}.{outcome}"
    if outcome in texts.relayed:
        text = turn.voice().say(texts.relayed[outcome], key)
    else:
        text = turn.voice().shown(texts.outcomes[outcome], key)
    turn.show("returned", "colleague", text, tool=name, outcome=outcome)
    if outcome not in NOTHING_LEARNT:
        turn.findings.append(Finding(name, outcome, turn.number, "colleague"))


def _check_note(state: AttemptState, note: HandoffNote) -> None:
    for name in NOTE_TEXTS:
        length = len(getattr(note, name))
        if length > TEXT_LIMIT:
            raise MoveNotAllowed("text_too_long", field=name, limit=TEXT_LIMIT, length=length)
    for name, outcome in note.findings:
        spec = state.pack.tools.get(name)
        if spec is None:
            raise MoveNotAllowed("tool_unknown", tool=name)
        if outcome not in outcomes_of(state.pack.world, spec):
            raise MoveNotAllowed("value_unknown", field=name, value=outcome)
