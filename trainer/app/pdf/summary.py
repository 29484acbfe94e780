"""The summary of a trainee on one page of A4."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from trainer.app.pdf.sheet import BRAND, HEIGHT, INK, LINE, MARGIN, SOFT, WIDTH, Sheet, as_pdf
from trainer.app.pdf.words import PageWords
from trainer.domain.language import Language
from trainer.domain.readiness import Estimate, LineReadiness, Readiness

_TONES: Final = {"ready": "#1b7f4d", "not_yet": "#b25e09", "not_enough": "#5b6676"}
_RIGHT: Final = WIDTH - MARGIN
_SHOWN: Final = 8
"""Critical errors named on the page; there is room for no more."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a page is about. `titles` name the three lines in the page's language, `criticals` the
    critical errors of the tickets that count, newest first."""

    name: str
    readiness: Readiness
    titles: tuple[str, str, str] = ("", "", "")
    criticals: tuple[str, ...] = ()


def summary_pdf(subject: Subject, language: Language) -> bytes:
    """The summary as a PDF of one page."""
    words = PageWords(language)
    title = f"{words('summary')}: {subject.name}"
    return as_pdf([summary_sheet(subject, language)], title, subject.readiness.at)


def summary_sheet(subject: Subject, language: Language, heading: str = "summary") -> Sheet:
    """The one page."""
    words, sheet, found = PageWords(language), Sheet(), subject.readiness
    y = head(sheet, words, subject, heading)
    y = section(sheet, y, words("lines"))
    for line in found.lines:
        y = line_block(sheet, y, words, line, subject.titles[line.line - 1])
    y = competency_block(sheet, section(sheet, y + 3, words("competencies")), words, found)
    y = section(sheet, y + 3, words("criticals"))
    y = _criticals(sheet, y, words, subject)
    y = section(sheet, y + 3, words("meaning"))
    sheet.paragraph(MARGIN, y, words("meaning_text"), _RIGHT - MARGIN, 8.5, SOFT)
    return sheet


def head(sheet: Sheet, words: PageWords, subject: Subject, heading: str) -> float:
    """Product, date, name; where the next part begins."""
    return top(sheet, words, words(heading), subject.name, subject.readiness.at)


def top(sheet: Sheet, words: PageWords, heading: str, name: str, at: datetime) -> float:
    """The upper edge of a page about `name`, as of `at`; where the next part begins."""
    sheet.box(0, 0, WIDTH, 4, BRAND)
    sheet.text(MARGIN, 16, "Threeline", 11, bold=True, colour=BRAND)
    date = words("as_of", date=words.date(at))
    sheet.text(_RIGHT, 16, f"{heading}, {date}", 9, colour=SOFT, align="right")
    sheet.text(MARGIN, 29, name, 21, bold=True, width=_RIGHT - MARGIN)
    return 37.0


def competency_block(sheet: Sheet, y: float, words: PageWords, found: Readiness) -> float:
    """The competencies with their intervals; the baseline of what comes next."""
    for name, estimate in found.competencies:
        sheet.text(MARGIN, y, words(f"competency.{name}"), 9.5)
        bar(sheet, 72, y - 1.2, 52, estimate, None, BRAND)
        sheet.text(128, y, short(estimate), 9.5, bold=True)
        sheet.text(_RIGHT, y, words("cases", n=estimate.cases), 8, colour=SOFT, align="right")
        y += 7
    if not found.competencies:
        sheet.text(MARGIN, y, words("no_competencies"), 9.5, colour=SOFT)
        y += 7
    return y


def section(sheet: Sheet, y: float, title: str) -> float:
    """A heading with a rule under it; the baseline of what comes next."""
    sheet.text(MARGIN, y + 4, title, 11.5, bold=True)
    sheet.rule(MARGIN, y + 6, _RIGHT, y + 6)
    return y + 12.5


def foot(sheet: Sheet, words: PageWords, number: int, count: int) -> None:
    """The page's number."""
    text = words("page", n=number, all=count)
    sheet.text(_RIGHT, HEIGHT - 10, text, 8, colour=SOFT, align="right")


