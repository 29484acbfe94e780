"""A candidate's link over the real routes: followed, used, come back by, switched to the other language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from tests.asgi import Answer, Browser
from tests.services.screening_desk import Screening
from trainer.app.candidate_routes import PATH, CandidateRoutes
from trainer.app.cookie_secret import SECRET_VARIABLE
from trainer.app.session_cookie import CANDIDATE_COOKIE


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Screening]:
    monkeypatch.setenv(SECRET_VARIABLE, "k" * 64)
    made = Screening(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def browser(desk: Screening) -> Browser:
    return Browser(Starlette(routes=CandidateRoutes(lambda: desk.entrance).routes()))


def come_in(browser: Browser, token: str) -> Answer:
    answer = browser.post(PATH, {"token": token})
    if CANDIDATE_COOKIE in answer.cookies:
        browser.cookies[CANDIDATE_COOKIE] = answer.cookies[CANDIDATE_COOKIE].value
    return answer


def test_the_used_link_leads_its_own_candidate_back(desk: Screening, browser: Browser) -> None:
    token = desk.invited(desk.campaign(), language="en")
    assert come_in(browser, token).header("location") == "/screening"
    for again in (browser.get(f"{PATH}?token={token}"), come_in(browser, token)):
        assert (again.status, again.header("location")) == (303, "/screening")


def test_it_leads_nobody_else_in(desk: Screening, browser: Browser) -> None:
    campaign = desk.campaign()
    token, other = desk.invited(campaign), desk.invited(campaign, "Boris Kim")
    come_in(Browser(browser.app), token)
    stranger = browser.get(f"{PATH}?token={token}")
    assert (stranger.status, stranger.header("location")) == (404, "")
    come_in(browser, other)
    somebody_else = browser.get(f"{PATH}?token={token}")
    assert (somebody_else.status, somebody_else.header("location")) == (404, "")


def test_whoever_is_refused_is_not_sent_to_a_sign_in_that_candidates_do_not_have(
    browser: Browser,
) -> None:
    refused = browser.get(f"{PATH}?token=nonsense")
    assert refused.status == 404
    assert "This link is not known" in refused.body
    assert "/auth/sign-in" not in refused.body


def test_the_other_language_keeps_the_link(desk: Screening, browser: Browser) -> None:
    token = desk.invited(desk.campaign(), language="en")
    english = browser.get(f"{PATH}?token={token}")
    assert f"?lang=ru&amp;token={token}" in english.body
    russian = browser.get(f"{PATH}?lang=ru&token={token}")
    assert "Вас приглашают пройти отбор" in russian.body
