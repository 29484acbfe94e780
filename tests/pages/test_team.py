"""Team mode: who sees which pages, what happens to a session that ends, and the people's pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ENTRY
from tests.pages.fakes import NASTY, FakeServices
from tests.pages.policy_services import health_of, policies_of
from tests.pages.seen import raw, seen
from tests.services.accounts.desk import PASSWORD, AccountsDesk
from trainer.app.cookie_secret import SECRET_VARIABLE
from trainer.app.session_cookie import COOKIE, seal
from trainer.domain.people import ROLES, Role
from trainer.services.accounts.trail import OPERATOR
from trainer.services.people import People
from trainer.store.profiles import SqlProfiles
from trainer.ui.own_sessions import browser_name
from trainer.ui.page_table import PAGES, menu_of, page_named
from trainer.ui.strings import words

LANGUAGES = ("ru", "en")
Open = Callable[..., AppTest]


@pytest.fixture
def cookies(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the browser sends; AppTest itself sends none."""
    jar: dict[str, str] = {}
    monkeypatch.setenv(SECRET_VARIABLE, "k" * 64)
    monkeypatch.setattr(type(st.context), "cookies", property(lambda self: jar))
    return jar


@pytest.fixture
def desk(services: FakeServices, tmp_path: Path) -> Iterator[AccountsDesk]:
    """Real accounts behind the sample services."""
    made = AccountsDesk(tmp_path)
    services.settings = SimpleNamespace(mode="team")
    services.team = made  # type: ignore[attr-defined]
    profiles = SqlProfiles(made.database)
    services.people = People(profiles)  # type: ignore[assignment]
    services.policies, services.health = policies_of(made), health_of(made)  # type: ignore[attr-defined]
    yield made
    made.database.close()


@pytest.fixture
def visit(desk: AccountsDesk, cookies: dict[str, str]) -> Open:
    """Opens a page as a new person with these roles, signed in."""

    def open_it(page: str, *roles: Role, language: str = "en", login: str = "me") -> AppTest:
        if desk.account_store.by_login(login) is None:
            desk.person(login, *roles)
        cookies[COOKIE] = seal(desk.token(login))
        app = AppTest.from_file(str(ENTRY), default_timeout=20)
        app.query_params["lang"] = language
        app.run()
        entry = page_named(page)
        app.switch_page(str(ENTRY.parent / "pages" / entry.folder / f"{page}.py"))
        app.query_params["lang"] = language
        return app.run()

    return open_it


def press(app: AppTest, start: str) -> AppTest:
    return next(one for one in app.button if str(one.key).startswith(start)).click().run()


def choose(app: AppTest, key: str, value: object) -> AppTest:
    """Set a segmented control or pills, which AppTest knows by their key only."""
    group = next(one for one in app.get("button_group") if one.key == key)
    return group.set_value(value).run()  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("page", [entry.name for entry in PAGES])
@pytest.mark.parametrize("role", ROLES)
def test_a_page_opens_for_its_roles_and_refuses_others_calmly(
    visit: Open, page: str, role: Role
) -> None:
    app = visit(page, role)
    assert not app.exception
    entry = page_named(page)
    refused = words("en")("guard.not_yours") in seen(app)
    if page == "today" and role not in entry.roles:
        assert not refused or not menu_of(_actor(role), local=False)  # led to a page of their own
    else:
        assert refused is (role not in entry.roles)


def _actor(role: Role):  # type: ignore[no-untyped-def]
    from trainer.domain.people import Actor

    return Actor("me", frozenset({role}))


def test_local_mode_has_no_pages_of_team_mode() -> None:
    local = {entry.name for entry in PAGES if entry.in_local}
    newcomer = {"today", "practice", "debrief", "progress", "handbook", "records"}
    assert local == newcomer | {"packs", "studio"}
    assert [entry.name for entry in menu_of(_actor("newcomer"), local=True)] == [
        "today",
        "practice",
        "debrief",
        "progress",
        "handbook",
    ]


def test_every_page_has_a_file_and_a_title() -> None:
    files = {path.stem for path in (ENTRY.parent / "pages").glob("*/*.py")}
    assert {entry.name for entry in PAGES} == files
    for entry in PAGES:
        assert (ENTRY.parent / "pages" / entry.folder / f"{entry.name}.py").is_file()
        assert words("ru").has(entry.title)


