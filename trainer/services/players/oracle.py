"""The player who makes no mistake: best play, the right ticket, kind words, a whole note."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.domain.moves import Escalate, FillTicket, Move, Resolve, ReturnTicket, Say, UseTool
from trainer.domain.ticket import HandoffNote
from trainer.scoring.review import final_position, start_position
from trainer.services.players.desk import Desk
from trainer.session.state import AttemptState
from trainer.world.play import BestPlay
from trainer.world.plays import plays_of
from trainer.world.search import PlayMove


def oracle(desk: Desk) -> Iterator[Move]:
    """Play a ticket without a fault. Knows the truth only where the form asks for it: looks and
    hand-offs come from best play over what could be known."""
    state, policy = desk.state, desk.pack.policy
    plays = plays_of(desk.pack)
    play = plays.of_scenario(state.scenario)
    yield Say(desk.words("oracle_hello" if desk.line == 1 else "oracle_colleague"))
    came = state.scenario.note
    if came is not None and came.missing:
        yield ReturnTicket(came.missing, desk.words("oracle_return"))
    for name in policy.handoff.minimum:
        if plays.world.tools[name].usable_at(desk.line) and name not in _told(desk.state):
            yield UseTool(name)
    handed: PlayMove | None = None
    while not _settled(desk, play):
        position = final_position(desk.pack, desk.state.played())
        move = play.best(position or start_position(plays, state.scenario), desk.line).move
        if not move.tool:
            handed = move
            break
        yield UseTool(move.tool)
    yield _ticket(desk, play, handed is None)
    if handed is None:
        confirm = next(
            (n for n, t in plays.world.tools.items()
             if t.spec.reads == "symptom" and t.usable_at(desk.line)), None
        )  # fmt: skip
        if confirm:
            yield UseTool(confirm)
        yield Resolve(desk.words("oracle_bye"))
        return
    yield Say(desk.words("oracle_pass"))
    note = HandoffNote(
        happening=desk.words("note_happening"),
        tried=desk.words("note_tried"),
        hypothesis=desk.words("note_hypothesis"),
        context=desk.words("note_context"),
        verify_first=desk.words("note_verify_first"),
        findings=true_findings(desk.state),
    )
    yield Escalate(handed.line, handed.team, note)


def true_findings(state: AttemptState) -> tuple[tuple[str, str], ...]:
    """Everything truly read, and the true part of the note that came along, each once."""
    read = [(f.tool, f.outcome) for f in state.findings if f.source in ("look", "colleague")]
    note = state.scenario.note
    told = () if note is None else tuple(pair for pair in note.findings if pair != note.wrong)
    return tuple(dict.fromkeys((*read, *told)))


def _told(state: AttemptState) -> set[str]:
    note = state.scenario.note
    told = set() if note is None else {tool for tool, _ in note.findings if note.wrong is None
                                       or tool != note.wrong[0]}  # fmt: skip
    return told | {finding.tool for finding in state.findings if finding.source == "colleague"}


def _settled(desk: Desk, play: BestPlay) -> bool:
    scenario = desk.state.scenario
    return play.world.resolved(scenario.faults, scenario.reported, desk.state.world)


def _ticket(desk: Desk, play: BestPlay, finished: bool) -> FillTicket:
    scenario, proof = desk.state.scenario, desk.state.scenario.proof
    possible = [
        fault
        for faults in play.faults(final_position(desk.pack, desk.state.played()))
        for fault in faults
    ]
    known = finished or scenario.faults[0] in possible or not possible
    values = {
        "category": proof.category,
        "impact": proof.impact,
        "urgency": proof.urgency,
        "summary": desk.words("summary"),
        "cause": scenario.faults[0] if known else possible[0],
        "resolution": desk.words("resolution"),
    }
    return FillTicket(tuple(values.items()))
