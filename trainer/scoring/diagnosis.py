"""Diagnosis: losses of the looking moves, and the cause named."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.domain.scores import Evidence, Score
from trainer.scoring.case import Case, level_of_loss, score
from trainer.scoring.review import MoveLoss, start_position
from trainer.world.plays import plays_of


def score_diagnosis(case: Case) -> Iterator[Score]:
    """How well the trainee looked, and what they concluded."""
    yield _looks(case)
    yield _cause(case)


def _looks(case: Case) -> Score:
    looks = [loss for loss in case.losses if loss.sort == "look"]
    asked = [loss for loss in case.losses if loss.sort == "fact"]
    lost = sum(loss.loss for loss in (*looks, *asked))
    start = start_position(plays_of(case.pack), case.played.scenario)
    value = case.play.value(start, case.line)
    if not looks:
        missed = _look_missed(case)
        if missed is None:
            return score("diagnosis", "looks", 3, variant="not_needed")
        return score("diagnosis", "looks", 0, variant="none", weight=2.0, tool=missed)
    told = sum(loss.after < loss.before for loss in asked)
    worst = max(looks, key=lambda loss: loss.loss)
    level = level_of_loss(lost, value)
    evidence = Evidence(worst.turn, "") if level < 3 else Evidence(looks[0].turn, "")
    better = _better_look(case, worst)
    return score(
        "diagnosis", "looks", level, evidence, weight=2.0,
        minutes=f"{lost:.0f}", count=str(len(looks) + told), tool=better,
    )  # fmt: skip


def _better_look(case: Case, worst: MoveLoss) -> str:
    """A look that tells something here: best play's own at the worst move, else one of the proof's."""
    best = worst.best.tool if worst.best else ""
    if best and not case.world.tools[best].effects:
        return best
    learnable = case.played.scenario.proof.learnable
    return next((name for name in learnable if not case.world.tools[name].effects), worst.tool)


def _look_missed(case: Case) -> str | None:
    """The look that best play would have made where the trainee acted without one; None where
    what triage and the note ask for had told enough (or nothing was left to tell apart)."""
    for loss in case.losses:
        if loss.sort == "fact" or loss.name in ("best", "good"):
            continue
        if loss.best is not None and loss.best.tool:
            tool = case.world.tools[loss.best.tool]
            if tool.spec.reads is not None:
                return tool.id
    return None


def _cause(case: Case) -> Score:
    named, faults = case.played.ticket.cause, case.played.scenario.faults
    evidence = (Evidence(None, named),) if named else ()
    truth = "+".join(faults)
    if named in faults:
        return score("diagnosis", "cause", 3, *evidence, fault=truth)
    if case.escalation() is not None:
        # The next line finds the cause: what the trainee may be held to is what was possible.
        possible = {fault for faults in case.play.faults(case.position) for fault in faults}
        if named in possible:
            return score("diagnosis", "cause", 3, *evidence, variant="possible", fault=truth)
        if not named:
            return score("diagnosis", "cause", 1, variant="left_open", fault=truth)
        return score("diagnosis", "cause", 0, *evidence, variant="ruled_out", fault=truth)
    if not named:
        return score("diagnosis", "cause", 0, variant="empty", fault=truth)
    return score("diagnosis", "cause", 0, *evidence, fault=truth)
