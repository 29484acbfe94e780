"""A campaign as a table: one row a candidate, for the recruiter's own spreadsheet.

Nothing in it ranks: candidates stand in the order of their pseudonyms, a verdict stands beside its
interval, and critical errors beside both.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from trainer.domain.readiness import LineReadiness, Readiness
from trainer.services.records.columns import Column, Row, Value
from trainer.services.screening.masking import hides_names
from trainer.services.screening.records import ENDED, Campaign, Candidate, DecisionRecord
from trainer.services.screening.timekeeping import limit_of

WHAT: Final = "candidates"
"""The name of the table, its file and its sheet."""
_WHO: Final = (
    Column("candidate", "text", "Кандидат", "Candidate", 12),
    Column("name", "text", "Имя", "Name", 24),
    Column("email", "text", "Почта", "E-mail", 28),
    Column("language", "text", "Язык", "Language", 8),
    Column("status", "text", "Состояние", "Status", 16),
    Column("tickets_ended", "whole", "Закончено заявок", "Tickets ended", 11),
    Column("tickets", "whole", "Всего заявок", "Tickets in all", 9),
)
_BESIDE: Final = (
    Column("critical_errors", "whole", "Критические ошибки", "Critical errors", 12),
    Column("time_percent", "whole", "Потрачено времени, %", "Time used, %", 12),
    Column("minutes_used", "number", "Потрачено минут", "Minutes used", 12),
    Column("decision", "text", "Решение", "Decision", 14),
    Column("reason", "text", "Причина", "Reason", 50),
    Column("decided_at", "time", "Решено (UTC)", "Decided (UTC)", 19),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one candidate when the row is written. `decision` is the newest one."""

    candidate: Candidate
    readiness: Readiness | None
    critical: int
    decision: DecisionRecord | None


def columns_of(lines: Collection[int]) -> tuple[Column, ...]:
    """The columns of a campaign that reports on these lines."""
    told = tuple(
        column
        for line in lines
        for column in (
            Column(f"line_{line}_verdict", "text", f"Линия {line}: вывод", f"Line {line}: verdict"),
            Column(
                f"line_{line}_expected",
                "number",
                f"Линия {line}: ожидаемый балл, 0-100",
                f"Line {line}: expected score, 0-100",
            ),
            Column(
                f"line_{line}_low",
                "number",
                f"Линия {line}: не ниже (90 %)",
                f"Line {line}: low (90 %)",
            ),
            Column(
                f"line_{line}_high",
                "number",
                f"Линия {line}: не выше (90 %)",
                f"Line {line}: high (90 %)",
            ),
        )
    )
    return (*_WHO, *told, *_BESIDE)


def row_of(campaign: Campaign, standing: Standing) -> Row:
    """The candidate's row. In blind mode, until a decision is stored, it has no name and no e-mail,
    and of the time only the used share: minutes would tell of extra time."""
    one, readiness = standing.candidate, standing.readiness
    hidden = hides_names(campaign, one.decision)
    decided_at: datetime | None = standing.decision.at if standing.decision else None
    begun = one.started_at is not None
    # Two shares some minutes apart would tell the limit, and so extra time.
    told = begun and (one.status in ENDED or not hidden)
    return (
        one.code,
        "" if hidden else one.name,
        "" if hidden else one.email,
        one.language,
        one.status,
        one.done,
        len(one.tickets),
        *(
            value
            for line in campaign.lines
            for value in _told(readiness.line(line) if readiness else None)
        ),
        standing.critical if begun else None,
        round(100 * one.clock.used / limit_of(campaign, one)) if told else None,
        None if hidden or not begun else round(one.clock.used / 60, 1),
        standing.decision.decision if standing.decision else "",
        standing.decision.reason if standing.decision else "",
        decided_at,
    )


def _told(line: LineReadiness | None) -> tuple[Value, ...]:
    """Verdict, estimate and interval; without a graded ticket there is nothing but the verdict."""
    if line is None:
        return ("", None, None, None)
    if not line.estimate.cases:
        return (line.verdict, None, None, None)
    bounds = (line.estimate.expected, line.estimate.low, line.estimate.high)
    # Further digits would only seem to tell candidates apart.
    return (line.verdict, *(round(one, 1) for one in bounds))
