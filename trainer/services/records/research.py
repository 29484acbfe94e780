"""Records for research: nobody's name, words, ids or dates, only what they did."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Final

from trainer.domain.people import Actor
from trainer.domain.scores import COMPETENCIES
from trainer.errors import InvalidInput
from trainer.services.grades import grade_from_plain
from trainer.services.records.columns import Column, Row
from trainer.services.records.exports import PAGE, Export, walk
from trainer.services.records.left import LEAST_PEOPLE, FaultOf
from trainer.services.records.ports import RecordPages
from trainer.services.rights import Rights

RIGHTS: Final = Rights({"Research.tables": {"administrator": "any"}})
_SECONDS: Final = 10
"""Times within an attempt are told in steps of so many seconds."""

_ATTEMPT: Final = Column("attempt", "text", "Попытка", "Attempt")
ATTEMPTS: Final = (
    _ATTEMPT,
    Column("person", "text", "Участник", "Person"),
    Column("ticket", "text", "Заявка", "Ticket"),
    Column("pack", "text", "Набор", "Pack"),
    Column("pack_version", "text", "Версия набора", "Pack version"),
    Column("line", "whole", "Линия", "Line"),
    Column("fault", "text", "Неисправность", "Fault"),
    Column("language", "text", "Язык", "Language"),
    Column("week", "text", "Неделя", "Week"),
    Column("status", "text", "Состояние", "Status"),
    Column("overall", "number", "Итог, 0-100", "Overall, 0-100"),
    Column("passed", "yes_no", "Зачёт", "Passed"),
    Column("critical_errors", "whole", "Критические ошибки", "Critical errors"),
    Column("scoring_version", "text", "Версия оценки", "Scoring version"),
    *(Column(name, "number", name, name) for name in COMPETENCIES),
)
SCORES: Final = (
    _ATTEMPT,
    Column("competency", "text", "Навык", "Competency"),
    Column("criterion", "text", "Критерий", "Criterion"),
    Column("level", "whole", "Уровень, 0-3", "Level, 0-3"),
    Column("weight", "number", "Вес", "Weight"),
)
MOVES: Final = (
    _ATTEMPT,
    Column("number", "whole", "Ход", "Move"),
    Column("seconds", "whole", "Секунд от начала", "Seconds from the start"),
    Column("kind", "text", "Вид", "Kind"),
    Column("tool", "text", "Действие", "Tool"),
    Column("acts", "text", "Что понято", "Understood as"),
    Column("letters", "whole", "Букв", "Letters"),
)


class Research:
    """Use case of an administrator who gives records away for a study."""

    def __init__(self, pages: RecordPages, fault_of: FaultOf, page: int = PAGE) -> None:
        self._pages = pages
        self._fault_of = fault_of
        self._page = page

    def tables(self, actor: Actor, salt: bytes) -> tuple[Export, ...]:
        """Attempts, scores and moves of everybody, ended attempts only.

        Ids become keyed hashes by `salt` (at least 16 random bytes), which joins the three tables;
        throw it away afterwards, so that nobody, you included, finds the way back by trying ids.
        Seeds are hashed as well: the queue draws them from the person. Days become ISO weeks;
        words, evidence and names are left out. Raises InvalidInput for a short salt, and where
        fewer than LEAST_PEOPLE people have ended an attempt: they could be told apart.
        """
        RIGHTS.permit(actor, "Research.tables")
        if len(salt) < 16:
            raise InvalidInput("the salt needs 16 bytes or more", field="salt")
        people: set[str] = set()
        for page in walk(self._pages.attempts, None, self._page, lambda one: one.id):
            people |= {record.profile_id for record in page if record.status != "open"}
            if len(people) >= LEAST_PEOPLE:
                break
        else:
            raise InvalidInput(
                f"fewer than {LEAST_PEOPLE} people have ended an attempt: hashes would hide nobody",
                field="people",
                reason="research_few",
                least=LEAST_PEOPLE,
            )
        label = _labels(salt)
        return (
            Export("attempts", ATTEMPTS, self._attempts(label)),
            Export("scores", SCORES, self._scores(label)),
            Export("moves", MOVES, self._moves(label)),
        )

    def _attempts(self, label: Callable[[str, str], str]) -> Iterator[Row]:
        for page in walk(self._pages.attempts, None, self._page, lambda one: one.id):
            for one in page:
                if one.status == "open":
                    continue
                key, means = one.key, {} if one.held else dict(one.competencies)
                overall, passed = (None, None) if one.held else (one.overall, one.passed)
                yield (
                    label("attempt", one.id), label("person", one.profile_id),
                    label("ticket", str(key)), key.pack, key.version, key.line,
                    self._fault_of(key), one.language, week(one.started_at), one.status,
                    overall, passed, one.critical, one.scoring_version,
                    *(means.get(name) for name in COMPETENCIES),
                )  # fmt: skip

    def _scores(self, label: Callable[[str, str], str]) -> Iterator[Row]:
        for page in walk(self._pages.grades, None, self._page, lambda one: one.attempt.id):
            for one in page:
                if one.attempt.held:
                    continue
                attempt = label("attempt", one.attempt.id)
                for score in grade_from_plain(one.grade).scores:
                    weight = float(score.weight)
                    yield attempt, score.competency, score.criterion, score.level, weight

    def _moves(self, label: Callable[[str, str], str]) -> Iterator[Row]:
        for page in walk(self._pages.attempts, None, self._page, lambda one: one.id):
            for one in page:
                if one.status == "open":
                    continue
                for entry in self._pages.moves(one.id):
                    move = entry.move
                    understood = move.get("understood") or {}
                    acts = [str(act[0]) for act in understood.get("acts", ())]
                    said = str(move.get("text") or move.get("words") or "")
                    passed = (entry.made_at - one.started_at).total_seconds()
                    yield (
                        label("attempt", one.id), entry.number,
                        round(passed / _SECONDS) * _SECONDS, str(move.get("kind", "")),
                        str(move.get("tool", "")), json.dumps(acts) if acts else "",
                        len(said) if said else None,
                    )  # fmt: skip


def week(at: datetime) -> str:
    """The ISO week: 2026-W45."""
    year, number, _ = at.astimezone(UTC).isocalendar()
    return f"{year}-W{number:02d}"


def _labels(salt: bytes) -> Callable[[str, str], str]:
    def label(kind: str, value: str) -> str:
        return hmac.new(salt, f"{kind}\0{value}".encode(), hashlib.sha256).hexdigest()[:20]

    return label
