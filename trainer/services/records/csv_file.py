"""CSV (RFC 4180) whose texts no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

from trainer.services.cell_text import harmless
from trainer.services.records.columns import Value
from trainer.services.records.exports import Export


def write_csv(export: Export, path: Path, *, bom: bool = False) -> int:
    """Write the table; the number of rows. Times are ISO 8601 in UTC, yes and no true and false,
    nothing is an empty cell."""
    count = 0
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([column.name for column in export.columns])
        for row in export.rows:
            writer.writerow([as_text(value) for value in row])
            count += 1
    return count


def as_text(value: Value) -> str:
    """A value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return harmless(value) if isinstance(value, str) else repr(value)
