"""Whose rows leave, in which form, and that no text becomes anything else on the way."""

from __future__ import annotations

import csv
import stat
import sys
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
import pyarrow.parquet as pq
import pytest

from tests.records.fakes import ADMIN, NASTY, FakeReadiness, Office, actor
from trainer.domain.people import ROLES
from trainer.errors import InvalidInput, NotPermitted
from trainer.services.cell_text import harmless
from trainer.services.records.columns import COLUMNS, WHATS
from trainer.services.records.exports import RIGHTS, Exports
from trainer.services.records.files import FORMATS, write_export
from trainer.services.records.xlsx_file import write_xlsx


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def exports(office: Office) -> Exports:
    return Exports(office.pages, office.packs, office.groups, FakeReadiness(), page=2)


def owners(exports: Exports, who: object, person: str = "") -> set[object]:
    table = exports.table(who, "attempts", person=person)  # type: ignore[arg-type]
    place = [column.name for column in table.columns].index("person_id")
    return {row[place] for row in table.rows}


class TestRights:
    def test_everybody_gets_their_own(self, exports: Exports) -> None:
        assert owners(exports, actor("anna", "newcomer")) == {"anna"}

    def test_a_candidate_s_form_stays_closed(self, exports: Exports) -> None:
        with pytest.raises(NotPermitted):
            owners(exports, actor("clara", "candidate"), "clara")

    def test_a_mentor_gets_their_groups_and_no_more(self, exports: Exports) -> None:
        mentor = actor("clara", "mentor", groups=("red",))
        assert owners(exports, mentor) == {"anna", "boris", "clara"}
        assert owners(exports, mentor, "anna") == {"anna"}
        with pytest.raises(NotPermitted):
            exports.table(actor("anna", "mentor", groups=("red",)), "moves", person="clara")

    def test_a_group_s_table_is_for_who_looks_after_it(self, exports: Exports) -> None:
        def people(who: object) -> set[object]:
            table = exports.table(who, "attempts", members_of="red")  # type: ignore[arg-type]
            return {row[1] for row in table.rows}

        assert people(actor("clara", "mentor", groups=("red",))) == {"anna", "boris"}
        assert people(ADMIN) == {"anna", "boris"}
        for stranger in (
            actor("clara", "mentor", groups=("blue",)),
            actor("anna", "newcomer", groups=("red",)),
            actor("rita", "recruiter"),
        ):
            with pytest.raises(NotPermitted):
                people(stranger)

    def test_an_administrator_gets_everybody(self, exports: Exports) -> None:
        assert owners(exports, ADMIN) == {"anna", "boris", "clara"}

    @pytest.mark.parametrize("role", ROLES)
    def test_a_role_that_is_not_named_gets_nothing(self, exports: Exports, role: str) -> None:
        stranger = actor("stranger", role)  # type: ignore[arg-type]
        if role == "administrator":
            return
        for what in WHATS:
            with pytest.raises(NotPermitted):
                exports.table(stranger, what, person="anna")
        with pytest.raises(NotPermitted):
            exports.readiness_of(stranger, "anna")

    def test_nobody_without_a_role(self, exports: Exports) -> None:
        with pytest.raises(NotPermitted):
            exports.table(actor("anna"), "attempts")

    def test_every_public_method_stands_in_the_table(self) -> None:
        methods = {name for name in vars(Exports) if not name.startswith("_")}
        assert {f"Exports.{name}" for name in methods} == set(RIGHTS.table)


def test_every_row_has_every_column(exports: Exports) -> None:
    for what in WHATS:
        rows = list(exports.table(ADMIN, what).rows)
        assert rows
        assert {len(row) for row in rows} == {len(COLUMNS[what])}


def test_rows_come_page_by_page(exports: Exports, office: Office) -> None:
    rows = exports.table(ADMIN, "attempts").rows
    assert office.pages.asked == 0
    next(rows)
    assert office.pages.asked == 1


def test_a_score_carries_its_evidence_and_its_words(exports: Exports) -> None:
    table = exports.table(ADMIN, "scores", "en", "anna")
    rows = [dict(zip((c.name for c in table.columns), row, strict=True)) for row in table.rows]
    greeting = next(row for row in rows if row["criterion"] == "greeting")
    assert greeting["evidence"] == NASTY
    assert greeting["turns"] == "2"
    assert greeting["level"] == 2
    assert greeting["criterion_title"] != "greeting"
    critical = [row for row in rows if row["criterion"] == "critical_error"]
    assert len(critical) == 2
    assert {row["level"] for row in critical} == {None}


def test_scores_of_a_pack_that_is_gone_still_leave(office: Office) -> None:
    exports = Exports(office.pages, {}, office.groups, None)
    titles = {row[10] for row in exports.table(ADMIN, "scores").rows}
    assert titles == {"restored", "greeting", "asked_password"}
    assert list(exports.table(ADMIN, "readiness").rows) == []


@pytest.mark.parametrize("what", ["", "people", "../attempts", "attempts.csv"])
def test_an_unknown_table_is_refused(exports: Exports, what: str) -> None:
    with pytest.raises(InvalidInput):
        exports.table(ADMIN, what)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("what", WHATS)
