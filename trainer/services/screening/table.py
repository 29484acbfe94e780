"""A campaign's candidates as a table for a spreadsheet."""

from __future__ import annotations

from typing import Final

from trainer.services.records.columns import Column, Row, Value
from trainer.services.screening.reporting import CandidateReport

_FIRST: Final = (
    Column("candidate", "text", "Кандидат", "Candidate", 12),
    Column("name", "text", "Имя", "Name", 26),
    Column("email", "text", "Почта", "E-mail", 28),
    Column("language", "text", "Язык", "Language", 8),
    Column("status", "text", "Состояние", "Status", 12),
    Column("critical_errors", "whole", "Критические ошибки", "Critical errors", 12),
    Column("minutes", "number", "Минут", "Minutes", 10),
    Column("decision", "text", "Решение", "Decision", 12),
    Column("decided_at", "time", "Решено (UTC)", "Decided (UTC)", 19),
    Column("reason", "text", "Основание", "Reason", 40),
)


def columns_of(lines: tuple[int, ...]) -> tuple[Column, ...]:
    """The columns of a campaign whose verdicts are on these lines."""
    each = tuple(
        column
        for line in lines
        for column in (
            Column(f"line_{line}_verdict", "text", f"Линия {line}: вывод", f"Line {line}: verdict"),
            Column(f"line_{line}_expected", "number", f"Линия {line}: балл", f"Line {line}: score"),
            Column(f"line_{line}_low", "number", f"Линия {line}: от", f"Line {line}: from"),
            Column(f"line_{line}_high", "number", f"Линия {line}: до", f"Line {line}: to"),
            Column(f"line_{line}_cut", "number", f"Линия {line}: порог", f"Line {line}: cut"),
        )
    )
    return (*_FIRST, *each)


def row_of(report: CandidateReport) -> Row:
    """A candidate's row; what a blind campaign hides is hidden here too, and a verdict that is not
    there yet is empty."""
    last = report.decisions[-1] if report.decisions else None
    first: tuple[Value, ...] = (
        report.code,
        report.name,
        report.email,
        report.language,
        report.status,
        report.critical if report.readiness else None,
        None if report.seconds is None else round(report.seconds / 60, 1),
        last.decision if last else None,
        last.at if last else None,
        last.reason if last else None,
    )
    return (*first, *(value for line in report.campaign.lines for value in _line(report, line)))


def _line(report: CandidateReport, line: int) -> tuple[Value, ...]:
    if report.readiness is None:
        return (None,) * 5
    found = report.readiness.line(line)
    return (
        found.verdict,
        round(found.estimate.expected, 1),
        round(found.estimate.low, 1),
        round(found.estimate.high, 1),
        found.cut,
    )
