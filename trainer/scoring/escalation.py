"""Escalation: right or not, to whom, and when. Never a penalty for escalating as such.

What a wrong decision costs is the policy's (`escalation` in policy.yaml); levels follow the cost."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.domain.scores import Evidence, Level, Score
from trainer.scoring.case import Case, level_of_loss, score
from trainer.scoring.consequences import decision_cost, late_minutes, level_of_cost


def score_escalation(case: Case) -> Iterator[Score]:
    """The decision always; address and time where the ticket was handed over."""
    proof, handed = case.played.scenario.proof, case.escalation()
    team, line = proof.owner_team, str(proof.owner_line)
    if case.within_authority:
        if handed is not None:
            yield score("escalation", "decision", level_of_cost(case, decision_cost(case)),
                        Evidence(handed[0], ""), weight=2.0, variant="over", team=team, line=line)  # fmt: skip
        elif case.solved:
            yield score(
                "escalation", "decision", 3, weight=2.0, variant="kept", team=team, line=line
            )
        else:
            level = level_of_cost(case, decision_cost(case))
            yield score(
                "escalation", "decision", level, weight=2.0, variant="gave_up", team=team, line=line
            )
        return
    if handed is None:
        level = level_of_cost(case, decision_cost(case))
        yield score(
            "escalation", "decision", level, weight=2.0, variant="under", team=team, line=line
        )
        return
    turn, move = handed
    yield score(
        "escalation",
        "decision",
        3,
        Evidence(turn, ""),
        weight=2.0,
        variant="right",
        team=team,
        line=line,
    )
    level = _address(case)
    lucky = level == 1 and (move.line, move.team) == (proof.owner_line, proof.owner_team)
    elsewhere = level == 3 and (move.line, move.team) != (proof.owner_line, proof.owner_team)
    variant = "lucky" if lucky else "best_guess" if elsewhere else ""
    yield score(
        "escalation", "address", level, Evidence(turn, move.team),
        variant=variant, team=team, line=line,
    )  # fmt: skip
    yield _timing(case, turn)


def _address(case: Case) -> Level:
    proof, handed = case.played.scenario.proof, case.escalation()
    assert handed is not None  # asked only for handed-over tickets
    move = handed[1]
    loss = next((loss for loss in case.losses if loss.sort == "handoff"), None)
    if (move.line, move.team) == (proof.owner_line, proof.owner_team):
        # Right by a blind guess is luck: the loss says how little pointed there.
        return 3 if loss is None or loss.name not in ("mistake", "blunder") else 1
    if (
        loss is not None
        and loss.best
        and (loss.best.line, loss.best.team) == (move.line, move.team)
    ):
        return 3  # the best address by what was known, though another team had to finish it
    costs = case.pack.policy.escalation
    return level_of_cost(
        case, costs.wrong_team if move.line == proof.owner_line else costs.wrong_line
    )


def _timing(case: Case, turn: int) -> Score:
    """Too early costs at the hand-off itself; too late is what was lost once handing over was best."""
    early = sum(loss.loss for loss in case.losses if loss.sort == "handoff")
    late = late_minutes(case)
    level = level_of_loss(early + late, case.played.scenario.proof.best_minutes / 2)
    variant = "" if level == 3 else ("early" if early >= late else "late")
    return score("escalation", "timing", level, Evidence(turn, ""), variant=variant,
                 minutes=f"{early + late:.0f}")  # fmt: skip
