"""Reports on a person's own practice."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from trainer.content.model import Pack
from trainer.domain.language import Language
from trainer.progress.summary import (
    LEAST_ATTEMPTS,
    Graded,
    competency_summaries,
    line_verdict,
    summarise,
    weakest,
)
from trainer.services.ports import AttemptRecord, AttemptStore
from trainer.services.views import CompetencyProgress, LineProgress, Progress


@lru_cache(maxsize=2)
def _texts(language: Language) -> dict[str, Any]:
    source = files("trainer.services").joinpath("texts", f"{language}.yaml")
    texts = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(texts, dict)
    return texts


class Reports:
    """Progress of one person over all packs; `ladder` is the pack whose policy draws the ladder."""

    def __init__(self, packs: Mapping[str, Pack], attempts: AttemptStore, ladder: str) -> None:
        self._packs = packs
        self._attempts = attempts
        self._ladder = ladder

    def progress(self, profile_id: str, language: Language) -> Progress:
        """What the person's graded attempts show; empty but well-formed for a beginner."""
        records = [
            record
            for record in reversed(self._attempts.of_profile(profile_id))
            if record.overall is not None and record.finished_at is not None
        ]
        graded = [_graded(record) for record in records]
        summaries = competency_summaries(graded)
        return Progress(
            points=tuple(
                (record.finished_at, record.key.line, record.overall)
                for record in records
                if record.finished_at is not None and record.overall is not None
            ),
            competencies=tuple(
                CompetencyProgress(name, summary.mean, summary.spread, summary.count)
                for name, summary in summaries.items()
            ),
            lines=tuple(self._line(line, graded, language) for line in (1, 2, 3)),
            criticals=sum(attempt.critical for attempt in graded),
            next_steps=self._next_steps(graded, language),
        )

    def _line(self, line: int, graded: list[Graded], language: Language) -> LineProgress:
        policy = self._packs[self._ladder].policy
        spec = policy.lines[line]
        own = [attempt for attempt in graded if attempt.line == line]
        currency = policy.currency.in_language(language)
        return LineProgress(
            line=line,
            title=spec.title.in_language(language),
            duties=spec.duties.in_language(language),
            pay=f"{spec.pay_low}\N{EN DASH}{spec.pay_high} {currency}",
            attempts=len(own),
            passed=sum(attempt.passed for attempt in own),
            mean=summarise([attempt.overall for attempt in own]).mean if own else None,
            verdict=line_verdict(graded, line, policy.pass_mark),
        )

    def _next_steps(self, graded: list[Graded], language: Language) -> tuple[str, ...]:
        texts = _texts(language)
        if not graded:
            return (str(texts["first"]),)
        steps = [
            str(texts["practise"][name]) for name in weakest(competency_summaries(graded), count=2)
        ]
        line = next((line for line in (1, 2, 3) if self._missing(graded, line) > 0), None)
        if line is not None:
            template = str(texts["evidence"])
            steps.append(template.format(line=line, count=self._missing(graded, line)))
        return tuple(steps[:3])

    def _missing(self, graded: list[Graded], line: int) -> int:
        return LEAST_ATTEMPTS - sum(attempt.line == line for attempt in graded)


def _graded(record: AttemptRecord) -> Graded:
    assert record.overall is not None  # open attempts were filtered out
    return Graded(
        record.key.line,
        record.overall,
        record.competencies,
        record.critical,
        bool(record.passed),
    )
