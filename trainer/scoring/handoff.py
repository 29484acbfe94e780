"""The hand-off note replayed: what the colleague does with it, beside a note of all that was known.

    loss = mean over the causes that the trainee had not ruled out, by their weights, of
           the colleague's minutes with this note - expected minutes of best play with all readings

Best play with all readings is the optimum for those causes, so the loss is never below zero. A note
that leaves a check out makes the colleague repeat it or guess; a note that states what the world
contradicts sends the colleague astray until a reading of their own shows it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from trainer.domain.moves import Escalate
from trainer.scoring.case import Case
from trainer.scoring.specialist import Continuation, Reading, expected_minutes, play_on
from trainer.world.plays import position_after_findings


@dataclass(frozen=True, slots=True)
class HandoffReplay:
    """`yours` and `perfect` are the colleague's next steps against the true cause with the
    trainee's note and with one of everything read; `minutes` and `full_minutes` the expected
    minutes over the causes not ruled out; `loss` their difference."""

    yours: Continuation
    perfect: Continuation
    minutes: float
    full_minutes: float
    loss: float


def replay_handoff(case: Case) -> HandoffReplay | None:
    """Replay the note of a handed-over attempt; None where nothing was handed over."""
    handed = case.escalation()
    if handed is None:
        return None
    _, move = handed
    true, false = sorted_findings(case, move)
    told = (*only_readings(case, true), *only_misleading(case, false))
    known = known_readings(case)
    possible = position_after_findings(case.play, case.play.initial, known)
    full = case.play.value(possible, move.line)
    if math.isinf(full):
        full = case.pack.policy.handoff.reopened
    minutes = expected_minutes(case.play, move.line, told, possible)
    truth = next(
        index
        for index, hypothesis in enumerate(case.play.hypotheses)
        if hypothesis.faults == case.played.scenario.faults
    )
    return HandoffReplay(
        yours=play_on(case.play, move.line, told, truth),
        perfect=play_on(case.play, move.line, known, truth),
        minutes=minutes,
        full_minutes=full,
        loss=max(0.0, round(minutes - full, 6)),
    )


def sorted_findings(case: Case, move: Escalate) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
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
    # What the note's words say counts as what is attached; a reading misheard there accuses nobody,
    # and a fact stated rightly is true wherever it was learnt: the ticket's head tells some.
    said = [(t.tool, t.outcome) for t in move.note.told if t.status == "present"]
    attached = dict.fromkeys((*move.note.findings, *said))
    true = tuple(pair for pair in attached if pair in read or pair in claims or pair in said)
    return true, tuple(pair for pair in attached if pair not in true)


def known_readings(case: Case) -> tuple[Reading, ...]:
    """Everything truly read that holds in the world as the ticket arrived."""
    pairs = [
        (finding.tool, finding.outcome)
        for finding in case.played.findings
        if finding.source in ("look", "colleague")
    ]
    note = case.played.scenario.note
    if note is not None:
        pairs += [pair for pair in note.findings if pair != note.wrong]
    return only_readings(case, tuple(pairs))


def only_readings(case: Case, pairs: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Readings that hold in the world as the ticket arrived (a change may have altered it)."""
    truth = next(
        entry
        for entry in case.play.initial
        if case.play.hypotheses[entry[0]].faults == case.played.scenario.faults
    )
    return tuple(pair for pair in pairs if position_after_findings(case.play, (truth,), (pair,)))


def only_misleading(case: Case, pairs: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """False readings that the world, as the ticket arrived, contradicts; one that was invented
    and happens to be true misleads nobody."""
    holding = only_readings(case, pairs)
    return tuple(pair for pair in pairs if pair not in holding)
