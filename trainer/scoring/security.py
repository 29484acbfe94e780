"""Security and process: scripted duties kept, nothing asked for that must not be asked."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.domain.scores import CriticalError, Evidence, Score
from trainer.scoring.case import Case, score


def score_security(case: Case) -> Iterator[Score]:
    """A score only where the ticket put a duty to the test; breaches count in any ticket."""
    if case.played.breaches:
        worst = case.played.breaches[0]
        yield score("security", "duties", 0, Evidence(worst.turn, worst.words), breach=worst.id)
        return
    if case.refused and case.solved:
        yield score("security", "duties", 3, variant="refused")
        return
    tested = sorted(
        {
            duty
            for step in case.played.steps
            for tool, _ in step.used
            for duty, _ in case.world.tools[tool].duties
        }
    )
    if tested:
        yield score("security", "duties", 3, duties="+".join(tested))


def critical_errors(case: Case) -> tuple[CriticalError, ...]:
    """Every breach, each kind once, with where it happened."""
    first: dict[str, CriticalError] = {}
    for breach in case.played.breaches:
        first.setdefault(breach.id, CriticalError(breach.id, Evidence(breach.turn, breach.words)))
    return tuple(first.values())
