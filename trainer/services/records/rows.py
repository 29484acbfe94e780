"""Records as rows of the exported tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from trainer.content.model import Pack
from trainer.domain.language import Language
from trainer.domain.readiness import Estimate, Readiness
from trainer.domain.scores import COMPETENCIES, Score
from trainer.scoring.words import Words
from trainer.services.grades import grade_from_plain
from trainer.services.ports import AttemptRecord, MoveRecord
from trainer.services.records.columns import Row
from trainer.services.records.ports import GradeRecord

_SHOWN_APART: Final = frozenset({"kind", "tool", "text", "words", "understood"})


def attempt_row(record: AttemptRecord, person: str) -> Row:
    """One attempt; competencies without evidence are empty, not zero. Scores of a grade on hold are
    empty as well: they are not final."""
    held = record.held
    means = {} if held else dict(record.competencies)
    key = record.key
    return (
        record.id, record.profile_id, person, key.pack, key.version, key.line, key.seed,
        key.fault, record.language, record.started_at, record.finished_at, record.status,
        None if held else record.overall, None if held else record.passed, record.critical,
        record.scoring_version, *(means.get(name) for name in COMPETENCIES), held,
    )  # fmt: skip


def score_rows(
    record: GradeRecord, person: str, language: Language, packs: Mapping[str, Pack]
) -> Iterator[Row]:
    """One row a criterion, then one for each critical error (criterion `critical_error`, no level)."""
    attempt, grade = record.attempt, grade_from_plain(record.grade)
    key, pack = attempt.key, packs.get(attempt.key.pack)
    words = Words(pack, language) if pack else None
    head = (
        attempt.id, attempt.profile_id, person, key.pack, key.version, key.line,
        record.graded_at, grade.scoring_version,
    )  # fmt: skip
    for score in grade.scores:
        title, explanation, better, seen = _in_words(words, score)
        turns = " ".join(str(one.turn) for one in score.evidence if one.turn is not None)
        yield (
            *head, score.competency, score.criterion, title, score.level, float(score.weight),
            turns, seen, explanation, better,
        )  # fmt: skip
    for error in grade.critical:
        turn = "" if error.evidence.turn is None else str(error.evidence.turn)
        title = ""
        if pack and error.id in pack.texts[language].critical_errors:
            title = pack.texts[language].critical_errors[error.id].name
        evidence = error.evidence.words
        yield (*head, "security", "critical_error", title or error.id, None, None, turn, evidence,
               "", "")  # fmt: skip


def _in_words(words: Words | None, score: Score) -> tuple[str, str, str, str]:
    """Title, explanation, better move and evidence; as stored where the pack or the texts that it
    was graded with are gone."""
    seen = [one.words for one in score.evidence]
    if words is not None:
        try:
            return (
                words.criterion(score),
                words.explanation(score),
                words.better(score),
                " | ".join(words.evidence(score, one) for one in seen),
            )
        except KeyError:
            pass
    return score.criterion, score.explanation, score.better, " | ".join(seen)


def move_row(record: MoveRecord, profile_id: str, person: str) -> Row:
    """One move as made; what is neither tool nor words stands in `details` as JSON."""
    move = record.move
    rest = {name: value for name, value in move.items() if name not in _SHOWN_APART}
    details = json.dumps(rest, ensure_ascii=False, sort_keys=True) if rest else ""
    said = str(move.get("text") or move.get("words") or "")
    return (
        record.attempt_id, profile_id, person, record.number, record.made_at,
        str(move.get("kind", "")), str(move.get("tool", "")), said, details,
    )  # fmt: skip


def readiness_rows(found: Readiness, profile_id: str, person: str) -> Iterator[Row]:
    """Three lines, then the competencies, then all together."""
    head = (profile_id, person, found.at)
    for line in found.lines:
        yield (
            *head, "line", line.line, "", line.verdict, *_bounds(line.estimate), line.cut,
            line.chance, line.cases, line.needed, " ".join(line.lacking), line.criticals,
        )  # fmt: skip
    for name, estimate in found.competencies:
        yield (*head, "competency", None, name, "", *_bounds(estimate), None, None,
               estimate.cases, None, "", None)  # fmt: skip
    yield (*head, "overall", None, "", "", *_bounds(found.overall), None, None,
           found.overall.cases, None, "", None)  # fmt: skip


def _bounds(estimate: Estimate) -> tuple[float, float, float]:
    return estimate.expected, estimate.low, estimate.high
