"""Documentation: the ticket, and the hand-off note graded by replay.

The note's reader is a specialist of the addressed line who plays best play from what the note
tells; the extra minutes beside knowing all that the trainee had learnt are the note's loss.
"""

from __future__ import annotations

from collections.abc import Iterator

from trainer.domain.moves import Escalate
from trainer.domain.scores import Evidence, Level, Score
from trainer.domain.ticket import NOTE_TEXTS
from trainer.scoring.case import Case, level_of_loss, score
from trainer.scoring.review import start_position
from trainer.world.plays import plays_of, position_after_findings

_WORDS, _LETTERS = 3, 2


def score_documentation(case: Case) -> Iterator[Score]:
    """The summary always; a resolution where closed; the note where handed over."""
    ticket, handed = case.played.ticket, case.escalation()
    yield _text("summary", ticket.summary)
    if handed is None:
        yield _text("resolution_text", ticket.resolution)
        return
    turn, move = handed
    true, false = _sorted_findings(case, move)
    yield _replay(case, turn, move, true)
    wrong = [told for told in move.note.told if told.status == "wrong" and told.outcome == "told"]
    if wrong:
        evidence = [Evidence(turn, told.words) for told in wrong]
        tools = "+".join(told.tool for told in wrong)
        yield score("documentation", "told", 1, *evidence, tools=tools)
    if false:
        tools = "+".join(tool for tool, _ in false)
        yield score("documentation", "facts", 0, Evidence(turn, ""), weight=1.5, tools=tools)
    yield _minimum(case, turn, move, true)
    yield _parts(turn, move)


def _text(criterion: str, text: str) -> Score:
    """Whether a field says something: at least three different words of two letters or more. Its
    wording is not judged."""
    words = {word for word in text.lower().split() if sum(map(str.isalpha, word)) >= _LETTERS}
    level: Level = 3 if len(words) >= _WORDS else 1 if words else 0
    evidence = (Evidence(None, text[:120]),) if text else ()
    return score("documentation", criterion, level, *evidence)


def _sorted_findings(
    case: Case, move: Escalate
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """The note's findings, split into those the trainee truly read and those that mislead: never
    read, or taken from a claim or note that the world contradicts."""
    read = {
        (finding.tool, finding.outcome)
        for finding in case.played.findings
        if finding.source in ("look", "colleague")
    }
    note = case.played.scenario.note
    if note is not None:
        read |= {pair for pair in note.findings if pair != note.wrong}
    claims = {
        (finding.tool, finding.outcome)
        for finding in case.played.findings
        if finding.source == "claim" and finding.outcome != "claimed"
    }
    # What the note's words say counts as what is attached; a reading misheard there accuses nobody.
    attached = dict.fromkeys(
        (
            *move.note.findings,
            *((t.tool, t.outcome) for t in move.note.told if t.status == "present"),
        )
    )
    true = tuple(pair for pair in attached if pair in read or pair in claims)
    return true, tuple(pair for pair in attached if pair not in true)


def _replay(case: Case, turn: int, move: Escalate, true: tuple[tuple[str, str], ...]) -> Score:
    """Extra expected minutes of the next line with this note beside a note of all that was known."""
    known = _readings(case)
    start = start_position(plays_of(case.pack), case.played.scenario)
    if not true and position_after_findings(case.play, start, known) == start and len(start) > 1:
        return score(
            "documentation", "replay", 0, Evidence(turn, ""), weight=2.0, variant="nothing"
        )
    full = case.play.value(position_after_findings(case.play, case.play.initial, known), move.line)
    told = case.play.value(
        position_after_findings(case.play, case.play.initial, _only_readings(case, true)), move.line
    )
    loss = max(0.0, told - full)
    return score("documentation", "replay", level_of_loss(loss, full), Evidence(turn, ""),
                 weight=2.0, minutes=f"{loss:.0f}", count=str(len(true)))  # fmt: skip


def _readings(case: Case) -> tuple[tuple[str, str], ...]:
    """Everything truly read before anything was changed or learnt from the note."""
    pairs = [
        (finding.tool, finding.outcome)
        for finding in case.played.findings
        if finding.source in ("look", "colleague")
    ]
    note = case.played.scenario.note
    if note is not None:
        pairs += [pair for pair in note.findings if pair != note.wrong]
    return _only_readings(case, tuple(pairs))


def _only_readings(case: Case, pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Readings that hold in the world as the ticket arrived (a change may have altered it)."""
    truth = next(
        entry
        for entry in case.play.initial
        if case.play.hypotheses[entry[0]].faults == case.played.scenario.faults
    )
    return tuple(pair for pair in pairs if position_after_findings(case.play, (truth,), (pair,)))


def _minimum(case: Case, turn: int, move: Escalate, true: tuple[tuple[str, str], ...]) -> Score:
    """The policy's minimum facts: counted are those the trainee could have learnt."""
    minimum = [
        name
        for name in case.pack.policy.handoff.minimum
        if case.world.tools[name].usable_at(case.line)
    ]
    stated = {tool for tool, _ in true}
    stated |= {told.tool for told in move.note.told if told.status == "present"}
    unknowable = {
        tool for step in case.played.steps for tool, outcome in step.used
        if outcome in ("unknown", "unavailable", "cannot")
    }  # fmt: skip
    missing = [name for name in minimum if name not in stated and name not in unknowable]
    level: Level = 3 if not missing else 2 if len(missing) == 1 and len(minimum) > 2 else (
        1 if len(missing) < len(minimum) else 0
    )  # fmt: skip
    return score("documentation", "minimum", level, Evidence(turn, ""), tools="+".join(missing))


def _parts(turn: int, move: Escalate) -> Score:
    """The note's five parts; an empty one sends the next line back with a question."""
    filled = [name for name in NOTE_TEXTS if len(getattr(move.note, name).split()) >= 2]
    level: Level = 3 if len(filled) >= 4 else 2 if len(filled) == 3 else 1 if filled else 0
    missing = [name for name in NOTE_TEXTS if name not in filled]
    return score("documentation", "parts", level, Evidence(turn, ""), parts="+".join(missing))
