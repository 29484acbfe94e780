"""Players for tests: they use moves as people do, with understandings written by hand."""

from __future__ import annotations

from trainer.content.model import Pack
from trainer.domain.attempt import Finding
from trainer.domain.language import Language
from trainer.domain.moves import Escalate, FillTicket, Move, Resolve, Say, UseTool
from trainer.domain.scenario import Scenario
from trainer.domain.ticket import HandoffNote
from trainer.domain.understanding import Act, Understanding
from trainer.scoring.review import start_position
from trainer.session.advance import advance, start_attempt
from trainer.session.state import AttemptState
from trainer.world.plays import plays_of


def spoken(text: str, *acts: str) -> Say:
    """Words of which exactly these speech acts were understood."""
    return Say(text, heard(text, *acts))


def heard(text: str, *acts: str) -> Understanding:
    return Understanding(tuple(Act(act, "speech", 0, len(text), 1.0) for act in acts))


def make(state: AttemptState, *moves: Move) -> AttemptState:
    """Make some moves in a row."""
    for move in moves:
        state, _ = advance(state, move)
    return state


def read_findings(state: AttemptState) -> tuple[tuple[str, str], ...]:
    """What was truly read, each once."""
    return tuple(
        dict.fromkeys(
            (finding.tool, finding.outcome)
            for finding in state.findings
            if finding.source in ("look", "colleague")
        )
    )


def true_note(state: AttemptState) -> tuple[tuple[str, str], ...]:
    """What was read, and the true part of the note that came along."""
    note = state.scenario.note
    told = () if note is None else tuple(pair for pair in note.findings if pair != note.wrong)
    return tuple(dict.fromkeys((*read_findings(state), *told)))


def told_by_note(scenario: Scenario) -> set[str]:
    """Tools whose outcome the ticket's note states truly."""
    note = scenario.note
    return set() if note is None else {pair[0] for pair in note.findings if pair != note.wrong}


def play_best(pack: Pack, scenario: Scenario, language: Language = "en") -> AttemptState:
    """The oracle: best play, the right ticket, kind words, a whole note."""
    plays = plays_of(pack)
    play, line = plays.of_scenario(scenario), scenario.key.line
    person = (scenario.people if line == 1 else scenario.colleagues)[language]
    state = start_attempt(pack, scenario, language)
    hello = f"Hello {person.first_name}, I see what this means for you."
    state = make(state, spoken(hello, "greet", "acknowledge", "empathise"))
    position = start_position(plays, scenario)
    truth = next(i for i, h in enumerate(play.hypotheses) if h.faults == scenario.faults)
    handed: Escalate | None = None
    for name in pack.policy.handoff.minimum:
        if plays.world.tools[name].usable_at(line) and name not in told_by_note(scenario):
            before = len(state.findings)
            state = make(state, UseTool(name))
            position = _narrow(play, position, name, state.findings[before:])
    while True:
        move = play.best(position, line).move
        if not move.tool:
            handed = Escalate(move.line, move.team)
            break
        tool = plays.world.tools[move.tool]
        state = make(state, UseTool(tool.id))
        groups = play.after(position, tool)
        if any(truth in dict(settled) for _, settled in groups.values()):
            break
        here = next(g for g, _ in groups.values() if (truth, state.world) in g)
        position = here
    proof = scenario.proof
    possible = [faults for index, _ in position for faults in play.hypotheses[index].faults]
    cause = scenario.faults[0] if handed is None or scenario.faults[0] in possible else possible[0]
    fields = {
        "category": proof.category,
        "impact": proof.impact,
        "urgency": proof.urgency,
        "summary": "it does not work for this person",
        "cause": cause,
        "resolution": "found the cause and mended it",
    }
    state = make(state, FillTicket(tuple(fields.items())))
    if handed is None:
        confirm = next(n for n, t in plays.world.tools.items() if t.spec.reads == "symptom")
        bye = "Thank you, goodbye."
        return make(state, UseTool(confirm), Resolve(bye, heard(bye, "thank", "close")))
    words = "The team calls you within the hour. Thank you, goodbye."
    state = make(state, spoken(words, "promise_time", "thank", "close"))
    note = HandoffNote(
        "it does not work", "looked and asked", "see the cause", "waits at the desk",
        "check this first", true_note(state),
    )  # fmt: skip
    return make(state, Escalate(handed.line, handed.team, note))


def _narrow(play, position, name: str, found: tuple[Finding, ...]):  # type: ignore[no-untyped-def]
    from trainer.world.plays import position_after_findings

    told = tuple((finding.tool, finding.outcome) for finding in found)
    return position_after_findings(play, position, told)
