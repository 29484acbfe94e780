"""What the company's sign-in leaves behind is believed when it is signed, complete and fresh."""

from __future__ import annotations

import json
import time

import pytest
from streamlit import config
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from tests.asgi import Browser
from tests.rights.conftest import RoutesDesk, Visit
from trainer.app import company_sign_in
from trainer.app.company_sign_in import ENTER, USER_COOKIE
from trainer.app.session_cookie import COOKIE
from trainer.services.accounts.trail import OPERATOR

KEY = "s" * 64


@pytest.fixture(autouse=True)
def _streamlit_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "streamlit.web.server.server_util.get_cookie_secret", lambda: KEY, raising=True
    )
    assert config.get_option("server.cookieSecret") is not None


def claims(**change: object) -> dict[str, object]:
    return {
        "iss": "https://id.example",
        "sub": "1",
        "iat": time.time(),
        "email": "anna@desk.example",
        "email_verified": True,
        "name": "Anna",
        "is_logged_in": True,
    } | change


def come_back(browser: Browser, said: dict[str, object], key: str = KEY) -> None:
    signed = create_signed_value(key, USER_COOKIE, json.dumps(said)).decode()
    browser.cookies[USER_COOKIE] = signed


def invited(desk: RoutesDesk) -> None:
    desk.invitations.invite(OPERATOR, ["newcomer"], email="anna@desk.example")


def test_who_comes_back_from_the_provider_is_let_in(desk: RoutesDesk, visit: Visit) -> None:
    invited(desk)
    browser = visit()
    come_back(browser, claims())
    sent = browser.get("/")
    assert sent.header("location") == ENTER
    assert browser.get(ENTER).status == 303
    assert browser.get("/").body == "the app"
    assert COOKIE in browser.cookies
    assert USER_COOKIE not in browser.cookies  # one session remains, the one that can be revoked


@pytest.mark.parametrize(
    "change",
    [
        {"iat": 0},
        {"iat": time.time() + 86_400},
        {"iat": None},
        {"iat": "now"},
        {"iss": ""},
        {"sub": None},
        {"sub": ["1"]},
        {"sub": "x" * 300},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email": ["anna@desk.example"]},
    ],
)
def test_what_is_old_or_incomplete_lets_nobody_in(
    desk: RoutesDesk, visit: Visit, change: dict[str, object]
) -> None:
    invited(desk)
    browser = visit()
    come_back(browser, claims(**change))
    answer = browser.get(ENTER)
    assert answer.status == 403
    assert COOKIE not in browser.cookies
    assert USER_COOKIE not in browser.cookies
    assert desk.accounts.page(OPERATOR).total == 0


@pytest.mark.parametrize("value", ["", "x", "e30.x.y", "." * 3000])
def test_a_forged_one_lets_nobody_in(desk: RoutesDesk, visit: Visit, value: str) -> None:
    invited(desk)
    browser = visit()
    browser.cookies[USER_COOKIE] = value
    assert browser.get(ENTER).status == 403
    come_back(browser, claims(), key="o" * 64)
    assert browser.get(ENTER).status == 403
    assert desk.accounts.page(OPERATOR).total == 0


def test_a_tenant_s_operator_may_vouch_for_its_addresses(
    desk: RoutesDesk, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    invited(desk)
    monkeypatch.setattr(company_sign_in, "_auth_section", lambda: {"trust_email": True})
    browser = visit()
    come_back(browser, {k: v for k, v in claims().items() if k != "email_verified"})
    assert browser.get(ENTER).status == 303


def test_a_stranger_is_told_whom_to_ask(desk: RoutesDesk, visit: Visit) -> None:
    browser = visit()
    come_back(browser, claims())
    answer = browser.get(ENTER)
    assert "Ask your administrator for an invitation" in answer.body


def test_the_sign_in_page_offers_what_is_set_up(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "/auth/company" not in visit().get("/auth/sign-in").body
    section = {
        "redirect_uri": "http://desk.example/oauth2callback",
        "client_id": "x",
        "okta": {"client_id": "y"},
    }
    monkeypatch.setattr(company_sign_in, "_auth_section", lambda: section)
    page = visit().get("/auth/sign-in").body
    assert "/auth/company?provider=default" in page
    assert "/auth/company?provider=okta" in page
    for wanted in ("nobody", "redirect_uri", "client_id"):
        assert visit().get(f"/auth/company?provider={wanted}").status == 403