def test_every_table_is_written_in_every_format(
    exports: Exports, tmp_path: Path, what: str, format: str
) -> None:
    path, count = write_export(exports.table(ADMIN, what, "ru"), tmp_path / "new", format, "ru")
    assert path == tmp_path / "new" / f"{what}.{format}"
    assert count > 0
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_unknown_format_or_folder_is_told(exports: Exports, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        write_export(exports.table(ADMIN, "attempts"), tmp_path, "../../x")
    (tmp_path / "file").write_text("")
    with pytest.raises(InvalidInput):
        write_export(exports.table(ADMIN, "attempts"), tmp_path / "file", "csv")


def test_a_link_in_the_folder_is_not_followed(exports: Exports, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("mine")
    (tmp_path / "attempts.csv").symlink_to(tmp_path / "kept")
    write_export(exports.table(ADMIN, "attempts"), tmp_path, "csv")
    assert (tmp_path / "kept").read_text() == "mine"
    assert not (tmp_path / "attempts.csv").is_symlink()


class TestCsv:
    def read(self, path: Path) -> list[dict[str, str]]:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def test_formulas_are_neutralised_and_text_stays(
        self, exports: Exports, tmp_path: Path
    ) -> None:
        path, _ = write_export(exports.table(ADMIN, "moves"), tmp_path, "csv")
        rows = self.read(path)
        assert {row["text"] for row in rows if row["kind"] == "say"} == {f"'{NASTY}"}
        path, _ = write_export(exports.table(ADMIN, "scores"), tmp_path, "csv")
        cells = [cell for row in self.read(path) for cell in row.values()]
        assert not [cell for cell in cells if cell[:1] in "=+-@" and cell[:1]]

    @pytest.mark.parametrize(
        "text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1", "＝1", "\n=1", "%0A=1", "|calc"]
    )
    def test_whatever_begins_a_formula_is_quoted(self, text: str) -> None:
        assert harmless(text) == f"'{text}"

    @pytest.mark.parametrize("text", ["", "a=1", "1-2", "Анна", "'x"])
    def test_other_text_is_left_alone(self, text: str) -> None:
        assert harmless(text) == text

    def test_what_no_file_can_hold_is_taken_out(self) -> None:
        assert harmless("a\x00b\ud800") == "ab?"

    @pytest.mark.parametrize("bom", [True, False])
    def test_the_mark_for_excel_is_a_choice(
        self, exports: Exports, tmp_path: Path, bom: bool
    ) -> None:
        path, _ = write_export(exports.table(ADMIN, "attempts"), tmp_path, "csv", bom=bom)
        assert path.read_bytes().startswith(b"\xef\xbb\xbf") == bom

    def test_numbers_and_times_read_back(self, exports: Exports, tmp_path: Path) -> None:
        path, _ = write_export(exports.table(ADMIN, "attempts"), tmp_path, "csv")
        row = self.read(path)[0]
        assert row["started_at"] == "2026-11-02T09:00:00Z"
        assert float(row["overall"]) == 81.5
        assert row["passed"] == "false"
        assert row["triage"] == ""


class TestXlsx:
    def sheet(self, path: Path, number: int = 1) -> str:
        with ZipFile(path) as archive:
            return archive.read(f"xl/worksheets/sheet{number}.xml").decode()

    def test_text_is_never_a_formula_or_a_link(self, exports: Exports, tmp_path: Path) -> None:
        path, _ = write_export(exports.table(ADMIN, "moves"), tmp_path, "xlsx")
        sheet = self.sheet(path)
        assert "HYPERLINK" in sheet
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet

    def test_the_heading_stays_and_is_in_the_reader_s_language(
        self, exports: Exports, tmp_path: Path
    ) -> None:
        path, _ = write_export(exports.table(ADMIN, "attempts", "ru"), tmp_path, "xlsx", "ru")
        sheet = self.sheet(path)
        assert 'state="frozen"' in sheet
        assert "Критические ошибки" in sheet
        assert "<cols>" in sheet

    def test_dates_are_dates(self, exports: Exports, tmp_path: Path) -> None:
        path, _ = write_export(exports.table(ADMIN, "attempts"), tmp_path, "xlsx")
        days = (datetime(2026, 11, 2, 9) - datetime(1899, 12, 30)).total_seconds() / 86400
        assert f"<v>{days}</v>" in self.sheet(path)

    def test_what_does_not_fit_goes_on_the_next_sheet(
        self, exports: Exports, tmp_path: Path
    ) -> None:
        assert write_xlsx(exports.table(ADMIN, "attempts"), tmp_path / "x.xlsx", "en", 4) == 6
        assert self.sheet(tmp_path / "x.xlsx", 1).count("<row ") == 5
        assert self.sheet(tmp_path / "x.xlsx", 2).count("<row ") == 3


def test_parquet_keeps_types_and_text(exports: Exports, tmp_path: Path) -> None:
    path, count = write_export(exports.table(ADMIN, "moves"), tmp_path, "parquet")
    table = pq.read_table(path)
    assert table.num_rows == count == 15
    assert str(table.schema.field("made_at").type) == "timestamp[us, tz=UTC]"
    assert NASTY in table.column("text").to_pylist()
    frame = pd.read_parquet(path)
    assert frame["number"].max() == 3


def test_nothing_at_all_is_a_file_with_a_heading(office: Office, tmp_path: Path) -> None:
    empty = Exports(office.pages, office.packs, office.groups, None)
    for format in FORMATS:
        _, count = write_export(empty.table(ADMIN, "readiness"), tmp_path, format)
        assert count == 0
    assert pq.read_table(tmp_path / "readiness.parquet").num_rows == 0
