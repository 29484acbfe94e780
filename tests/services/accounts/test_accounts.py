"""Accounts: making them, changing them, importing many."""

from __future__ import annotations

import pytest

from tests.services.accounts.desk import PASSWORD, AccountsDesk
from trainer.domain.people import Actor
from trainer.errors import (
    ImportRefused,
    InvalidInput,
    NotPermitted,
    PersonNotFound,
    SignInRefused,
    TextTooLong,
)
from trainer.services.accounts.accounts import PAGE
from trainer.services.accounts.people_csv import MOST
from trainer.services.accounts.trail import OPERATOR


def field_of(caught: pytest.ExceptionInfo[InvalidInput]) -> object:
    return caught.value.values["field"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"login": "ANNA"}, "login"),
        ({"login": "a"}, "login"),
        ({"login": "two words"}, "login"),
        ({"login": "<b>"}, "login"),
        ({"login": "x" * 61}, "login"),
        ({"name": "Name of ANNA"}, "name"),
        ({"name": "..."}, "name"),
        ({"email": "no address"}, "email"),
        ({"email": "a@b"}, "email"),
        ({"email": "a@b.example\nBcc: c@d.example"}, "email"),
        ({"email": "ANNA@desk.example"}, "email"),
        ({"roles": []}, "roles"),
        ({"roles": ["root"]}, "roles"),
        ({"password": "short"}, "password"),
        ({"password": "aaaaaaaaaaaaaaaa"}, "password"),
        ({"password": "1234567890"}, "password"),
        ({"password": "x" * 201}, "password"),
        ({"password": "olga1234567", "login": "olga12345"}, "password"),
    ],
)
def test_what_will_not_do_is_refused_by_field(
    desk: AccountsDesk, change: dict[str, object], field: str
) -> None:
    desk.accounts.create(
        OPERATOR, "Name of anna", "anna", "en", ["newcomer"], email="anna@desk.example"
    )
    given: dict[str, object] = {"name": "Olga", "login": "olga", "roles": ["newcomer"]}
    with pytest.raises(InvalidInput) as caught:
        desk.accounts.create(OPERATOR, language="en", **(given | change))  # type: ignore[arg-type]
    assert field_of(caught) == field
    assert desk.accounts.page(OPERATOR).total == 1
    assert "account.created" in desk.operations()


def test_a_long_name_says_its_limit(desk: AccountsDesk) -> None:
    with pytest.raises(TextTooLong):
        desk.accounts.create(OPERATOR, "x" * 61, "olga", "en", ["newcomer"])


def test_the_list_is_searched_and_paged(desk: AccountsDesk) -> None:
    planned = "\n".join(f"person{n:03},Person {n:03},,newcomer" for n in range(PAGE + 5))
    desk.accounts.import_csv(OPERATOR, f"login,name,email,roles\n{planned}")
    desk.person("ёлкина")
    first = desk.accounts.page(OPERATOR)
    assert (len(first.lines), first.total) == (PAGE, PAGE + 6)
    rest = desk.accounts.page(OPERATOR, offset=PAGE)
    logins = [line.account.login for line in (*first.lines, *rest.lines)]
    assert logins == sorted(set(logins))
    assert desk.accounts.page(OPERATOR, "ЁЛКИНА").total == 1
    assert desk.accounts.page(OPERATOR, "person01").total == 10
    for wild in ("%", "_", "' OR 1=1 --"):
        assert desk.accounts.page(OPERATOR, wild).total == 0


def test_somebody_must_remain_administrator(desk: AccountsDesk) -> None:
    first = desk.person("first", "administrator")
    boss = Actor("somebody", frozenset({"administrator"}))
    for change in (
        lambda: desk.accounts.set_roles(boss, first.person, ["newcomer"]),
        lambda: desk.accounts.disable(boss, first.person),
    ):
        with pytest.raises(InvalidInput) as caught:
            change()
        assert field_of(caught) == "last_administrator"
    assert desk.accounts.get(OPERATOR, first.person) == first
    second = desk.person("second", "administrator")
    desk.accounts.set_roles(boss, first.person, ["newcomer"])
    with pytest.raises(InvalidInput):
        desk.accounts.disable(boss, second.person)


def test_nobody_disables_themselves(desk: AccountsDesk) -> None:
    first = desk.person("first", "administrator")
    desk.person("second", "administrator")
    with pytest.raises(InvalidInput) as caught:
        desk.accounts.disable(desk.actor("first"), first.person)
    assert field_of(caught) == "yourself"


def test_an_unknown_person_is_not_found(desk: AccountsDesk) -> None:
    for change in (
        lambda: desk.accounts.get(OPERATOR, "nobody"),
        lambda: desk.accounts.set_roles(OPERATOR, "nobody", ["mentor"]),
        lambda: desk.accounts.disable(OPERATOR, "nobody"),
        lambda: desk.accounts.set_password(OPERATOR, "nobody", PASSWORD),
        lambda: desk.invitations.renew_password(OPERATOR, "nobody"),
        lambda: desk.groups.people(OPERATOR, "nobody") or desk.groups.rename(OPERATOR, "g", "G"),
    ):
        with pytest.raises(PersonNotFound):
            change()


