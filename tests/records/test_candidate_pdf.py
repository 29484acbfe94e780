"""A candidate's printed report: complete, in both languages, and as blind as the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from tests.fakes import START
from tests.records.fakes import a_readiness
from tests.services.screening_desk import RECRUITER, Screening
from trainer.app.pdf import candidate as module
from trainer.app.pdf.candidate import CandidatePages, Decided, FormCall, candidate_sheets
from trainer.app.pdf.sheet import HEIGHT, MARGIN, WIDTH, Sheet
from trainer.app.pdf.words import PageWords
from trainer.app.prints import candidate_report_pdf
from trainer.domain.language import LANGUAGES, Language
from trainer.errors import InvalidInput

PAGES = CandidatePages(
    name="Candidate 7F3K",
    campaign="Осенний набор",
    readiness=a_readiness(),
    calls=[FormCall(1, "candidate", 0), FormCall(2, "time", 1), FormCall(3, "", 0)],
    share=0.425,
    pastes=3,
    blurs=2,
    breaks=1,
    decisions=[Decided("hold", "Спросим ещё раз.", "Рита", START + timedelta(days=1))],
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Screening]:
    made = Screening(tmp_path)
    yield made
    made.database.close()


def texts(sheets: list[Sheet]) -> str:
    return "\n".join(
        one.get_text() for sheet in sheets for axes in sheet.figure.axes for one in axes.texts
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_say_everything(language: Language) -> None:
    words = PageWords(language)
    shown = texts(candidate_sheets(PAGES, language))
    for part in ("7F3K", "Осенний набор", "Рита", "Спросим ещё раз.", "03.11.2026"):
        assert part in shown, part
    for ended in ("candidate", "time", "not_reached"):
        assert words(f"candidate.ended.{ended}") in shown
    for key in ("candidate.notes_text", "candidate.decision.hold"):
        assert words(key) in shown
    assert words("candidate.share", part=42) in shown
    assert words("line_criticals", n=1) in shown
    assert "{" not in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_reasons_and_many_tickets_stay_on_the_paper(language: Language) -> None:
    decided = Decided("decline", "очень длинное основание " * 90, "Имя " * 30, START)
    pages = replace(PAGES, calls=list(PAGES.calls) * 20, decisions=[decided] * 9)
    sheets = candidate_sheets(pages, language)
    assert len(sheets) > 4
    for sheet in sheets[1:]:
        sheet.figure.set_dpi(
            400
        )  # on the screen letters stand on whole pixels, in print they do not
        renderer = FigureCanvasAgg(sheet.figure).get_renderer()
        for one in sheet.figure.axes[0].texts:
            if not one.get_text():
                continue
            (left, top), (right, bottom) = (
                sheet.figure.axes[0].transData.inverted().transform(one.get_window_extent(renderer))
            )
            assert left >= MARGIN - 1, one.get_text()
            assert right <= WIDTH - MARGIN + 1, one.get_text()
            assert 0 < bottom <= top < HEIGHT - 5, one.get_text()


def test_blind_pages_are_blind(desk: Screening, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[CandidatePages] = []
    monkeypatch.setattr(
        "trainer.app.prints.candidate_pdf", lambda pages, language: seen.append(pages) or b""
    )
    campaign = desk.campaign(blind=True)
    candidate = desk.of(desk.finished(campaign, "Anna Smith")).id
    candidate_report_pdf(desk.reporting.candidate(RECRUITER, candidate), "en")
    desk.deciding.decide(RECRUITER, candidate, "invite", "Good notes.")
    candidate_report_pdf(desk.reporting.candidate(RECRUITER, candidate), "en")
    assert "Anna" not in seen[0].name
    assert "Anna Smith" in seen[1].name
    assert [line.line for line in seen[0].readiness.lines] == [1], "the campaign's lines only"


def test_it_is_a_pdf_once_the_form_has_ended(desk: Screening) -> None:
    campaign = desk.campaign()
    begun = desk.of(desk.begun(campaign)).id
    with pytest.raises(InvalidInput):
        candidate_report_pdf(desk.reporting.candidate(RECRUITER, begun), "ru")
    ended = desk.of(desk.finished(campaign, "Bert")).id
    made = candidate_report_pdf(desk.reporting.candidate(RECRUITER, ended), "ru")
    assert made.startswith(b"%PDF")
    assert module.candidate_pdf(PAGES, "en") == module.candidate_pdf(PAGES, "en")
