"""The printed report on a candidate: complete, in both languages, and as blind as the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from tests.fakes import START
from tests.records.fakes import NASTY, a_readiness
from tests.services.screening_desk import RECRUITER, Screening
from trainer.app.pdf.candidate import candidate_pdf, candidate_sheets
from trainer.app.pdf.sheet import HEIGHT, MARGIN, WIDTH, Sheet
from trainer.app.pdf.words import PageWords
from trainer.domain.language import LANGUAGES, Language
from trainer.domain.readiness import Estimate
from trainer.domain.scores import COMPETENCIES
from trainer.services.ports import Profile
from trainer.services.screening.records import Interruption
from trainer.services.screening.reporting import CandidateReport, TicketReport


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Screening]:
    made = Screening(tmp_path)
    made.profiles.add(Profile("rita", "Rita Sokol", "en", START))
    yield made
    made.database.close()


def texts(sheets: list[Sheet]) -> str:
    return "\n".join(
        one.get_text() for sheet in sheets for axes in sheet.figure.axes for one in axes.texts
    )


def screened(desk: Screening, *, decide: bool) -> CandidateReport:
    made = desk.campaign(blind=True, title="Desk, autumn")
    actor = desk.begun(made, "Анна Белова", email="anna@example.com", extra_percent=25)
    desk.sitting.tell_device(actor, {"browser_language": "kk-KZ", "typed": "yes"})
    desk.sitting.noticed(actor, "paste", 3)
    while desk.give_up(actor):
        pass
    desk.feedback.dispute(actor, "Я, Анна Белова, не согласна")
    candidate = desk.of(actor).id
    if decide:
        desk.deciding.decide(RECRUITER, candidate, "hold", "First a talk.")
        desk.deciding.decide(RECRUITER, candidate, "invite", "A calm voice.")
    return desk.reporting.candidate(RECRUITER, candidate)


def crowded(report: CandidateReport) -> CandidateReport:
    """As much of everything as there can be."""
    wide = "слово " * 60
    estimate = Estimate(100, 99, 100, 9999)
    lines = tuple(replace(one, criticals=12, needed=10) for one in a_readiness().lines)
    readiness = replace(
        a_readiness(), lines=lines, competencies=tuple((name, estimate) for name in COMPETENCIES)
    )
    ticket = TicketReport(1, 3, "a", "candidate", "escalated", 9)
    return replace(
        report,
        campaign=replace(report.campaign, title=wide, lines=(1, 2, 3)),
        name=wide,
        readiness=readiness,
        critical=99,
        other_version=True,
        device=(("browser_language", wide), ("screen", "x" * 300)),
        interruptions=(Interruption(START, START + timedelta(hours=3), 1200.0),) * 200,
        tickets=tuple(replace(ticket, place=n) for n in range(1, 61)),
        decisions=tuple(replace(one, reason=wide * 8) for one in report.decisions * 6),
        decided_by=("Ж" * 200, "") * 6,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_said(desk: Screening, language: Language) -> None:
    report, words = screened(desk, decide=True), PageWords(language)
    shown = texts(candidate_sheets(report, language, START))
    for part in (
        words("candidate.code", code=report.code),
        "Desk, autumn",
        "Анна Белова · anna@example.com",
        words("verdict.not_yet"),
        words("interval", expected=10, low=0, high=30),
        words("competency.resolution"),
        words("candidate.no_criticals"),
        words("candidate.ended.abandoned"),
        words("candidate.notes"),
        words("candidate.notes_text"),
        words("candidate.pastes"),
        words("candidate.time"),
        words("candidate.percent", n=25),
        words("candidate.objections"),
        words("candidate.decision.hold"),
        "First a talk.",
        words("candidate.decision.invite"),
        "A calm voice.",
        words("candidate.by", who="Rita Sokol", date=words.date(START)),
        words("candidate.alone"),
    ):
        assert part in shown, part
    assert "{" not in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_blind_until_a_decision(desk: Screening, language: Language) -> None:
    report, words = screened(desk, decide=False), PageWords(language)
    shown = texts(candidate_sheets(report, language, START))
    assert words("candidate.hidden") in shown
    assert words("candidate.no_decision") in shown
    assert words("candidate.time_share", part=round(100 * report.time_share)) in shown
    for hidden in ("Белова", "anna@", "kk-KZ", words("candidate.extra"), "25 %"):
        assert hidden not in shown
    assert "Белова".encode() not in candidate_pdf(report, language, START)


def test_before_the_end_there_is_no_verdict(desk: Screening) -> None:
    actor = desk.begun(desk.campaign())
    desk.sitting.next_ticket(actor)
    report = desk.reporting.candidate(RECRUITER, desk.of(actor).id)
    shown, words = texts(candidate_sheets(report, "en", START)), PageWords("en")
    assert words("candidate.not_ended") in shown
    assert words("candidate.ended.not_reached") in shown
    assert words("verdict.not_enough") not in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_runs_off_the_page_or_into_its_neighbour(
    desk: Screening, language: Language
) -> None:
    sheets = candidate_sheets(crowded(screened(desk, decide=True)), language, START)
    assert len(sheets) > 2
    for sheet in sheets:
        sheet.figure.set_dpi(400)  # in print letters stand between pixels
        renderer = FigureCanvasAgg(sheet.figure).get_renderer()
        boxes = []
        for one in sheet.figure.axes[0].texts:
            if not one.get_text():
                continue
            (left, bottom), (right, top) = (
                sheet.figure.axes[0].transData.inverted().transform(one.get_window_extent(renderer))
            )
            assert left >= MARGIN - 1, one.get_text()
            assert right <= WIDTH - MARGIN + 1, one.get_text()
            assert bottom <= HEIGHT - 5, one.get_text()
            boxes.append((left, right, top, bottom, one.get_text()))
        for n, a in enumerate(boxes):
            for b in boxes[n + 1 :]:
                across = min(a[1], b[1]) - max(a[0], b[0])
                down = min(a[3], b[3]) - max(a[2], b[2])
                assert across <= 0.2 or down <= 1.0, (a[4], b[4])


def test_the_pdf_is_whole_and_names_are_as_written(desk: Screening) -> None:
    report = screened(desk, decide=True)
    pdf = candidate_pdf(report, "ru", START)
    assert pdf.startswith(b"%PDF")
    assert pdf == candidate_pdf(report, "ru", START)
    odd = replace(report, name=f"$x^2$ {NASTY}\u202e\x00")
    assert "$x^2$ =HYPERLINK" in texts(candidate_sheets(odd, "en", START))