def test_a_mentor_cannot_tell_a_strange_person_from_none(desk: AccountsDesk) -> None:
    desk.person("mentor", "mentor")
    stranger = desk.person("stranger")
    mentor = desk.actor("mentor")
    answers = set()
    for person in (stranger.person, "nobody"):
        with pytest.raises(NotPermitted) as caught:
            desk.accounts.get(mentor, person)
        answers.add(str(caught.value))
    assert len(answers) == 1


class TestOwnPassword:
    def test_is_changed_against_the_present_one(self, desk: AccountsDesk) -> None:
        desk.person("anna")
        here, there = desk.token("anna"), desk.token("anna")
        actor = desk.actor("anna")
        from trainer.services.accounts.forms import token_hash

        desk.accounts.change_password(actor, PASSWORD, "another good password", token_hash(here))
        assert desk.sign_in.resolve(here)
        assert desk.sign_in.resolve(there) is None
        assert desk.token("anna", "another good password")

    def test_is_not_changed_against_a_wrong_one_and_tries_count(self, desk: AccountsDesk) -> None:
        desk.person("anna")
        actor = desk.actor("anna")
        reasons = []
        for _ in range(6):
            with pytest.raises(SignInRefused) as caught:
                desk.accounts.change_password(actor, "guess", "another good password")
            reasons.append(caught.value.reason)
        assert reasons == ["wrong"] * 5 + ["locked"]
        desk.clock.advance(minutes=20)
        assert desk.token("anna")


class TestImport:
    def test_makes_people_with_roles_and_groups(self, desk: AccountsDesk) -> None:
        text = (
            "\ufeffLogin;Name;Email;Roles;Group;Language\r\n"
            "anna;Анна Белова;anna@desk.example;newcomer;Осень;ru\r\n"
            'boris;"Boris; Junior";;newcomer|mentor;осень;en\r\n'
            "\r\n"
            "vera;Vera;;;;\r\n"
        )
        done = desk.accounts.import_csv(OPERATOR, text)
        assert [one[1:] for one in done.people] == [
            ("anna", "anna@desk.example"),
            ("boris", ""),
            ("vera", ""),
        ]
        assert done.groups == 1
        lines = {line.account.login: line for line in desk.accounts.page(OPERATOR).lines}
        assert lines["boris"].account.name == "Boris; Junior"
        assert lines["boris"].account.roles == {"newcomer", "mentor"}
        assert [(place.group_name, place.kind) for place in lines["boris"].groups] == [
            ("Осень", "mentor")
        ]
        assert lines["anna"].groups[0].kind == "member"
        assert lines["vera"].account.roles == {"newcomer"}
        assert not lines["vera"].account.has_password

    def test_tells_every_problem_and_makes_nobody(self, desk: AccountsDesk) -> None:
        desk.person("taken")
        text = (
            "login,name,email,roles\n"
            "good,Good One,,newcomer\n"
            "taken,Other,,newcomer\n"
            "two words,,not an address,king\n"
            "good,Good One,,newcomer\n"
            "cells,Cells,,newcomer,more,more\n"
            f"long,{'x' * 61},,newcomer\n"
        )
        with pytest.raises(ImportRefused) as caught:
            desk.accounts.import_csv(OPERATOR, text)
        assert [(one.line, one.column, one.why) for one in caught.value.problems] == [
            (3, "login", "taken"),
            (4, "email", "form"),
            (4, "login", "form"),
            (4, "name", "form"),
            (4, "roles", "form"),
            (5, "login", "twice"),
            (5, "name", "twice"),
            (6, "file", "cells"),
            (7, "name", "long"),
        ]
        assert desk.accounts.page(OPERATOR).total == 1

    @pytest.mark.parametrize(
        ("text", "column", "why"),
        [
            ("", "file", "empty"),
            ("login,name\n", "file", "empty"),
            ("name\nAnna\n", "login", "no_column"),
            ("login,name,salary\na1,Anna,5\n", "file", "unknown_column"),
            ("login,name,login\na1,Anna,a2\n", "file", "column_twice"),
            ("x" * 1_000_001, "file", "too_long"),
            ('login,name\n"a1,' + "x" * 140_000, "file", "no_csv"),
            ("login,name\n" + "a1,Anna\n" * (MOST + 1), "file", "too_many"),
        ],
    )
    def test_refuses_what_is_no_such_file(
        self, desk: AccountsDesk, text: str, column: str, why: str
    ) -> None:
        with pytest.raises(ImportRefused) as caught:
            desk.accounts.import_csv(OPERATOR, text)
        first = caught.value.problems[0]
        assert (first.column, first.why) == (column, why)

    def test_two_thousand_people_are_made_at_once(self, desk: AccountsDesk) -> None:
        lines = "\n".join(f"p{n},Person {n},p{n}@desk.example,newcomer,All" for n in range(MOST))
        done = desk.accounts.import_csv(OPERATOR, f"login,name,email,roles,group\n{lines}")
        assert (len(done.people), done.groups) == (MOST, 1)
