"""Lines 2 and 3: the note that came with the ticket, its gaps and errors, and sending it back."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.domain.moves import ReturnTicket
from trainer.domain.scenario import SeededNote
from trainer.domain.scores import Evidence, Level, Score
from trainer.scoring.case import Case, score

_WORDS = 4
_RUDE = frozenset({"blame", "calm_down"})
_COURTESY = frozenset(
    {"greet", "thank", "apologise", "acknowledge", "empathise", "explain", "promise_time"}
)


def score_intake(case: Case) -> Iterator[Score]:
    """Whether a gap or an error of the received note was noticed, and how it was sent back.

    Judged by consequences: a false fact that was checked, or that led nobody astray, is noticed; a
    gap that the work did not need costs nothing.
    """
    note = case.played.scenario.note
    if note is None:
        return
    if note.wrong is not None:
        yield _wrong(case, note)
    if note.missing:
        yield _gap(case, note)
    for step in case.played.steps:
        if isinstance(step.move, ReturnTicket):
            yield _words(step.turn, step.move, note)


def _wrong(case: Case, note: SeededNote) -> Score:
    assert note.wrong is not None  # asked only for notes with a false fact
    tool, said = note.wrong
    handed = case.escalation()
    if handed is not None and (tool, said) in handed[1].note.findings:
        return score("documentation", "note_wrong", 0, Evidence(handed[0], ""), weight=1.5,
                     variant="passed_on", tool=tool)  # fmt: skip
    checked = next(
        (f.turn for f in case.played.findings if f.tool == tool and f.source != "note"), None
    )
    if checked is not None:
        return score("documentation", "note_wrong", 3, Evidence(checked, ""), weight=1.5,
                     variant="checked", tool=tool)  # fmt: skip
    if _ended_well(case):
        return score("documentation", "note_wrong", 3, weight=1.5, variant="not_misled", tool=tool)
    return score("documentation", "note_wrong", 1, weight=1.5, variant="unnoticed", tool=tool)


def _gap(case: Case, note: SeededNote) -> Score:
    missing = note.missing
    learnt = {f.tool for f in case.played.findings if f.source in ("look", "colleague")}
    left = [name for name in missing if name not in learnt]
    if not left:
        return score("documentation", "note_gap", 3, tools="+".join(missing))
    if case.escalation() is None and case.solved:
        return score("documentation", "note_gap", 3, variant="not_needed", tools="+".join(left))
    if case.escalation() is not None and _ended_well(case):
        return score("documentation", "note_gap", 2, variant="passed_on", tools="+".join(left))
    return score("documentation", "note_gap", 1, variant="unnoticed", tools="+".join(left))


def _words(turn: int, move: ReturnTicket, note: SeededNote) -> Score:
    """A return says what is missing and why, as one colleague to another."""
    fair = bool(set(move.missing) & set(note.missing))
    spoken = {act.id for act in move.understood.acts if act.kind == "speech"}
    evidence = Evidence(turn, move.words[:120])
    if not fair:
        return score("documentation", "return_words", 0, evidence, variant="unfair")
    words = {word for word in move.words.lower().split() if sum(map(str.isalpha, word)) >= 2}
    level: Level
    if spoken & _RUDE:
        return score("documentation", "return_words", 0, evidence, variant="rude")
    level = 1 if len(words) < _WORDS else 3 if spoken & _COURTESY else 2
    return score("documentation", "return_words", level, evidence)


def _ended_well(case: Case) -> bool:
    handed, proof = case.escalation(), case.played.scenario.proof
    if handed is None:
        return case.solved
    return not case.within_authority and (handed[1].line, handed[1].team) == (
        proof.owner_line,
        proof.owner_team,
    )
