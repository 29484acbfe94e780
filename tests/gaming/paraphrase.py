"""The same content in other words: what grades the paraphrases of one call get."""

from __future__ import annotations

import statistics
from collections import defaultdict
from dataclasses import dataclass

from tests.gaming.corpus import entries, filled, made, ticket
from trainer.domain.language import Language
from trainer.domain.moves import Abandon, Say
from trainer.scoring.grade import grade_attempt
from trainer.session.advance import start_attempt

MANNERS = ("plain", "other_words", "longer", "shorter", "typos", "other_greeting", "non_native",
           "formal")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spread:
    """Points of communication (0 to 100) over groups of paraphrases: mean range and standard
    deviation within a group, the widest range, and the mean deviation of each manner."""

    groups: int
    mean_range: float
    mean_deviation: float
    widest: float
    by_manner: dict[str, float]


def graded(group: dict[str, object], language: Language) -> dict[str, float]:
    """Communication of a call in each manner: three messages, then given up."""
    pack, scenario = ticket(group)
    found = {}
    for manner, texts in group["manners"].items():  # type: ignore[attr-defined]
        state = start_attempt(pack, scenario, language)
        for name in ("hello", "step", "bye"):
            if state.status == "open":
                state = made(state, Say(filled(texts[name], pack, scenario, language)))
        if state.status == "open":
            state = made(state, Abandon())
        found[manner] = dict(grade_attempt(pack, state.played()).competencies)["communication"]
    return found


def spread(language: Language) -> Spread:
    """The spread over all groups of a language."""
    ranges, deviations = [], []
    by_manner: dict[str, list[float]] = defaultdict(list)
    groups = entries(f"paraphrases.{language}")
    for group in groups:
        points = graded(group, language)
        mean = statistics.fmean(points.values())
        ranges.append(max(points.values()) - min(points.values()))
        deviations.append(statistics.pstdev(points.values()))
        for manner, value in points.items():
            by_manner[manner].append(value - mean)
    return Spread(
        groups=len(groups),
        mean_range=statistics.fmean(ranges),
        mean_deviation=statistics.fmean(deviations),
        widest=max(ranges),
        by_manner={manner: statistics.fmean(values) for manner, values in by_manner.items()},
    )
