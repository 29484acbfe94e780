"""XLSX for people: headings in their language, dates as dates, text only ever as text."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from trainer.domain.language import Language
from trainer.services.cell_text import storable, would_run
from trainer.services.records.columns import Column, Value
from trainer.services.records.exports import Export

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

SHEET_ROWS: Final = 1_048_575
"""Rows of one sheet under its heading; the format allows no more."""
CELL_LIMIT: Final = 32_767
"""Characters of one cell; a longer text ends in an ellipsis."""


def write_xlsx(export: Export, path: Path, language: Language, sheet_rows: int = SHEET_ROWS) -> int:
    """Write the table; the number of rows. What does not fit on a sheet goes on the next one."""
    from xlsxwriter import Workbook as Book

    options = {
        "constant_memory": True,  # a row is written out when the next begins
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
    }
    with Book(str(path), options) as book:
        head = book.add_format(
            {"bold": True, "bg_color": "#E8EEF5", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        looks = {
            "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top"}),
            "number": book.add_format({"num_format": "0.0##", "valign": "top"}),
        }
        plain = book.add_format({"valign": "top"})
        # The file's own apostrophe: unseen, and what is kept as text stays it when it is edited.
        quoted = book.add_format({"valign": "top", "quote_prefix": True})
        count = 0
        sheet = _sheet(book, export, language, head, 1)
        for row in export.rows:
            place = count % sheet_rows + 1
            if count and place == 1:
                sheet = _sheet(book, export, language, head, count // sheet_rows + 1)
            for number, (column, value) in enumerate(zip(export.columns, row, strict=True)):
                risky = isinstance(value, str) and would_run(value)
                look = quoted if risky else looks.get(column.kind, plain)
                _cell(sheet, place, number, value, look)
            count += 1
    return count


def _sheet(
    book: Workbook, export: Export, language: Language, head: Format, number: int
) -> Worksheet:
    sheet: Worksheet = book.add_worksheet(export.what if number == 1 else f"{export.what} {number}")
    for place, column in enumerate(export.columns):
        sheet.set_column(place, place, _width(column, language))
        sheet.write_string(0, place, column.heading(language), head)
    sheet.freeze_panes(1, 0)
    return sheet


def _width(column: Column, language: Language) -> int:
    longest = max(len(word) for word in column.heading(language).split())
    return max(column.width, longest + 2)


def _cell(sheet: Worksheet, row: int, column: int, value: Value, look: Format) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, look)
    elif isinstance(value, datetime):
        # Spreadsheets know no timezones: the heading says that it is UTC.
        sheet.write_datetime(row, column, value.astimezone(UTC).replace(tzinfo=None), look)
    elif isinstance(value, str):
        text = storable(value)
        cut = text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…"
        sheet.write_string(row, column, cut, look)
    else:
        sheet.write_number(row, column, value, look)
