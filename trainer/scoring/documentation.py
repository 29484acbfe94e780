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
from trainer.scoring.consequences import unstated
from trainer.scoring.handoff import known_readings, replay_handoff, sorted_findings
from trainer.scoring.intake import score_intake
from trainer.scoring.review import start_position
from trainer.world.plays import plays_of, position_after_findings

_WORDS, _LETTERS = 3, 2


def score_documentation(case: Case) -> Iterator[Score]:
    """The summary always; a resolution where closed; the note where handed over."""
    ticket, handed = case.played.ticket, case.escalation()
    yield _text("summary", ticket.summary)
    yield from score_intake(case)
    if handed is None:
        yield _text("resolution_text", ticket.resolution)
        return
    turn, move = handed
    true, false = sorted_findings(case, move)
    yield _replay(case, turn, move, true)
    wrong = [told for told in move.note.told if told.status == "wrong" and told.outcome == "told"]
    if wrong:
        evidence = [Evidence(turn, told.words) for told in wrong]
        tools = "+".join(told.tool for told in wrong)
        yield score("documentation", "told", 1, *evidence, tools=tools)
    if false:
        tools = "+".join(tool for tool, _ in false)
        yield score("documentation", "facts", 0, Evidence(turn, ""), weight=1.5, tools=tools)
    yield _minimum(case, turn)
    yield _parts(turn, move)


def _text(criterion: str, text: str) -> Score:
    """Whether a field says something: at least three different words of two letters or more. Its
    wording is not judged."""
    words = {word for word in text.lower().split() if sum(map(str.isalpha, word)) >= _LETTERS}
    level: Level = 3 if len(words) >= _WORDS else 1 if words else 0
    evidence = (Evidence(None, text[:120]),) if text else ()
    return score("documentation", criterion, level, *evidence)


def _replay(case: Case, turn: int, move: Escalate, true: tuple[tuple[str, str], ...]) -> Score:
    """Extra expected minutes of the next line with this note beside a note of all that was known."""
    known = known_readings(case)
    start = start_position(plays_of(case.pack), case.played.scenario)
    if not true and position_after_findings(case.play, start, known) == start and len(start) > 1:
        return score(
            "documentation", "replay", 0, Evidence(turn, ""), weight=2.0, variant="nothing"
        )
    replay = replay_handoff(case)
    assert replay is not None  # asked only for handed-over tickets
    dropped = replay.yours.dropped
    loss = replay.loss + _bounced(case)
    level = level_of_loss(loss, replay.full_minutes)
    variant = f"astray.{min(level, 2)}" if dropped else ""
    return score("documentation", "replay", min(level, 2) if dropped else level,
                 Evidence(turn, ""), weight=2.0, variant=variant,
                 minutes=f"{loss:.0f}", count=str(len(true)))  # fmt: skip


def _bounced(case: Case) -> float:
    """Minutes of asking back, by the share of the minimum that the note leaves out."""
    minimum = _minimum_of(case)
    if not minimum:
        return 0.0
    return case.pack.policy.escalation.bounced * len(unstated(case)) / len(minimum)


def _minimum_of(case: Case) -> list[str]:
    return [
        name
        for name in case.pack.policy.handoff.minimum
        if case.world.tools[name].usable_at(case.line)
    ]


def _minimum(case: Case, turn: int) -> Score:
    """The policy's minimum facts: counted are those the trainee could have learnt."""
    minimum = _minimum_of(case)
    missing = list(unstated(case))
    level: Level = 3 if not missing else 2 if len(missing) == 1 and len(minimum) > 2 else (
        1 if len(missing) < len(minimum) else 0
    )  # fmt: skip
    return score("documentation", "minimum", level, Evidence(turn, ""), tools="+".join(missing))


def _parts(turn: int, move: Escalate) -> Score:
    """The note's five parts; an empty one sends the next line back with a question."""
    filled = [name for name in NOTE_TEXTS if len(getattr(move.note, name).split()) >= 2]
    level: Level = 3 if len(filled) >= 4 else 2 if len(filled) == 3 else 1 if filled else 0
    missing = [name for name in NOTE_TEXTS if name not in filled]
    return score(
        "documentation", "parts", level, Evidence(turn, ""), weight=0.5, parts="+".join(missing)
    )
