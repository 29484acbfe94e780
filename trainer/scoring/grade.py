"""The grade of an attempt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from trainer.content.model import Pack
from trainer.domain.attempt import Played
from trainer.domain.scores import COMPETENCIES, Competency, Grade, Level, Score
from trainer.scoring.case import Case
from trainer.scoring.communication import score_communication
from trainer.scoring.diagnosis import score_diagnosis
from trainer.scoring.documentation import score_documentation
from trainer.scoring.escalation import score_escalation
from trainer.scoring.resolution import score_resolution
from trainer.scoring.review import final_position, review_moves
from trainer.scoring.security import critical_errors, score_security
from trainer.scoring.triage import score_triage
from trainer.world.plays import plays_of

SCORING_VERSION: Final = "3"
"""Changes whenever the same attempt could get another grade; the changelog says so too."""


def grade_attempt(pack: Pack, played: Played) -> Grade:
    """Grade an ended attempt.

    A competency is 0..100: the mean of its criteria's levels (0..3), weighted. The overall is the
    mean of the competencies that the attempt gave evidence on, weighted by the policy. Critical
    errors never enter an average; one of them keeps the attempt from passing.
    """
    case = read_case(pack, played)
    scores: list[Score] = []
    for criteria in (
        score_triage,
        score_diagnosis,
        score_resolution,
        score_escalation,
        score_communication,
        score_documentation,
        score_security,
    ):
        scores += criteria(case)
    means = competency_means(tuple(scores))
    overall = _overall(pack, means)
    critical = critical_errors(case)
    return Grade(
        scoring_version=SCORING_VERSION,
        outcome=_outcome(case),
        scores=tuple(scores),
        competencies=tuple(means.items()),
        overall=overall,
        critical=critical,
        passed=_passed(pack, overall, means) and not critical,
    )


def corrected_grade(pack: Pack, grade: Grade, levels: Mapping[str, Level]) -> Grade:
    """The grade with these levels in place of the app's, by criterion; all figures follow from them.

    A criterion that the grade does not have is left alone. Explanations stay the app's.
    """
    scores = tuple(
        replace(score, level=levels.get(score.criterion, score.level)) for score in grade.scores
    )
    means = competency_means(scores)
    overall = _overall(pack, means)
    return replace(
        grade,
        scores=scores,
        competencies=tuple(means.items()),
        overall=overall,
        passed=_passed(pack, overall, means) and not grade.critical,
    )


def read_case(pack: Pack, played: Played) -> Case:
    """Work out what the criteria look at."""
    plays = plays_of(pack)
    scenario = played.scenario
    return Case(
        pack=pack,
        world=plays.world,
        play=plays.of_scenario(scenario),
        played=played,
        losses=review_moves(pack, played),
        position=final_position(pack, played),
        solved=plays.world.resolved(scenario.faults, scenario.reported, played.world),
    )


def competency_means(scores: tuple[Score, ...]) -> dict[Competency, float]:
    """0..100 for each competency that has a score, in the order of COMPETENCIES."""
    means: dict[Competency, float] = {}
    for competency in COMPETENCIES:
        own = [score for score in scores if score.competency == competency]
        weight = sum(score.weight for score in own)
        if weight:
            total = sum(score.level * score.weight for score in own)
            means[competency] = round(100 * total / (3 * weight), 2)
    return means


def _passed(pack: Pack, overall: float, means: dict[Competency, float]) -> bool:
    """Strength in one competency makes up for weakness in another, but not for having none of it."""
    floor = pack.policy.pass_floor
    return overall >= pack.policy.pass_mark and all(mean >= floor for mean in means.values())


def _overall(pack: Pack, means: dict[Competency, float]) -> float:
    weights = {name: pack.policy.weights[name] for name in means}
    total = sum(weights.values())
    if not total:
        return 0.0
    return round(sum(means[name] * weight for name, weight in weights.items()) / total, 2)


def _outcome(case: Case) -> str:
    """A key of the outcome texts."""
    if case.played.status == "abandoned":
        return "abandoned"
    handed = case.escalation()
    proof = case.played.scenario.proof
    if handed is None:
        return "resolved" if case.solved else "closed_unsolved"
    if case.within_authority:
        return "over_escalated"
    move = handed[1]
    right = (move.line, move.team) == (proof.owner_line, proof.owner_team)
    return "escalated" if right else "escalated_elsewhere"
