"""The columns of every exported table: names are kept from release to release (docs/records.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, get_args

from trainer.domain.language import Language

What = Literal["attempts", "scores", "moves", "readiness"]
WHATS: Final[tuple[What, ...]] = get_args(What)
Kind = Literal["text", "whole", "number", "yes_no", "time"]
Value = str | int | float | bool | datetime | None
Row = tuple[Value, ...]
"""One value a column; None where there is none."""


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is the stable one of files that programs read; `ru` and `en` head a spreadsheet.

    `width` is the width of its column there, in characters.
    """

    name: str
    kind: Kind
    ru: str
    en: str
    width: int = 14

    def heading(self, language: Language) -> str:
        """What a person reads over the column."""
        return self.ru if language == "ru" else self.en


_WHO: Final = (
    Column("person_id", "text", "Код участника", "Person id", 34),
    Column("person", "text", "Участник", "Person", 24),
)
_TICKET: Final = (
    Column("pack", "text", "Набор", "Pack", 12),
    Column("pack_version", "text", "Версия набора", "Pack version", 12),
    Column("line", "whole", "Линия", "Line", 8),
)
_ATTEMPT: Final = Column("attempt_id", "text", "Код попытки", "Attempt id", 34)

COLUMNS: Final[Mapping[What, tuple[Column, ...]]] = {
    "attempts": (
        _ATTEMPT,
        *_WHO,
        *_TICKET,
        Column("seed", "whole", "Зерно", "Seed", 12),
        Column("fault", "text", "Закреплённая неисправность", "Pinned fault", 20),
        Column("language", "text", "Язык", "Language", 8),
        Column("started_at", "time", "Начата (UTC)", "Started (UTC)", 19),
        Column("finished_at", "time", "Закончена (UTC)", "Finished (UTC)", 19),
        Column("status", "text", "Состояние", "Status", 12),
        Column("overall", "number", "Итог, 0-100", "Overall, 0-100", 12),
        Column("passed", "yes_no", "Зачёт", "Passed", 8),
        Column("critical_errors", "whole", "Критические ошибки", "Critical errors", 12),
        Column("scoring_version", "text", "Версия оценки", "Scoring version", 10),
        Column("triage", "number", "Приоритет", "Triage", 12),
        Column("diagnosis", "number", "Диагностика", "Diagnosis", 12),
        Column("resolution", "number", "Решение", "Resolution", 12),
        Column("escalation", "number", "Передача", "Escalation", 12),
        Column("communication", "number", "Общение", "Communication", 14),
        Column("documentation", "number", "Записи", "Documentation", 14),
        Column("security", "number", "Безопасность", "Security", 12),
        Column("held", "yes_no", "Оценка придержана", "Grade on hold", 10),
    ),
    "scores": (
        _ATTEMPT,
        *_WHO,
        *_TICKET,
        Column("graded_at", "time", "Оценена (UTC)", "Graded (UTC)", 19),
        Column("scoring_version", "text", "Версия оценки", "Scoring version", 10),
        Column("competency", "text", "Навык", "Competency", 16),
        Column("criterion", "text", "Критерий", "Criterion", 18),
        Column("criterion_title", "text", "Название критерия", "Criterion title", 30),
        Column("level", "whole", "Уровень, 0-3", "Level, 0-3", 9),
        Column("weight", "number", "Вес", "Weight", 8),
        Column("turns", "text", "Ходы", "Turns", 10),
        Column("evidence", "text", "Основание", "Evidence", 50),
        Column("explanation", "text", "Почему так", "Explanation", 60),
        Column("better", "text", "Как лучше", "What would be better", 60),
    ),
    "moves": (
        _ATTEMPT,
        *_WHO,
        Column("number", "whole", "Ход", "Move", 8),
        Column("made_at", "time", "Сделан (UTC)", "Made (UTC)", 19),
        Column("kind", "text", "Вид", "Kind", 10),
        Column("tool", "text", "Действие", "Tool", 22),
        Column("text", "text", "Слова", "Words", 60),
        Column("details", "text", "Подробности", "Details", 40),
    ),
    "readiness": (
        *_WHO,
        Column("at", "time", "На момент (UTC)", "As of (UTC)", 19),
        Column("scope", "text", "О чём", "Scope", 12),
        Column("line", "whole", "Линия", "Line", 8),
        Column("competency", "text", "Навык", "Competency", 16),
        Column("verdict", "text", "Вывод", "Verdict", 12),
        Column("expected", "number", "Ожидаемый результат, 0-100", "Expected score, 0-100", 12),
        Column("low", "number", "Не ниже (90 %)", "Low (90 %)", 10),
        Column("high", "number", "Не выше (90 %)", "High (90 %)", 10),
        Column("cut", "number", "Порог", "Cut", 8),
        Column("chance", "number", "Вероятность достичь порога", "Chance to reach the cut", 12),
        Column("cases", "whole", "Заявок", "Cases", 8),
        Column("needed", "whole", "Ещё нужно", "Needed", 8),
        Column("lacking", "text", "Чего не хватает", "Lacking", 30),
        Column("critical_errors", "whole", "Критические ошибки", "Critical errors", 12),
    ),
}
