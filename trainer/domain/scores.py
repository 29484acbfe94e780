"""A score is never a bare number: it carries its level, evidence and a better move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Competency = Literal[
    "triage",
    "diagnosis",
    "resolution",
    "escalation",
    "communication",
    "documentation",
    "security",
]
COMPETENCIES: Final[tuple[Competency, ...]] = get_args(Competency)
Level = Literal[0, 1, 2, 3]
"""0 missing or wrong, 1 weak, 2 good, 3 full."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a score rests on: the turn it happened in and the words or values seen there."""

    turn: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Score:
    """One criterion's score.

    `explanation` and `better` are keys of the scoring texts with `values` to fill in, so that the
    same grade reads in either language; `better` is empty at level 3.
    """

    competency: Competency
    criterion: str
    level: Level
    weight: float
    evidence: tuple[Evidence, ...]
    explanation: str
    better: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CriticalError:
    """A breach of security or process, reported outside every average."""

    id: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Grade:
    """The graded attempt.

    `competencies` maps each competency that the attempt gave evidence on to 0..100 (as pairs);
    `overall` is their mean weighted by the policy, 0..100. A competency without evidence is absent,
    not zero. `passed` is overall at or above the policy's
    pass mark, no competency below its floor, and no critical error.
    """

    scoring_version: str
    outcome: str
    scores: tuple[Score, ...]
    competencies: tuple[tuple[Competency, float], ...]
    overall: float
    critical: tuple[CriticalError, ...]
    passed: bool

    def of(self, competency: Competency) -> float | None:
        """The competency's 0..100, or None where there was no evidence."""
        return dict(self.competencies).get(competency)