class TestSession:
    def test_without_a_cookie_nothing_is_shown(
        self, desk: AccountsDesk, cookies: dict[str, str]
    ) -> None:
        person = desk.person("me").person
        app = AppTest.from_file(str(ENTRY), default_timeout=20)
        app.query_params["lang"] = "en"
        app.query_params["p"] = person  # an id is no way in
        app.run()
        assert words("en")("signed_out.title") in seen(app)
        assert "Name of me" not in seen(app)
        assert not app.button

    @pytest.mark.parametrize("how", ["revoke", "disable"])
    def test_one_that_ends_in_the_middle_shows_nothing_more(
        self, visit: Open, desk: AccountsDesk, how: str
    ) -> None:
        app = visit("people", "administrator")
        me = desk.account_store.by_login("me")
        assert me is not None
        desk.person("second", "administrator")
        if how == "revoke":
            desk.sessions.revoke_all(OPERATOR, me.person)
        else:
            desk.accounts.disable(OPERATOR, me.person)
        app.run()
        assert words("en")("signed_out.title") in seen(app)
        assert "second" not in seen(app)

    @pytest.mark.parametrize("how", ["role", "revoke"])
    def test_the_click_after_a_role_or_session_was_taken_away_does_nothing(
        self, visit: Open, desk: AccountsDesk, how: str
    ) -> None:
        app = visit("people", "administrator")
        me = desk.account_store.by_login("me")
        assert me is not None
        desk.person("second", "administrator")
        other = desk.person("other")
        app.run()
        app.toggle(key=f"open_{other.person}").set_value(True).run()
        if how == "role":
            desk.accounts.set_roles(OPERATOR, me.person, ["newcomer"])
        else:
            desk.sessions.revoke_all(OPERATOR, me.person)
        press(app, f"disable_{other.person}")
        assert not desk.accounts.get(OPERATOR, other.person).disabled
        shown = "guard.not_yours" if how == "role" else "signed_out.title"
        assert words("en")(shown) in seen(app)

    def test_a_move_after_the_session_ended_is_not_made(
        self, visit: Open, desk: AccountsDesk, services: FakeServices
    ) -> None:
        app = visit("practice", "newcomer")
        me = desk.account_store.by_login("me")
        assert me is not None
        takes = [one for one in app.button if "take" in str(one.key)]
        assert takes
        desk.sessions.revoke_all(OPERATOR, me.person)
        takes[0].click().run()
        assert words("en")("signed_out.title") in seen(app)
        assert not services.practice.attempts


