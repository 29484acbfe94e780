"""Escalation decisions by what they led to: the policy's cost matrix applied to one attempt."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.domain.consequence import Consequence, ConsequenceKind
from trainer.domain.scores import Level
from trainer.scoring.case import Case


def consequences(case: Case) -> tuple[Consequence, ...]:
    """What the trainee's decisions led to, in the order they matter: the decision itself, the
    address, delay, a note sent back, breaches."""
    return tuple(_decision(case)) + tuple(_breaches(case))


def decision_cost(case: Case) -> float:
    """Minutes of work that the decision to keep or hand on cost beside best play."""
    return sum(
        found.work for found in _decision(case)
        if found.kind in ("over_escalated", "under_escalated", "given_up")
    )  # fmt: skip


def level_of_cost(case: Case, minutes: float) -> Level:
    """A level for minutes of needless work, by the policy's bounds; nothing lost is full marks."""
    costs = case.pack.policy.escalation
    if minutes <= 0:
        return 3
    if minutes <= costs.good:
        return 2
    return 1 if minutes <= costs.weak else 0


def unstated(case: Case) -> tuple[str, ...]:
    """Facts of the policy's minimum that the note could have stated and does not."""
    handed = case.escalation()
    if handed is None:
        return ()
    note = handed[1].note
    stated = {tool for tool, _ in note.findings}
    stated |= {told.tool for told in note.told if told.status == "present"}
    unknowable = {
        tool for step in case.played.steps for tool, outcome in step.used
        if outcome in ("unknown", "unavailable", "cannot")
    }  # fmt: skip
    return tuple(
        name
        for name in case.pack.policy.handoff.minimum
        if case.world.tools[name].usable_at(case.line)
        and name not in stated
        and name not in unknowable
    )


def _decision(case: Case) -> Iterator[Consequence]:
    costs, proof = case.pack.policy.escalation, case.played.scenario.proof
    handed = case.escalation()
    if case.played.status == "open":
        return
    if handed is None:
        turn = case.played.steps[-1].turn if case.played.steps else None
        if not case.within_authority:
            yield _of(case, "under_escalated", turn, costs.under, case.line)
        elif not case.solved:
            yield _of(case, "given_up", turn, costs.given_up, case.line)
        else:
            yield _of(case, "kept_right", turn, 0.0, case.line)
        return
    turn, move = handed
    if case.within_authority:
        yield _of(case, "over_escalated", turn, costs.over, move.line)
    elif move.line != proof.owner_line:
        yield _of(case, "wrong_line", turn, costs.wrong_line, move.line)
    elif move.team != proof.owner_team:
        yield _of(case, "wrong_team", turn, costs.wrong_team, move.line)
    else:
        yield _of(case, "right", turn, 0.0, move.line)
    if late := late_minutes(case) * costs.late:
        yield _of(case, "late", turn, late, case.line)
    if questions := unstated(case):
        yield _of(case, "bounced", turn, costs.bounced, move.line, "+".join(questions))


def late_minutes(case: Case) -> float:
    """Expected minutes that went by once handing over was best play."""
    return sum(
        loss.loss
        for loss in case.losses
        if loss.sort in ("look", "change") and loss.best is not None and loss.best.line
    )


def _breaches(case: Case) -> Iterator[Consequence]:
    errors = case.pack.policy.critical_errors
    seen: set[str] = set()
    for breach in case.played.breaches:
        if breach.id in seen or breach.id not in errors:
            continue
        seen.add(breach.id)
        yield _of(case, "breach", breach.turn, errors[breach.id].minutes, 3, breach.id)


def _of(
    case: Case,
    kind: ConsequenceKind,
    turn: int | None,
    work: float,
    line: int,
    detail: str = "",
) -> Consequence:
    waiting = 0.0 if kind in ("right", "kept_right", "breach") else work
    money = work * case.pack.policy.escalation.per_minute[line]
    return Consequence(kind, turn, round(waiting, 1), round(work, 1), line, round(money, 1), detail)
