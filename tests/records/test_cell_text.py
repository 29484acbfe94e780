"""No text that leaves becomes a formula in somebody's spreadsheet, and no number becomes text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.tiny import ROOT
from trainer.services.cell_text import harmless, storable, would_run
from trainer.services.records.columns import Column, Value
from trainer.services.records.csv_file import as_text, write_csv
from trainer.services.records.exports import Export
from trainer.services.records.xlsx_file import write_xlsx
from trainer.services.screening.candidates_csv import links_csv

SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫"
# Written out here and not asked of the code: what people do not see, and programs may skip.
UNSEEN = (
    " \u00a0\u1680\u2000\u2003\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff\u200b\u200c\u200d"
    "\u200e\u200f\u2060\u2061\u00ad\u202a\u202e\u2066\u2069\u180e\u034f\ufe0f\x0b\x0c\x1f\x85\x00"
)
_RUNS = re.compile(f"[{re.escape(UNSEEN)}]*[{re.escape(SIGNS)}\t\r\n]")
unseen = st.text(st.sampled_from(UNSEEN), max_size=4)
anything = st.text(max_size=30) | st.text(st.sampled_from(UNSEEN + SIGNS + "\t\r\na1'"), max_size=8)


@given(unseen, st.sampled_from(SIGNS + "\t\r"), st.text(max_size=20))
@example("\ufeff", "=", "1+1")
@example("\u200b\u2060", "＝", "1")
@example(" \u00a0", "\t", "x")
def test_whatever_begins_a_formula_is_disarmed(before: str, sign: str, after: str) -> None:
    text = before + sign + after
    assert would_run(text)
    assert harmless(text) == f"'{storable(text)}"


@given(anything)
def test_nothing_that_is_written_begins_a_formula(text: str) -> None:
    written = harmless(text)
    assert not _RUNS.match(written)
    assert harmless(written) == written
    assert written.removeprefix("'") == storable(text).removeprefix("'")


@pytest.mark.parametrize(
    "text",
    ["", " ", "a=1", "1-2", "Анна", "'x", "— да", "(=1)", "«-»", "…", "№ 5", "\ufeffАнна", "a\tb"],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert harmless(text) == text


@given(
    st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
)
def test_numbers_stay_numbers(value: int | float) -> None:
    if isinstance(value, bool):
        assert as_text(value) in ("true", "false")
    else:
        assert float(as_text(value)) == value


def table(cells: Sequence[Value]) -> Export:
    """One column of `cells`."""
    return Export("moves", (Column("text", "text", "Текст", "Text"),), ((cell,) for cell in cells))


@settings(max_examples=40, deadline=None)
@given(st.lists(anything, min_size=1, max_size=5))
def test_the_files_hold_it(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("cells") / "x.csv"
    write_csv(table(texts), path)
    with path.open(encoding="utf-8", newline="") as file:
        written = [row[0] if row else "" for row in csv.reader(file)][1:]
    at = datetime(2026, 11, 2, tzinfo=UTC)
    links = io.StringIO(links_csv([(text, text, "https://x", at) for text in texts]))
    for row in list(csv.reader(links))[1:]:
        written += row
    assert not [cell for cell in written if _RUNS.match(cell)]


def cells_of(path: Path) -> list[tuple[str, bool, str]]:
    """Kind, whether the cell is held as text, and content, of the first column below its head."""
    with ZipFile(path) as archive:
        styles = archive.read("xl/styles.xml").decode()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    looks = re.findall(r"<xf [^>]*>", styles[styles.index("<cellXfs") :])
    found = re.findall(r'<c r="A(\d+)"(?: s="(\d+)")?(?: t="(\w+)")?>(.*?)</c>', sheet, re.S)
    return [
        (kind or "n", 'quotePrefix="1"' in looks[int(look or 0)], content)
        for row, look, kind, content in found
        if row != "1"
    ]


def test_a_workbook_keeps_such_text_as_text_also_when_it_is_edited(tmp_path: Path) -> None:
    cells: list[Value] = ["=1+1", "\ufeff＝1", "plain", -5, -1.5]
    write_xlsx(table(cells), tmp_path / "x.xlsx", "en")
    kinds: list[tuple[Any, ...]] = [cell[:2] for cell in cells_of(tmp_path / "x.xlsx")]
    assert kinds == [
        ("inlineStr", True),
        ("inlineStr", True),
        ("inlineStr", False),
        ("n", False),
        ("n", False),
    ]
    assert "<v>-1.5</v>" in cells_of(tmp_path / "x.xlsx")[-1][2]
    assert "=1+1" in cells_of(tmp_path / "x.xlsx")[0][2]  # nothing is added that people would see


def test_whoever_writes_tables_asks_the_one_guard() -> None:
    writers = {}
    for path in (ROOT.parents[2] / "trainer").rglob("*.py"):
        source = path.read_text("utf-8")
        assert path.name == "cell_text.py" or '"=+-@' not in source, (
            f"{path} has a guard of its own"
        )
        if "csv.writer(" in source or "csv.DictWriter(" in source or "import Workbook" in source:
            guards = re.findall(r"\b(?:harmless|as_text|would_run)\b", source)
            writers[path.name] = len(guards) >= 2  # imported and used
    assert len(writers) >= 5
    assert [name for name, guarded in writers.items() if not guarded] == []