@pytest.mark.parametrize("language", LANGUAGES)
class TestPeople:
    def test_the_list_shows_names_as_they_are_written(
        self, visit: Open, desk: AccountsDesk, language: str
    ) -> None:
        desk.accounts.create(OPERATOR, NASTY[:60], "nasty", "en", ["mentor"])
        group = desk.groups.create(OPERATOR, NASTY[:80])
        nasty = desk.account_store.by_login("nasty")
        assert nasty is not None
        desk.groups.put(OPERATOR, group.id, nasty.person, "mentor")
        app = visit("people", "administrator", language=language)
        app.toggle(key=f"open_{nasty.person}").set_value(True).run()
        assert not app.exception
        assert not app.error
        assert NASTY[:60] in seen(app)
        assert "<img src=x" not in raw(app)
        assert words(language)("role.mentor") in seen(app)  # type: ignore[arg-type]

    def test_a_group_to_choose_is_written_as_it_is_called(
        self, visit: Open, desk: AccountsDesk, language: str
    ) -> None:
        anna, name = desk.person("anna"), "Line 1, autumn (2026)"
        desk.groups.create(OPERATOR, name)
        app = visit("people", "administrator", language=language)
        app.toggle(key=f"open_{anna.person}").set_value(True).run()
        assert app.multiselect(key=f"member_{anna.person}").options == [name]
        choose(app, "people_tab", "invite")
        assert name in app.selectbox(key="invite_group").options

    def test_nobody_is_made_a_candidate_by_hand(
        self, visit: Open, desk: AccountsDesk, language: str
    ) -> None:
        anna = desk.person("anna")
        app = visit("people", "administrator", language=language)
        app.toggle(key=f"open_{anna.person}").set_value(True).run()
        roles = next(one for one in app.get("button_group") if one.key == f"roles_{anna.person}")
        candidate = words(language)("role.candidate")  # type: ignore[arg-type]
        assert candidate not in roles.options  # type: ignore[attr-defined]

    def test_roles_and_groups_are_changed(
        self, visit: Open, desk: AccountsDesk, language: str
    ) -> None:
        anna = desk.person("anna")
        group = desk.groups.create(OPERATOR, "Autumn")
        app = visit("people", "administrator", language=language)
        app.toggle(key=f"open_{anna.person}").set_value(True).run()
        choose(app, f"roles_{anna.person}", ["newcomer", "mentor"])
        press(app, f"save_roles_{anna.person}")
        assert desk.accounts.get(OPERATOR, anna.person).roles == {"newcomer", "mentor"}
        app.multiselect(key=f"member_{anna.person}").set_value([group.id]).run()
        press(app, f"save_groups_{anna.person}")
        assert not app.warning
        assert [one.person for one in desk.groups.people(OPERATOR, group.id)] == [anna.person]

    def test_one_s_own_way_out_is_refused_with_a_word(
        self, visit: Open, desk: AccountsDesk, language: str
    ) -> None:
        app = visit("people", "administrator", language=language)
        me = desk.account_store.by_login("me")
        assert me is not None
        app.toggle(key=f"open_{me.person}").set_value(True).run()
        press(app, f"disable_{me.person}")
        text = words(language)("errors.invalid_input.yourself")  # type: ignore[arg-type]
        assert text.split(".")[0] in app.warning[0].value.replace("\\", "")

    def test_an_invitation_s_link_is_shown_once(
        self, visit: Open, desk: AccountsDesk, language: str
    ) -> None:
        app = visit("people", "administrator", language=language)
        choose(app, "people_tab", "invite")
        press(app, "FormSubmitter:invite")
        (invitation,) = desk.invitations.all_open(OPERATOR)[0]
        link = next(one.value for one in app.code)
        token = link.partition("?i=")[2].partition("&")[0]
        assert desk.joining.look(token).purpose == "join"
        app.run()
        assert not app.code
        press(app, f"withdraw_{invitation.id}")
        assert desk.invitations.all_open(OPERATOR) == ((), 0)

    def test_people_of_a_file_get_links_shown_once(
        self, visit: Open, desk: AccountsDesk, language: str
    ) -> None:
        app = visit("people", "administrator", language=language)
        choose(app, "people_tab", "import")
        people = "login,name\n=cmd,Anna\nboris,Boris\n"
        app.file_uploader(key="people_file").set_value(
            [("p.csv", people.encode(), "text/csv")]
        ).run()
        press(app, "people_import")
        assert len(app.error) == 1, "a login is no formula"
        people = "login,name\nanna,Anna\nboris,Boris\n"
        app.file_uploader(key="people_file").set_value(
            [("p.csv", people.encode(), "text/csv")]
        ).run()
        press(app, "people_import")
        assert not app.exception
        assert desk.invitations.all_open(OPERATOR)[1] == 2
        named = [one.label for one in app.get("download_button")]
        assert words(language).count("people.import_download", 2) in named  # type: ignore[arg-type]
        app.run()
        assert not app.get("download_button"), "once"

    def test_every_part_opens(self, visit: Open, desk: AccountsDesk, language: str) -> None:
        desk.groups.create(OPERATOR, "Autumn" if language == "en" else "Осень")
        app = visit("people", "administrator", language=language)
        for part in ("invite", "groups", "import", "export", "list"):
            choose(app, "people_tab", part)
            assert app.session_state["people_tab"] == part
            assert not app.exception
            assert not app.error

    def test_the_audit_tells_who_did_it(
        self, visit: Open, desk: AccountsDesk, language: str
    ) -> None:
        desk.groups.create(OPERATOR, NASTY[:80])
        app = visit("audit", "administrator", language=language)
        assert not app.exception
        assert "group.created" in seen(app)
        assert "<img src=x" not in raw(app)
        press(app, "audit_export")
        assert not app.exception
        assert "audit.exported" in desk.operations()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_left_open_elsewhere_can_be_ended(
    visit: Open, desk: AccountsDesk, language: str
) -> None:
    desk.person("me", "newcomer")
    for agent in ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537", NASTY, ""):
        desk.sign_in.with_password("me", PASSWORD, agent)
    own = words(language)  # type: ignore[arg-type]
    app = visit("records", "newcomer", language=language)
    text = seen(app)
    assert not app.exception
    assert "Chrome, Windows" in text
    assert own("sessions.unknown") in text
    assert text.count(own("sessions.here")) == 1
    assert "<img src=x" not in raw(app)
    person = desk.account_store.by_login("me")
    assert person is not None
    assert len(desk.sessions.of_person(OPERATOR, person.person)) == 4
    app = press(app, "session_")
    assert len(desk.sessions.of_person(OPERATOR, person.person)) == 3
    app = press(app, "sessions_end_others")
    assert len(desk.sessions.of_person(OPERATOR, person.person)) == 1
    assert not app.exception
    assert own("sessions.here") in seen(app), "the session asked from goes on"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537 Chrome/140 Mobile Safari/537", "Chrome, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 YaBrowser/25 Safari/537", "Yandex Browser, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Version/18 Safari/604", "Safari, iPhone"),
        ("curl/8", ""),
    ],
)  # fmt: skip
def test_a_browser_is_told_in_a_few_words(agent: str, name: str) -> None:
    assert browser_name(agent) == name
