"""What recruiters take out of the pages: a campaign's table and a candidate's report."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.screening_stage import STAGE
from tests.pages.test_pages import LANGUAGES
from tests.pages.test_screening import Stage, fine, press
from tests.services.screening_desk import RECRUITER, Screening
from trainer.domain.people import Actor
from trainer.ui import downloads


@pytest.fixture(params=LANGUAGES)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    desk = Screening(tmp_path)
    yield Stage(desk, request.param)
    desk.database.close()


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the download buttons hand out, by the file's name."""
    made: dict[str, Any] = {}

    def button(label: str, data: Any, **options: Any) -> bool:
        made[options["file_name"]] = data
        return False

    monkeypatch.setattr(downloads.st, "download_button", button)
    return made


def ready(app: AppTest) -> list[str]:
    return [str(one.proto.label) for one in app.get("download_button")]


def test_a_campaign_is_taken_along_as_a_table(stage: Stage, offered: dict[str, Any]) -> None:
    made = stage.campaign(blind=True)
    stage.desk.finished(made, "Анна Белова")
    app = stage.open(campaign=made.id)
    assert stage.words("campaigns.export_text") in fine(stage, app)
    press(app, "campaign_export_1")
    text = offered["candidates.csv"].decode("utf-8-sig")
    assert text.startswith("candidate,name,email,")
    assert ",finished," in text
    assert "Белова" not in text
    press(app, "campaign_export_0")
    with ZipFile(io.BytesIO(offered["candidates.xlsx"])) as book:
        cells = "".join(
            book.read(name).decode() for name in book.namelist() if name.startswith("xl/")
        )
    assert stage.words("candidate_status.finished") in cells
    assert stage.words("verdict.not_yet") in cells


def test_the_file_stands_ready_for_one_drawing(stage: Stage) -> None:
    made = stage.campaign()
    stage.desk.finished(made)
    app = stage.open(campaign=made.id)
    assert ready(app) == []
    press(app, "campaign_export_0")
    assert ready(app) == [stage.words("downloads.ready", name="candidates.xlsx")]
    app.run()
    assert ready(app) == []


def test_a_candidate_s_report_is_taken_along_as_a_pdf(
    stage: Stage, offered: dict[str, Any]
) -> None:
    made = stage.campaign(blind=True)
    candidate = stage.desk.of(stage.desk.finished(made, "Анна Белова"))
    app = press(stage.open("candidate", candidate=candidate.id), "candidate_pdf_0")
    fine(stage, app)
    assert offered[f"candidate-{candidate.code}.pdf"].startswith(b"%PDF")


def test_who_is_no_recruiter_any_more_gets_no_file(stage: Stage) -> None:
    made = stage.campaign()
    stage.desk.finished(made)
    app = stage.open(campaign=made.id)
    STAGE.actor = Actor(RECRUITER.id, frozenset({"newcomer"}))
    press(app, "campaign_export_0")
    assert not app.exception
    assert ready(app) == []
