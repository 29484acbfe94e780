"""Triage: category, impact and urgency against the ones computed from state and policy."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.domain.scores import Evidence, Level, Score
from trainer.domain.triage import IMPACTS, URGENCIES
from trainer.scoring.case import Case


def score_triage(case: Case) -> Iterator[Score]:
    """Three criteria; a category of a cause that could not be told apart yet counts as right."""
    ticket, proof = case.played.ticket, case.played.scenario.proof
    possible = {proof.category}
    if case.escalation() is not None:
        possible |= {
            case.pack.faults[fault].spec.area
            for faults in case.play.faults(case.position)
            for fault in faults
        }
    right = ticket.category in possible
    yield score_field("category", ticket.category, proof.category, 3 if right else 0, "area")
    yield score_field(
        "impact", ticket.impact, proof.impact, _near(ticket.impact, proof.impact, IMPACTS), "scale"
    )
    yield score_field(
        "urgency",
        ticket.urgency,
        proof.urgency,
        _near(ticket.urgency, proof.urgency, URGENCIES),
        "urgency",
    )


def score_field(criterion: str, given: str, true: str, level: Level, kind: str) -> Score:
    """A score of one form field; `kind` says how its values read in words."""
    return Score(
        competency="triage",
        criterion=criterion,
        level=level,
        weight=1.0,
        evidence=(Evidence(None, given),) if given else (),
        explanation=f"{criterion}.{level if given else 'empty'}",
        better="" if level == 3 else f"{criterion}.better",
        values=((f"{kind}_given", given), (f"{kind}_true", true)),
    )


def _near(given: str, true: str, scale: tuple[str, ...]) -> Level:
    if given == true:
        return 3
    if given not in scale:
        return 0
    return 1 if abs(scale.index(given) - scale.index(true)) == 1 else 0