def line_block(sheet: Sheet, y: float, words: PageWords, line: LineReadiness, title: str) -> float:
    """The verdict on a line with its interval; where the next one begins."""
    tone = _TONES[line.verdict]
    sheet.text(MARGIN, y, words("line", n=line.line), 10.5, bold=True)
    sheet.text(MARGIN, y + 4.6, title, 8, colour=SOFT, width=50)
    below = y + (10.6 if title else 5.6)
    sheet.text(MARGIN, below, words(f"verdict.{line.verdict}"), 9.5, bold=True, colour=tone)
    if line.cases:
        bar(sheet, 72, y + 0.6, 116, line.estimate, line.cut, tone)
        values = {
            "expected": _whole(line.estimate.expected),
            "low": _whole(line.estimate.low),
            "high": _whole(line.estimate.high),
        }
        facts = [words("interval", **values), words("cut", cut=_whole(line.cut))]
        more = [words("chance", chance=_chance(line.chance)), words("cases", n=line.cases)]
    else:
        facts, more = [words("no_cases")], []
    if line.needed:
        more.append(words("needed", n=line.needed))
    if line.criticals:
        facts.append(words("line_criticals", n=line.criticals))
    sheet.text(72, y + 6.4, " · ".join(facts), 8.5, width=_RIGHT - 72)
    sheet.text(72, y + 10.6, " · ".join(more), 8, colour=SOFT, width=_RIGHT - 72)
    sheet.rule(MARGIN, y + 14, _RIGHT, y + 14, weight=0.4)
    return y + 20


def bar(
    sheet: Sheet, x: float, y: float, width: float, estimate: Estimate, cut: float | None, tone: str
) -> None:
    """0 to 100 from left to right: the interval as a bar, the expectation as a dot, the cut as an
    upright line."""

    def at(score: float) -> float:
        return x + width * min(100.0, max(0.0, score)) / 100

    sheet.box(x, y - 0.9, width, 1.8, "#edf0f4")
    for mark in (25, 50, 75):
        sheet.rule(at(mark), y - 0.9, at(mark), y + 0.9, LINE, 0.5)
    sheet.box(at(estimate.low), y - 0.9, at(estimate.high) - at(estimate.low), 1.8, f"{tone}66")
    if cut is not None:
        sheet.rule(at(cut), y - 2.3, at(cut), y + 2.3, INK, 1.4)
    sheet.dot(at(estimate.expected), y, 1.35, tone)


def _criticals(sheet: Sheet, y: float, words: PageWords, subject: Subject) -> float:
    count = sum(line.criticals for line in subject.readiness.lines)
    if not count and not subject.criticals:
        sheet.text(MARGIN, y, words("no_criticals"), 9.5, colour=SOFT)
        return y + 6
    for name in subject.criticals[:_SHOWN]:
        sheet.text(MARGIN + 4, y, f"· {name}", 9, width=_RIGHT - MARGIN - 4)
        y += 5
    if not subject.criticals:
        sheet.text(MARGIN, y, words("line_criticals", n=count), 9.5, bold=True)
        y += 5
    sheet.text(MARGIN, y, words("criticals_apart"), 8.5, colour=SOFT)
    return y + 6


def short(estimate: Estimate) -> str:
    """The expectation and the interval: 72 (64–81)."""
    low, high = _whole(estimate.low), _whole(estimate.high)
    return f"{_whole(estimate.expected)} ({low}\N{EN DASH}{high})"


def _whole(score: float) -> str:
    return f"{score:.0f}"


def _chance(chance: float) -> str:
    """Per cent; certainty is never claimed."""
    whole = round(100 * chance)
    return "> 99" if whole >= 100 else "< 1" if whole <= 0 else str(whole)
