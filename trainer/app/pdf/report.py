"""The longer report: the summary, then the tickets one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from trainer.app.pdf.sheet import HEIGHT, INK, MARGIN, SOFT, WIDTH, Sheet, as_pdf
from trainer.app.pdf.summary import Subject, foot, head, section, summary_sheet
from trainer.app.pdf.words import PageWords
from trainer.domain.language import Language
from trainer.services.ports import AttemptStatus

_ROW: Final = 6.2
_PAGES: Final = 2
"""Pages of tickets at most: a report is to be read."""
_BAD: Final = "#b3261e"
_COLUMNS: Final = (
    ("at", MARGIN, "left"),
    ("line", 42.0, "left"),
    ("subject", 54.0, "left"),
    ("outcome", 128.0, "left"),
    ("overall", 164.0, "right"),
    ("passed", 168.0, "left"),
    ("criticals", WIDTH - MARGIN, "right"),
)
"""Name, where its text stands (mm) and on which side of that."""


@dataclass(frozen=True, slots=True)
class Call:
    """One ended ticket in a list; `overall` is 0..100. A `held` grade is not final: it has none."""

    at: datetime
    line: int
    subject: str
    outcome: AttemptStatus
    overall: float | None
    passed: bool | None
    criticals: int
    held: bool = False


def report_pdf(subject: Subject, calls: Sequence[Call], language: Language) -> bytes:
    """The summary and up to two pages of tickets, newest first."""
    words = PageWords(language)
    sheets = report_sheets(subject, calls, language)
    return as_pdf(sheets, f"{words('report')}: {subject.name}", subject.readiness.at)


def report_sheets(subject: Subject, calls: Sequence[Call], language: Language) -> list[Sheet]:
    """The pages."""
    words = PageWords(language)
    sheets = [summary_sheet(subject, language, "report")]
    ordered = sorted(calls, key=lambda call: call.at, reverse=True)
    place = 0
    while len(sheets) <= _PAGES and (place < len(ordered) or len(sheets) == 1):
        sheet = Sheet()
        y = section(sheet, head(sheet, words, subject, "report"), words("calls"))
        if not ordered:
            sheet.text(MARGIN, y, words("no_calls"), 9.5, colour=SOFT)
        else:
            y = _headings(sheet, y, words)
        while place < len(ordered) and y < HEIGHT - 24:
            y = _row(sheet, y, words, ordered[place])
            place += 1
        sheets.append(sheet)
    if place < len(ordered):
        text = words("more_calls", n=len(ordered) - place)
        sheets[-1].text(MARGIN, HEIGHT - 16, text, 8.5, colour=SOFT)
    for number, sheet in enumerate(sheets, 1):
        foot(sheet, words, number, len(sheets))
    return sheets


def _headings(sheet: Sheet, y: float, words: PageWords) -> float:
    for name, x, side in _COLUMNS:
        sheet.text(x, y, words(f"columns.{name}"), 8, colour=SOFT, align=side)
    sheet.rule(MARGIN, y + 2, WIDTH - MARGIN, y + 2)
    return y + _ROW + 0.6


def _row(sheet: Sheet, y: float, words: PageWords, call: Call) -> float:
    result = "" if call.passed is None else words("passed_yes" if call.passed else "passed_no")
    if call.held:
        result = words("passed_on_hold")
    cells = {
        "at": f"{call.at.astimezone(UTC):%d.%m.%Y}",
        "line": str(call.line),
        "subject": call.subject,
        "outcome": words(f"outcome.{call.outcome}"),
        "overall": "\N{EN DASH}" if call.overall is None else f"{call.overall:.0f}",
        "passed": result,
        "criticals": str(call.criticals) if call.criticals else "",
    }
    widths = {"subject": 71.0, "outcome": 26.0}
    for name, x, side in _COLUMNS:
        colour = _BAD if name == "criticals" else INK
        sheet.text(x, y, cells[name], 8.5, colour=colour, align=side, width=widths.get(name, 0))
    sheet.rule(MARGIN, y + 1.9, WIDTH - MARGIN, y + 1.9, weight=0.3)
    return y + _ROW
