"""Printed pages: complete, in both languages, with text that can be selected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from string import Formatter

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from tests.fakes import START
from tests.records.fakes import a_readiness
from trainer.app.pdf.report import Call, report_pdf, report_sheets
from trainer.app.pdf.sheet import HEIGHT, MARGIN, WIDTH, Sheet, broken, measure, printable
from trainer.app.pdf.summary import Subject, summary_pdf, summary_sheet
from trainer.app.pdf.words import PageWords, _texts
from trainer.domain.language import LANGUAGES, Language
from trainer.domain.readiness import Estimate, Readiness
from trainer.domain.scores import COMPETENCIES

SUBJECT = Subject("Анна Ёлкина", a_readiness(), ("a", "b", "c"))


def texts(sheet: Sheet) -> list[str]:
    return [one.get_text() for axes in sheet.figure.axes for one in axes.texts]


def flat(tree: object, prefix: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(tree, dict):
        for name, inner in tree.items():
            yield from flat(inner, f"{prefix}.{name}")
    else:
        yield prefix, str(tree)


def full() -> Readiness:
    estimate = Estimate(100, 99, 100, 9999)
    lines = tuple(replace(one, criticals=12, needed=10) for one in a_readiness().lines)
    return replace(
        a_readiness(), lines=lines, competencies=tuple((name, estimate) for name in COMPETENCIES)
    )


def test_both_languages_say_the_same_things() -> None:
    ru, en = dict(flat(_texts("ru"))), dict(flat(_texts("en")))
    assert ru.keys() == en.keys()
    for key, text in ru.items():
        fields = [{n for _, n, _, _ in Formatter().parse(t) if n} for t in (text, en[key])]
        assert fields[0] == fields[1], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_says_everything(language: Language) -> None:
    words = PageWords(language)
    shown = "\n".join(texts(summary_sheet(SUBJECT, language)))
    for part in ("Анна Ёлкина", words.date(START), words("criticals")):
        assert part in shown
    for verdict in ("ready", "not_yet", "not_enough"):
        assert words(f"verdict.{verdict}") in shown
    assert words("interval", expected=72, low=64, high=81) in shown
    assert words("cut", cut=70) in shown
    assert words("chance", chance=93) in shown
    assert words("cases", n=12) in shown
    assert words("needed", n=5) in shown
    assert words("competency.diagnosis") in shown
    assert words("meaning_text").split()[-1] in shown
    assert "{" not in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_runs_off_the_page_or_into_its_neighbour(language: Language) -> None:
    criticals = tuple(f"{n} " + "очень длинное имя " * 20 for n in range(20))
    subject = Subject("Имя " * 40, full(), ("т " * 90,) * 3, criticals)  # type: ignore[arg-type]
    calls = [Call(START, 2, "тема " * 50, "escalated", 100.0, False, 99)] * 99
    for sheet in report_sheets(subject, calls, language):
        boxes = []
        sheet.figure.set_dpi(
            400
        )  # on the screen letters stand on whole pixels, in print they do not
        renderer = FigureCanvasAgg(sheet.figure).get_renderer()
        for one in sheet.figure.axes[0].texts:
            if not one.get_text():
                continue
            (left, bottom), (right, top) = (
                sheet.figure.axes[0].transData.inverted().transform(one.get_window_extent(renderer))
            )
            assert left >= MARGIN - 1, one.get_text()
            assert right <= WIDTH - MARGIN + 1, one.get_text()
            assert bottom <= HEIGHT - 5
            boxes.append((left, right, top, bottom, one.get_text()))
        for n, a in enumerate(boxes):
            for b in boxes[n + 1 :]:
                across = min(a[1], b[1]) - max(a[0], b[0])
                down = min(a[3], b[3]) - max(a[2], b[2])
                assert across <= 0.2 or down <= 1.0, (a[4], b[4])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pdf_is_one_page_with_text_to_select(language: Language) -> None:
    pdf = summary_pdf(SUBJECT, language)
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page ") + pdf.count(b"/Type /Page\n") == 1
    assert b"/FontFile2" in pdf  # TrueType: glyphs carry their characters
    assert b"/ToUnicode" in pdf
    assert summary_pdf(SUBJECT, language) == pdf


@pytest.mark.parametrize(("count", "pages"), [(0, 2), (1, 2), (35, 2), (36, 3), (500, 3)])
def test_a_report_has_two_or_three_pages(count: int, pages: int) -> None:
    calls = [
        Call(START + timedelta(hours=n), 1, "s", "resolved", 50.0, True, 0) for n in range(count)
    ]
    sheets = report_sheets(SUBJECT, calls, "en")
    assert len(sheets) == pages
    assert f"Page {pages} of {pages}" in texts(sheets[-1])
    if count > 100:
        assert [one for one in texts(sheets[-1]) if "earlier ones" in one]
        assert report_pdf(SUBJECT, calls, "en").startswith(b"%PDF")


def test_a_beginner_s_page_says_that_there_is_nothing_yet() -> None:
    none = Estimate(50, 5, 95, 0)
    lines = tuple(
        replace(one, verdict="not_enough", cases=0, criticals=0, estimate=none)
        for one in a_readiness().lines
    )
    empty = Readiness(START, lines, (), none)
    words = PageWords("en")
    shown = texts(summary_sheet(Subject("A", empty), "en"))
    assert words("no_cases") in " ".join(shown)
    assert words("no_competencies") in shown
    assert words("no_criticals") in shown


def test_names_are_shown_as_written() -> None:
    shown = texts(summary_sheet(replace(SUBJECT, name="$x^2$ \\frac 漢\u202e\x00"), "en"))
    assert "$x^2$ \\frac □  " in shown
    assert printable("Ёж – «…» ✓") == "Ёж – «…» ✓"
    assert summary_pdf(replace(SUBJECT, name="$\\frac{"), "en")


def test_lines_are_broken_where_they_must() -> None:
    lines = broken("короткие слова и одно " + "длинное" * 30, 40, 9)
    assert all(measure(line, 9) <= 40 for line in lines)
    assert "".join(lines).replace(" ", "") == "короткиесловаиодно" + "длинное" * 30
    assert broken("", 40, 9) == []
