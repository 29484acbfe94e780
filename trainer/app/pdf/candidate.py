"""A candidate's report: verdict and competencies on one page, how it went and what was decided on the
next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from trainer.app.pdf.sheet import HEIGHT, INK, MARGIN, SOFT, WIDTH, Sheet, as_pdf
from trainer.app.pdf.summary import Subject, foot, head, section, summary_sheet
from trainer.app.pdf.words import PageWords
from trainer.domain.language import Language
from trainer.domain.readiness import Readiness
from trainer.services.screening.records import Decision, EndedBy

_RIGHT: Final = WIDTH - MARGIN
_LOWEST: Final = HEIGHT - 26
_BAD: Final = "#b3261e"


@dataclass(frozen=True, slots=True)
class FormCall:
    """One ticket of the form; `ended_by` empty where it was not reached."""

    line: int
    ended_by: EndedBy
    criticals: int


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that a person made; `by` is empty for somebody who is not known any more."""

    decision: Decision
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CandidatePages:
    """What the pages say. `name` is the pseudonym where the campaign hides names; `share` is the used
    share of the time, 0 to 1; pastes, blurs and breaks inform and are in no score."""

    name: str
    campaign: str
    readiness: Readiness
    calls: Sequence[FormCall]
    share: float
    pastes: int
    blurs: int
    breaks: int
    decisions: Sequence[Decided]


def candidate_pdf(pages: CandidatePages, language: Language) -> bytes:
    """The pages as a PDF."""
    words = PageWords(language)
    title = f"{words('candidate.report')}: {pages.name}"
    return as_pdf(candidate_sheets(pages, language), title, pages.readiness.at)


def candidate_sheets(pages: CandidatePages, language: Language) -> list[Sheet]:
    """The summary, then as many pages as the tickets and decisions need."""
    words = PageWords(language)
    subject = Subject(pages.name, pages.readiness)
    sheets = [summary_sheet(subject, language, "candidate.report")]
    writing = _Pages(words, subject, sheets)
    writing.section(words("candidate.campaign"))
    writing.lines(pages.campaign)
    writing.section(words("candidate.form"))
    for place, call in enumerate(pages.calls, 1):
        outcome = words(f"candidate.ended.{call.ended_by or 'not_reached'}")
        text = words("candidate.ticket", n=place, line=call.line, outcome=outcome)
        if call.criticals:
            text = f"{text} · {words('line_criticals', n=call.criticals)}"
        writing.lines(text, colour=_BAD if call.criticals else INK)
    writing.section(words("candidate.notes"))
    writing.lines(words("candidate.share", part=round(100 * pages.share)))
    counts = {"pastes": pages.pastes, "blurs": pages.blurs, "breaks": pages.breaks}
    writing.lines(" · ".join(words(f"candidate.{name}", n=n) for name, n in counts.items()))
    writing.lines(words("candidate.notes_text"), colour=SOFT)
    writing.section(words("candidate.decisions"))
    if not pages.decisions:
        writing.lines(words("candidate.undecided"), colour=SOFT)
    for one in pages.decisions:
        when = f"{one.at.astimezone(UTC):%d.%m.%Y %H:%M} UTC"
        who = " · ".join(part for part in (one.by, when) if part)
        writing.lines(f"{words(f'candidate.decision.{one.decision}')} · {who}")
        writing.lines(one.reason, colour=SOFT)
    for number, sheet in enumerate(sheets, 1):
        foot(sheet, words, number, len(sheets))
    return sheets


class _Pages:
    """Writes downwards and begins a new page where the last one is full."""

    def __init__(self, words: PageWords, subject: Subject, sheets: list[Sheet]) -> None:
        self._words = words
        self._subject = subject
        self._sheets = sheets
        self._y = HEIGHT
        self._turn()

    def section(self, title: str) -> None:
        """A heading, never alone at the foot of a page."""
        if self._y > _LOWEST - 24:
            self._turn()
        self._y = section(self._sheets[-1], self._y + 3, title)

    def lines(self, text: str, colour: str = INK) -> None:
        """A paragraph, broken over pages where it must be."""
        from trainer.app.pdf.sheet import broken, printable

        for line in broken(printable(text), _RIGHT - MARGIN, 9):
            if self._y > _LOWEST:
                self._turn()
            self._sheets[-1].text(MARGIN, self._y, line, 9, colour=colour)
            self._y += 5

    def _turn(self) -> None:
        sheet = Sheet()
        self._y = head(sheet, self._words, self._subject, "candidate.report")
        self._sheets.append(sheet)
