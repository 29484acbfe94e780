"""The report on a candidate for whoever decides: what the page says, to print and to keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from trainer.app.pdf.sheet import HEIGHT, INK, MARGIN, SOFT, WIDTH, Sheet, as_pdf, broken, printable
from trainer.app.pdf.summary import competency_block, foot, line_block, section, top
from trainer.app.pdf.words import PageWords
from trainer.domain.language import Language
from trainer.services.screening.reporting import CandidateReport

_RIGHT: Final = WIDTH - MARGIN
_END: Final = HEIGHT - 20
"""Where a page is full."""
_ROW: Final = 5.6
_BAD: Final = "#b3261e"


def candidate_pdf(report: CandidateReport, language: Language, at: datetime) -> bytes:
    """The report as a PDF; whatever is hidden in `report` is not in it. `at` is now."""
    words = PageWords(language)
    title = f"{words('candidate.report')}: {report.code}"
    return as_pdf(candidate_sheets(report, language, at), title, at)


def candidate_sheets(report: CandidateReport, language: Language, at: datetime) -> list[Sheet]:
    """The pages."""
    pages = _Pages(report, PageWords(language), at)
    pages.about()
    pages.verdicts()
    pages.criticals()
    pages.tickets()
    pages.notes()
    pages.decisions()
    pages.meaning()
    for number, sheet in enumerate(pages.sheets, 1):
        foot(sheet, pages.words, number, len(pages.sheets))
    return pages.sheets


class _Pages:
    """Sheets that fill from top to bottom; `y` is the baseline of what comes next."""

    def __init__(self, report: CandidateReport, words: PageWords, at: datetime) -> None:
        self.report = report
        self.words = words
        self._at = at
        self.sheets: list[Sheet] = []
        self._turn()

    @property
    def sheet(self) -> Sheet:
        return self.sheets[-1]

    def _turn(self) -> None:
        self.sheets.append(Sheet())
        words = self.words
        code = words("candidate.code", code=self.report.code)
        self.y = top(self.sheet, words, words("candidate.report"), code, self._at)

    def _room(self, height: float) -> None:
        """Turn the page where less than `height` millimetres are left."""
        if self.y + height > _END:
            self._turn()

    def _section(self, title: str, height: float) -> None:
        """A heading that stays with the `height` millimetres below it."""
        self._room(15.5 + height)
        self.y = section(self.sheet, self.y + 3, title)

    def _text(self, text: str, size: float = 9.5, *, colour: str = INK, bold: bool = False) -> None:
        """A text broken into lines, over pages where it must."""
        for line in broken(printable(text), (_RIGHT - MARGIN) * (0.9 if bold else 1), size):
            self._room(0)
            self.sheet.text(MARGIN, self.y, line, size, colour=colour, bold=bold)
            self.y += size * 0.51

    # -- parts --------------------------------------------------------------------------------

    def about(self) -> None:
        """Campaign, status, and who it is where that may be told."""
        report, words = self.report, self.words
        width = _RIGHT - MARGIN
        self.sheet.text(MARGIN, self.y, report.campaign.title, 11, width=width)
        who = " · ".join(part for part in (report.name, report.email) if part)
        told = words("candidate.hidden") if report.hidden else who
        facts = (
            words(f"candidate.status.{report.status}"),
            words(f"candidate.language.{report.language}"),
        )
        for text in (told, " · ".join(facts)):
            if text:
                self.y += 5.2
                self.sheet.text(MARGIN, self.y, text, 9, colour=SOFT, width=width)
        self.y += 3

    def verdicts(self) -> None:
        """The lines of the campaign, then the competencies with evidence."""
        words, found = self.words, self.report.readiness
        self._section(words("candidate.verdicts"), 20)
        if found is None:
            self._text(words("candidate.not_ended"), colour=SOFT)
            return
        for line in self.report.campaign.lines:
            self.y = line_block(self.sheet, self.y, words, found.line(line), "")
        if self.report.other_version:
            self._text(words("candidate.other_version"), 8.5, colour=SOFT)
        seen = tuple(pair for pair in found.competencies if pair[1].cases)
        self._section(words("competencies"), 7 * len(seen))
        judged = replace(found, competencies=seen)
        self.y = competency_block(self.sheet, self.y, words, judged) - 3

    def criticals(self) -> None:
        """How many, beside every average."""
        words = self.words
        self._section(words("criticals"), 10)
        if self.report.critical:
            self._text(words("line_criticals", n=self.report.critical), bold=True)
            self._text(words("criticals_apart"), 8.5, colour=SOFT)
        else:
            self._text(words("candidate.no_criticals"), colour=SOFT)

    def tickets(self) -> None:
        """The tickets of the form and how each ended."""
        words = self.words
        self._section(words("calls"), 12)
        if not self.report.tickets:
            self._text(words("candidate.no_tickets"), colour=SOFT)
            return
        outcome, critical = words("columns.outcome"), words("columns.criticals")
        self._row(words("candidate.number"), words("columns.line"), outcome, critical, head=True)
        for ticket in self.report.tickets:
            self._room(0)
            ended = ticket.status if ticket.ended_by == "candidate" else ticket.ended_by
            if not ticket.attempt_id:
                ended = "not_reached"
            critical = str(ticket.critical) if ticket.critical else ""
            outcome = words(f"candidate.ended.{ended}")
            self._row(str(ticket.place), str(ticket.line), outcome, critical)

    def _row(
        self, number: str, line: str, outcome: str, critical: str, *, head: bool = False
    ) -> None:
        size, colour = (8.0, SOFT) if head else (9.0, INK)
        for x, text in ((MARGIN, number), (32.0, line), (52.0, outcome)):
            self.sheet.text(x, self.y, text, size, colour=colour)
        tone = SOFT if head else _BAD
        self.sheet.text(_RIGHT, self.y, critical, size, colour=tone, align="right")
        self.sheet.rule(MARGIN, self.y + 1.7, _RIGHT, self.y + 1.7, weight=0.3)
        self.y += _ROW

    def notes(self) -> None:
        """Time and what happened beside the work."""
        words, facts = self.words, self._facts()
        self._section(words("candidate.notes"), 5 + 5 * len(facts))
        self._text(words("candidate.notes_text"), 8.5, colour=SOFT)
        self.y += 1
        for name, value in facts:
            self._room(0)
            self.sheet.text(MARGIN, self.y, name, 9, colour=SOFT, width=66)
            self.sheet.text(88, self.y, value, 9, width=_RIGHT - 88)
            self.y += 5

    def _facts(self) -> list[tuple[str, str]]:
        report, words = self.report, self.words
        facts = [(words("candidate.time"), self._time())]
        if report.extra_percent:
            extra = words("candidate.percent", n=report.extra_percent)
            facts.append((words("candidate.extra"), extra))
        facts += [
            (words("candidate.pastes"), str(report.pastes)),
            (words("candidate.blurs"), str(report.blurs)),
            (words("candidate.interruptions"), self._interruptions()),
        ]
        for name, value in report.device:
            label = f"device_{name}"
            told = words(f"candidate.{value}") if value in ("yes", "no") else value
            facts.append((words(f"candidate.{label}"), told))
        for one in report.consents:
            answer = "agreed" if one.agreed else "refused"
            told = words(f"candidate.{answer}", date=words.date(one.at))
            facts.append((words("candidate.consent"), told))
        objections = sum(not word.by for word in report.disputes)
        if objections:
            facts.append((words("candidate.objections"), str(objections)))
        return facts

    def _time(self) -> str:
        report, words = self.report, self.words
        if report.time_share is None:
            return words("candidate.time_hidden")
        if report.seconds is None or report.limit is None:
            return words("candidate.time_share", part=round(100 * report.time_share))
        used, limit = round(report.seconds / 60), round(report.limit / 60)
        return words("candidate.time_of", used=used, limit=limit)

    def _interruptions(self) -> str:
        gaps, words = self.report.interruptions, self.words
        if not gaps:
            return words("candidate.none")
        lost = sum((one.end - one.begin).total_seconds() for one in gaps)
        held = sum(one.held for one in gaps)
        return words(
            "candidate.interruptions_of",
            n=len(gaps),
            lost=round(lost / 60),
            held=round(held / 60),
        )

    def decisions(self) -> None:
        """Every decision with its reason, oldest first."""
        report, words = self.report, self.words
        self._section(words("candidate.decisions"), 14)
        if not report.decisions:
            self._text(words("candidate.no_decision"), colour=SOFT)
        for one, name in zip(report.decisions, report.decided_by, strict=True):
            self._room(10)
            who = name or words("candidate.somebody")
            by = words("candidate.by", who=who, date=words.date(one.at))
            decision = words(f"candidate.decision.{one.decision}")
            self.sheet.text(MARGIN, self.y, decision, 9.5, bold=True)
            self.sheet.text(60, self.y, by, 8.5, colour=SOFT, width=_RIGHT - 60)
            self.y += 5
            self._text(one.reason, 9)
            self.y += 1.5

    def meaning(self) -> None:
        """How to read it, and that it decides nothing."""
        words = self.words
        self._section(words("meaning"), 30)
        self._text(words("candidate.alone"), bold=True)
        self.y += 1
        self._text(words("meaning_text"), 8.5, colour=SOFT)
