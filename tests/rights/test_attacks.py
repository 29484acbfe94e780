"""What people try at the door: other sites' forms, forged cookies, guesses, floods, tricks in text."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from http.cookies import Morsel

import pytest
from itsdangerous import Signer
from markupsafe import escape

from tests.asgi import Answer, Browser
from tests.rights.conftest import RoutesDesk, Visit
from tests.services.accounts.desk import PASSWORD
from trainer.app.auth_requests import BODY_LIMIT, safe_next
from trainer.app.session_cookie import COOKIE, seal, unseal
from trainer.services.accounts.guessing import BY_LOGIN
from trainer.services.accounts.sign_in import IDLE
from trainer.services.accounts.trail import OPERATOR

NASTY = (
    "' OR '1'='1",
    "'; DROP TABLE accounts; --",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% raw %}",
    "\u202eevil\x00\x1b[31m",
    "=cmd|' /C calc'!A0",
)


def sign_in(browser: Browser, login: str = "anna", **form: str) -> Answer:
    return browser.post("/auth/sign-in", {"login": login, "password": PASSWORD, **form})


def inside(browser: Browser) -> bool:
    return browser.get("/progress").body == "the app"


class TestCookie:
    def test_signing_in_lets_in_and_signing_out_does_not(
        self, desk: RoutesDesk, visit: Visit
    ) -> None:
        desk.person("anna")
        browser = visit()
        assert not inside(browser)
        assert sign_in(browser).status == 303
        assert inside(browser)
        kept = dict(browser.cookies)
        assert browser.post("/auth/sign-out", {}).status == 303
        assert COOKIE not in browser.cookies
        assert not inside(browser)
        browser.cookies = kept  # somebody copied it before
        assert not inside(browser)

    @pytest.mark.parametrize("scheme", ["http", "https"])
    def test_scripts_and_other_sites_cannot_use_it(
        self, desk: RoutesDesk, visit: Visit, scheme: str
    ) -> None:
        desk.person("anna")
        cookie: Morsel[str] = sign_in(visit(scheme=scheme)).cookies[COOKIE]
        assert cookie["httponly"] is True
        assert cookie["samesite"] == "lax"
        assert cookie["path"] == "/"
        assert not cookie["domain"]
        assert bool(cookie["secure"]) is (scheme == "https")

    def test_a_forged_one_never_reaches_the_database(
        self, desk: RoutesDesk, visit: Visit, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk.person("anna")
        token = desk.token("anna")
        other_key = Signer(
            "x" * 64, salt="threeline.session", key_derivation="hmac", digest_method=hashlib.sha256
        )
        other_salt = Signer(
            "k" * 64, salt="other", key_derivation="hmac", digest_method=hashlib.sha256
        )
        good = seal(token)
        forged = [
            token,
            f"{token}.",
            f"{token}.AAAA",
            good[:-1],
            good + "A",
            other_key.sign(token).decode(),
            other_salt.sign(token).decode(),
            "." * 5000,
            "\u00e9",
            "' OR 1=1 --",
        ]
        asked: list[str] = []
        monkeypatch.setattr(desk.sign_in, "resolve", asked.append)
        for value in forged:
            assert unseal(value) is None
            browser = visit()
            browser.cookies[COOKIE] = value
            assert not inside(browser)
        assert asked == []
        assert unseal(good) == token

    def test_a_signed_one_of_no_session_lets_nobody_in(self, visit: Visit) -> None:
        browser = visit()
        browser.cookies[COOKIE] = seal("a token that was never given out")
        assert not inside(browser)

    def test_a_stale_one_lets_nobody_in(self, desk: RoutesDesk, visit: Visit) -> None:
        desk.person("anna")
        browser = visit()
        sign_in(browser)
        desk.clock.advance(seconds=IDLE.total_seconds())
        assert not inside(browser)

    def test_each_sign_in_gets_a_fresh_one(self, desk: RoutesDesk, visit: Visit) -> None:
        """A session that somebody planted in the browser before is not the one signed in."""
        desk.person("anna")
        desk.person("mallory")
        browser = visit()
        browser.cookies[COOKIE] = planted = seal(desk.token("mallory"))
        sign_in(browser)
        assert browser.cookies[COOKIE] != planted

    def test_no_secret_is_stored(self, desk: RoutesDesk, visit: Visit) -> None:
        desk.person("anna")
        browser = visit()
        sign_in(browser)
        token = unseal(browser.cookies[COOKIE]) or "?"
        invited = desk.invitations.invite(OPERATOR, ["newcomer"]).token
        with desk.database.reading() as session:
            raw = session.connection().connection.driver_connection
            assert raw is not None
            dump = "\n".join(raw.iterdump())
        assert "sign_in.opened" in dump
        assert token not in dump
        assert f"'{invited}'" not in dump
        assert browser.cookies[COOKIE] not in dump


class TestOtherSites:
    @pytest.mark.parametrize(
        "headers",
        [
            {"origin": "http://evil.example"},
            {"origin": "null"},
            {"origin": "-"},
            {"origin": "http://desk.example.evil.example"},
            {"origin": "http://desk.example:8080"},
            {"origin": "file://desk.example"},
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
        ],
    )
    @pytest.mark.parametrize("path", ["sign-in", "sign-out", "accept", "password"])
    def test_their_forms_are_refused(
        self, desk: RoutesDesk, visit: Visit, path: str, headers: dict[str, str]
    ) -> None:
        desk.person("anna")
        browser = visit()
        sign_in(browser)
        before = desk.operations()
        answer = browser.post(
            f"/auth/{path}", {"login": "anna", "password": PASSWORD, "current": PASSWORD}, **headers
        )
        assert answer.status == 403
        assert not answer.cookies
        assert desk.operations() == before
        assert inside(browser)

    @pytest.mark.parametrize("host", ["desk.example", "desk.example:443", "desk.example:8501"])
    def test_our_own_form_is_taken_behind_any_port(
        self, desk: RoutesDesk, visit: Visit, host: str
    ) -> None:
        desk.person("anna")
        browser = visit(host=host, scheme="https")
        origin = f"https://{host}".removesuffix(":443")
        answer = browser.post(
            "/auth/sign-in", {"login": "anna", "password": PASSWORD}, origin=origin
        )
        assert answer.status == 303

    def test_a_link_signs_nobody_out(self, desk: RoutesDesk, visit: Visit) -> None:
        desk.person("anna")
        browser = visit()
        sign_in(browser)
        assert browser.get("/auth/sign-out").status == 200
        assert inside(browser)

    def test_pages_cannot_be_framed_or_cached_and_run_no_script(self, visit: Visit) -> None:
        answer = visit().get("/auth/sign-in")
        assert "frame-ancestors 'none'" in answer.header("content-security-policy")
        assert "default-src 'none'" in answer.header("content-security-policy")
        assert answer.header("cache-control") == "no-store"
        assert answer.header("referrer-policy") == "same-origin"
        assert "<script" not in answer.body


class TestWhereTo:
    @pytest.mark.parametrize(
        "wanted",
        [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "/a\\..\\evil",
            "javascript:alert(1)",
            "evil.example",
            "/auth/sign-out",
            "/auth/company",
            "",
            "/" + "a" * 600,
        ],
    )
    def test_nobody_is_led_away(self, desk: RoutesDesk, visit: Visit, wanted: str) -> None:
        assert safe_next(wanted) == "/"
        desk.person("anna")
        assert sign_in(visit(), next=wanted).header("location") == "/"

    def test_who_wanted_a_page_gets_there(self, desk: RoutesDesk, visit: Visit) -> None:
        desk.person("anna")
        browser = visit()
        sent = browser.get("/debrief?attempt=a1&x=%2F%2Fy")
        assert sent.status == 303
        page = browser.get(sent.header("location"))
        assert 'value="/debrief?attempt=a1&amp;x=%2F%2Fy"' in page.body
        answer = sign_in(browser, next="/debrief?attempt=a1&x=%2F%2Fy")
        assert answer.header("location") == "/debrief?attempt=a1&x=%2F%2Fy"


class TestFloods:
    @pytest.mark.parametrize("path", ["sign-in", "accept", "password", "sign-out"])
    def test_an_oversized_body_is_refused(self, visit: Visit, path: str) -> None:
        form = {"login": "x" * BODY_LIMIT}
        assert visit().post(f"/auth/{path}", form).status == 413

    def test_an_endless_body_is_not_read_to_its_end(self, visit: Visit) -> None:
        given = {
            "origin": "http://desk.example",
            "content-type": "application/x-www-form-urlencoded",
        }
        parts = [b"a" * 4096 for _ in range(100)]
        assert visit().send("POST", "/auth/sign-in", parts, given).status == 413

    @pytest.mark.parametrize(
        ("body", "kind", "status"),
        [
            (b"{}", "application/json", 415),
            (b"a=b", "multipart/form-data; boundary=x", 415),
            (b"&".join(b"a%d=1" % n for n in range(100)), "", 400),
            (b"login=\xff\xfe", "", 400),
            (b"login=%FF%FE", "", 400),
        ],
    )
    def test_what_is_no_such_form_is_refused(
        self, visit: Visit, body: bytes, kind: str, status: int
    ) -> None:
        headers = {
            "origin": "http://desk.example",
            "content-type": kind or "application/x-www-form-urlencoded",
        }
        assert visit().send("POST", "/auth/sign-in", body, headers).status == status

    def test_a_lying_length_is_refused(self, visit: Visit) -> None:
        for length in ("-5", "9" * 5000, "ten"):
            answer = visit().post("/auth/sign-in", {"login": "a"}, **{"content-length": length})
            assert answer.status in (400, 413)

    def test_guesses_are_held_up_and_told_how_long(self, desk: RoutesDesk, visit: Visit) -> None:
        desk.person("anna")
        for number in range(BY_LOGIN.free):
            answer = sign_in(visit(client=f"203.0.113.{number}"), password="guess")
            assert answer.status == 403
        answer = sign_in(visit(client="198.51.100.200"))
        assert answer.status == 403
        assert "minutes left: 1" in answer.body
        assert not answer.cookies
        noted = desk.audit.page(OPERATOR, "sign_in.refused")
        assert noted[0].ip == f"203.0.113.{BY_LOGIN.free - 1}"


class TestGuesses:
    def test_unknown_logins_are_answered_like_wrong_passwords(
        self, desk: RoutesDesk, visit: Visit
    ) -> None:
        desk.person("anna")
        desk.hasher.verified = 0
        known = sign_in(visit(), "anna", password="wrong password")
        assert desk.hasher.verified == 1
        unknown = sign_in(visit(), "nobody", password="wrong password")
        assert desk.hasher.verified == 2
        assert known.status == unknown.status == 403
        assert known.body.replace("anna", "") == unknown.body.replace("nobody", "")

    def test_a_replayed_invitation_is_refused_like_a_guessed_one(
        self, desk: RoutesDesk, visit: Visit
    ) -> None:
        token = desk.invitations.invite(OPERATOR, ["newcomer"]).token
        form = {"token": token, "name": "Anna", "login": "anna", "password": PASSWORD}
        assert "You have been invited" in visit().get(f"/auth/accept?i={token}").body
        browser = visit()
        assert browser.post("/auth/accept", form).status == 303
        assert inside(browser)
        replayed = visit().post("/auth/accept", form | {"login": "eve", "name": "Eve"})
        guessed = visit().post("/auth/accept", form | {"token": "guess"})
        assert replayed.status == guessed.status == 404
        assert replayed.body == guessed.body
        assert not replayed.cookies
        assert visit().get(f"/auth/accept?i={token}").status == 404
        desk.clock.advance(seconds=timedelta(days=1).total_seconds())
        assert desk.accounts.page(OPERATOR).total == 1

    def test_a_role_changed_in_mid_session_counts_at_the_next_request(
        self, desk: RoutesDesk, visit: Visit
    ) -> None:
        anna = desk.person("anna", "mentor")
        browser = visit()
        sign_in(browser)
        token = unseal(browser.cookies[COOKIE]) or ""
        desk.accounts.set_roles(OPERATOR, anna.person, ["newcomer"])
        actor = desk.sign_in.resolve(token)
        assert actor is not None
        assert actor.roles == {"newcomer"}
        desk.accounts.disable(OPERATOR, anna.person)
        assert not inside(browser)

    def test_a_password_is_changed_by_who_knows_the_present_one(
        self, desk: RoutesDesk, visit: Visit
    ) -> None:
        desk.person("anna")
        here, there = visit(), visit()
        sign_in(here)
        sign_in(there)
        fresh = "another good password"
        wrong = here.post("/auth/password", {"current": "guess", "password": fresh})
        assert (wrong.status, inside(there)) == (403, True)
        short = here.post("/auth/password", {"current": PASSWORD, "password": "short"})
        assert "too short" in short.body
        assert here.post("/auth/password", {"current": PASSWORD, "password": fresh}).status == 303
        assert inside(here)
        assert not inside(there)
        stranger = visit().post("/auth/password", {"current": PASSWORD, "password": fresh})
        assert stranger.header("location") == "/auth/sign-in"


@pytest.mark.parametrize("text", NASTY)
class TestTricksInText:
    def test_at_the_sign_in_page(self, desk: RoutesDesk, visit: Visit, text: str) -> None:
        desk.person("anna")
        answer = sign_in(visit(), text, password=text, next=text, lang=text)
        assert answer.status == 403
        assert f'value="{escape(text)}"' in answer.body
        assert "<script>alert" not in answer.body
        assert "<img src=x" not in answer.body
        assert desk.accounts.page(OPERATOR).total == 1

    def test_in_an_address(self, visit: Visit, text: str) -> None:
        from urllib.parse import quote

        for path in (
            f"/auth/accept?i={quote(text)}",
            f"/auth/sign-in?next={quote(text)}&lang={quote(text)}",
            f"/auth/company?provider={quote(text)}",
        ):
            answer = visit().get(path)
            assert answer.status in (200, 403, 404)
            assert "<script>alert" not in answer.body
            assert "<img src=x" not in answer.body

    def test_in_a_name_of_a_person_or_group(
        self, desk: RoutesDesk, visit: Visit, text: str
    ) -> None:
        token = desk.invitations.invite(OPERATOR, ["newcomer"]).token
        form = {"token": token, "name": text, "login": "anna", "password": PASSWORD}
        assert visit().post("/auth/accept", form | {"login": text}).status == 422
        assert visit().post("/auth/accept", form).status == 303
        group = desk.groups.create(OPERATOR, text)
        (line,) = desk.accounts.page(OPERATOR, "anna").lines
        assert line.account.name == " ".join(
            text.replace("\x00", "").replace("\x1b", "").replace("\u202e", "").split()
        )
        assert desk.groups.all(OPERATOR) == (group,)
        assert desk.accounts.page(OPERATOR, text).total in (0, 1)
        assert "\x1b" not in desk.audit.export(OPERATOR)
