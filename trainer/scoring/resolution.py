"""Resolution: the world at the end, confirmed with the person, without needless changes."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.domain.scores import Evidence, Score
from trainer.scoring.case import Case, level_of_loss, score


def score_resolution(case: Case) -> Iterator[Score]:
    """Nothing is asked of a ticket that belongs to a higher line, but not to close it as done."""
    escalated = case.escalation() is not None
    changes = [loss for loss in case.losses if loss.sort == "change"]
    if case.solved and not escalated:
        variant = "refused" if case.refused else ""
        yield score("resolution", "restored", 3, weight=2.0, variant=variant)
        if case.played.confirmed:
            yield score("resolution", "confirmed", 3)
        elif case.played.working:  # they said so unasked
            yield score("resolution", "confirmed", 2, variant="unasked")
        elif not case.refused:
            yield score("resolution", "confirmed", 0)
    elif case.within_authority:
        variant = "handed_away" if escalated else "not_restored"
        yield score("resolution", "restored", 0, weight=2.0, variant=variant,
                    tool=case.played.scenario.proof.repair[-1])  # fmt: skip
    elif not escalated:
        yield score("resolution", "restored", 0, weight=2.0, variant="closed_unsolved",
                    tool=case.played.scenario.proof.repair[-1])  # fmt: skip
    if changes:
        lost = sum(loss.loss for loss in changes)
        worst = max(changes, key=lambda loss: loss.loss)
        level = level_of_loss(lost, case.played.scenario.proof.best_minutes)
        yield score("resolution", "changes", level, Evidence(worst.turn, ""),
                    minutes=f"{lost:.0f}", tool=worst.tool)  # fmt: skip
