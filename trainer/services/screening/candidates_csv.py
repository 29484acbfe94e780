"""Candidates from a CSV file, and their links as one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from trainer.domain.language import Language
from trainer.errors import CandidatesRefused, InvalidInput, RowProblem, ThreelineError
from trainer.services.cell_text import harmless
from trainer.services.screening.checks import NAME_LIMIT, email_of, line_of, number_of

COLUMNS: Final = ("name", "email", "language", "extra_time")
MOST: Final = 2000
"""Candidates in one file."""
CHARACTERS: Final = 1_000_000
EXTRA_PERCENT: Final = (0, 200)


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """One person to invite."""

    name: str
    email: str
    language: Language
    extra_percent: int


def line_checked(
    name: str, email: str, language: str, extra_percent: int, languages: Sequence[Language]
) -> CandidateLine:
    """A checked line; InvalidInput or TextTooLong name the field at fault."""
    chosen = [one for one in languages if one == language] if language else list(languages[:1])
    clean = line_of(name, "name", NAME_LIMIT)
    address = email_of(email)
    if not chosen:
        raise InvalidInput(
            "not a language of the campaign", field="language", reason="screening_language"
        )
    return CandidateLine(
        clean, address, chosen[0], number_of(extra_percent, "extra_time", *EXTRA_PERCENT)
    )


def read_candidates(text: str, languages: Sequence[Language]) -> tuple[CandidateLine, ...]:
    """The people of the file, in its order; CandidatesRefused with all problems found.

    The first line names the columns; only `name` must be there. Comma or semicolon, with or without a
    byte order mark, as spreadsheets write it. `extra_time` is in percent.
    """
    lines: list[CandidateLine] = []
    problems: list[RowProblem] = []
    emails: set[str] = set()
    for number, row in _rows(text):
        if len(lines) + len(problems) >= MOST:
            problems.append(RowProblem(number, "file", "too_many"))
            break
        try:
            line = _line(row, languages)
        except ThreelineError as error:
            column = str(error.values.get("field", "file"))
            why = "form" if isinstance(error, InvalidInput) else "long"
            problems.append(RowProblem(number, column, why))
            continue
        if line.email and line.email.casefold() in emails:
            problems.append(RowProblem(number, "email", "twice"))
        emails.add(line.email.casefold())
        lines.append(line)
    if not lines and not problems:
        problems.append(RowProblem(1, "file", "empty"))
    if problems:
        raise CandidatesRefused(tuple(problems))
    return tuple(lines)


def _line(row: Mapping[str, str], languages: Sequence[Language]) -> CandidateLine:
    if "" in row:
        raise InvalidInput("more cells than columns", field="file")
    extra = row.get("extra_time", "").strip().removesuffix("%").strip() or "0"
    if not (extra.isascii() and extra.isdigit() and len(extra) < 5):
        raise InvalidInput("a whole number of percent", field="extra_time")
    language = row.get("language", "").strip().casefold()
    return line_checked(row["name"], row.get("email", ""), language, int(extra), languages)


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    def refused(line: int, why: str) -> CandidatesRefused:
        return CandidatesRefused((RowProblem(line, "file", why),))

    if len(text) > CHARACTERS:
        raise refused(1, "too_long")
    text = text.removeprefix("\ufeff")
    head = text.split("\n", 1)[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    columns: list[str] | None = None
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if columns is None:
                columns = [cell.strip().casefold() for cell in row]
                strange = set(columns) - set(COLUMNS) or len(set(columns)) < len(columns)
                if "name" not in columns or strange:
                    raise refused(reader.line_num, "columns")
                continue
            cells = dict(zip(columns, row, strict=False))
            yield reader.line_num, ({"": ""} if len(row) > len(columns) else {"name": "", **cells})
    except csv.Error:
        raise refused(reader.line_num, "no_csv") from None


def links_csv(rows: Sequence[tuple[str, str, str, datetime]], who: str = "name") -> str:
    """Names, e-mails, links and expiry as a CSV that no spreadsheet takes for formulas; `who` heads
    the first column."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow((who, "email", "link", "expires"))
    for name, email, link, expires_at in rows:
        until = expires_at.astimezone(UTC).isoformat(timespec="minutes").replace("+00:00", "Z")
        writer.writerow((harmless(name), harmless(email), harmless(link), until))
    return out.getvalue()
