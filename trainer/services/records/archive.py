"""Everything about a person in one ZIP file: each table as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from trainer.services.cell_text import harmless
from trainer.services.records.csv_file import as_text
from trainer.services.records.files import written
from trainer.services.records.ports import PersonRecords

_ABOUT: Final = """\
Threeline: всё, что хранится об одном человеке.
Каждая таблица лежит в двух видах: .json - для программ, .csv - для таблиц. Время - UTC.
profiles - профиль; attempts - попытки; moves - ходы с вашими словами; grades - оценки с
основаниями; consents - согласия. Паролей и ключей здесь нет.

Threeline: everything that is kept about one person.
Each table comes twice: .json for programs, .csv for spreadsheets. Times are UTC.
profiles - the profile; attempts; moves - with your words; grades - with their evidence;
consents. There are no passwords and no keys in here.

{at}
"""


def write_archive(
    out: Path, person: str, records: PersonRecords, at: datetime
) -> Mapping[str, int]:
    """Write the file `out` (mode 0600); the rows by table. Tables without rows are left out."""
    counts: dict[str, int] = {}
    with written(out) as fresh, ZipFile(fresh, "w", ZIP_DEFLATED) as archive:
        archive.writestr("about.txt", _ABOUT.format(at=as_text(at)))
        for table in records.tables(person):
            count = _write_json(archive, table, person, records)
            if count:
                _write_csv(archive, table, person, records)
                counts[table] = count
    return counts


def _write_json(archive: ZipFile, table: str, person: str, records: PersonRecords) -> int:
    rows = iter(records.rows(person, table))
    first = next(rows, None)
    if first is None:
        return 0
    count = 1
    with archive.open(f"{table}.json", "w") as raw:
        raw.write(b"[\n" + _json(first))
        for row in rows:
            raw.write(b",\n" + _json(row))
            count += 1
        raw.write(b"\n]\n")
    return count


def _json(row: Mapping[str, Any]) -> bytes:
    def plain(value: object) -> object:
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat()
        if isinstance(value, bytes):
            return value.hex()
        return str(value)

    return json.dumps(row, ensure_ascii=False, default=plain).encode("utf-8", "replace")


def _write_csv(archive: ZipFile, table: str, person: str, records: PersonRecords) -> None:
    with (
        archive.open(f"{table}.csv", "w") as raw,
        io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file, lineterminator="\r\n")
        for number, row in enumerate(records.rows(person, table)):
            if number == 0:
                writer.writerow(row)
            writer.writerow([_cell(value) for value in row.values()])


def _cell(value: Any) -> str:
    if value is None or isinstance(value, str | int | float | bool | datetime):
        return as_text(value)
    return harmless(_json({"value": value}).decode()[len('{"value": ') : -1])
