"""Accounts on each database: what is unique, what happens at once, and pages in SQL."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from tests.services.accounts.desk import PASSWORD, AccountsDesk
from trainer.domain.people import Actor
from trainer.errors import InvalidInput, InvitationRefused, SignInRefused, ThreelineError
from trainer.services.accounts.guessing import BY_LOGIN
from trainer.services.accounts.trail import OPERATOR
from trainer.store.engine import Database


@pytest.fixture
def desk(database: Database) -> AccountsDesk:
    return AccountsDesk(database)


def at_once(*actions: Callable[[], object]) -> list[str]:
    """Run them in parallel; for each "done" or the key of its error."""
    start = threading.Barrier(len(actions))
    outcomes: list[str] = []

    def run(action: Callable[[], object]) -> None:
        start.wait()
        try:
            action()
        except ThreelineError as error:
            outcomes.append(error.key)
        else:
            outcomes.append("done")

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_a_person_comes_back_as_they_were_made(desk: AccountsDesk) -> None:
    made = desk.accounts.create(
        OPERATOR, "Жанна Ёлкина", "ЁЛКИНА", "ru", ["mentor", "newcomer"], email="J@desk.example"
    )
    assert (made.login, made.email) == ("ёлкина", "j@desk.example")
    assert desk.account_store.get(made.person) == made
    assert desk.account_store.by_login("ёлкина") == made
    assert desk.account_store.by_email("j@desk.example") == made
    assert desk.accounts.page(OPERATOR, "ЖАННА").lines[0].account == made
    assert desk.accounts.page(OPERATOR, "100%").total == 0


def test_a_half_of_a_list_is_never_stored(desk: AccountsDesk) -> None:
    desk.person("boss", "administrator")
    text = "login,name,group\nanna,Anna,G\nboris,Boris,G\n"
    outcomes = at_once(*[lambda: desk.accounts.import_csv(OPERATOR, text)] * 3)
    assert outcomes.count("done") == 1
    assert desk.accounts.page(OPERATOR).total == 3
    assert [group.name for group in desk.groups.all(OPERATOR)] == ["G"]
    assert desk.operations().count("accounts.imported") == 1


def test_two_administrators_cannot_remove_each_other(desk: AccountsDesk) -> None:
    first, second = desk.person("first", "administrator"), desk.person("second", "administrator")
    actors = [Actor(one.person, frozenset({"administrator"})) for one in (first, second)]
    outcomes = at_once(
        lambda: desk.accounts.disable(actors[0], second.person),
        lambda: desk.accounts.set_roles(actors[1], first.person, ["newcomer"]),
    )
    assert outcomes == ["done", "invalid_input"]


def test_an_invitation_is_used_once_by_many_at_once(desk: AccountsDesk) -> None:
    token = desk.invitations.invite(OPERATOR, ["newcomer"]).token
    outcomes = at_once(
        *(
            lambda number=number: desk.joining.accept(  # type: ignore[misc]
                token, f"Name {number}", f"login{number}", PASSWORD, "en"
            )
            for number in range(4)
        )
    )
    assert outcomes == ["done", *[InvitationRefused.key] * 3]
    assert desk.accounts.page(OPERATOR).total == 1


def test_guesses_at_once_are_all_counted(desk: AccountsDesk) -> None:
    def guess() -> None:
        desk.sign_in.with_password("nobody", "guess", "")

    for _ in range(2):
        assert set(at_once(*[guess] * 4)) == {SignInRefused.key}
    noted = [one for one in desk.audit.page(OPERATOR) if one.operation == "sign_in.refused"]
    assert len(noted) == BY_LOGIN.free


def test_a_session_ends_whatever_comes_first(desk: AccountsDesk) -> None:
    anna = desk.person("anna")
    tokens = [desk.token("anna") for _ in range(3)]
    at_once(
        lambda: desk.sessions.revoke_all(OPERATOR, anna.person),
        lambda: desk.sign_in.sign_out(tokens[0]),
        lambda: desk.accounts.set_password(OPERATOR, anna.person, "another good password"),
    )
    assert [desk.sign_in.resolve(token) for token in tokens] == [None] * 3


def test_group_names_are_unique_without_regard_to_case(desk: AccountsDesk) -> None:
    made = desk.groups.create(OPERATOR, "Осень")
    other = desk.groups.create(OPERATOR, "Весна")
    for change in (
        lambda: desk.groups.create(OPERATOR, "ОСЕНЬ"),
        lambda: desk.groups.rename(OPERATOR, other.id, "осень"),
    ):
        with pytest.raises(InvalidInput) as caught:
            change()
        assert caught.value.values["field"] == "group"
    desk.groups.rename(OPERATOR, made.id, "ОСЕНЬ")
    assert [group.name for group in desk.groups.all(OPERATOR)] == ["Весна", "ОСЕНЬ"]


def test_places_in_groups_are_put_and_taken_again(desk: AccountsDesk) -> None:
    anna, group = desk.person("anna", "mentor"), desk.groups.create(OPERATOR, "Autumn")
    for _ in range(2):
        desk.groups.put(OPERATOR, group.id, anna.person, "member")
        desk.groups.put(OPERATOR, group.id, anna.person, "mentor")
    assert {place.kind for place in desk.groups.of_person(OPERATOR, anna.person)} == {
        "member",
        "mentor",
    }
    for _ in range(2):
        desk.groups.take(OPERATOR, group.id, anna.person, "member")
    assert [one.person for one in desk.groups.people(OPERATOR, group.id, "mentor")] == [anna.person]
    assert desk.operations().count("group.taken") == 1


def test_the_audit_is_read_backwards_and_searched(desk: AccountsDesk) -> None:
    desk.person("anna")
    desk.groups.create(OPERATOR, "Autumn")
    newest, oldest = desk.audit.page(OPERATOR)
    assert (newest.operation, oldest.object_login) == ("group.created", "anna")
    assert desk.audit.page(OPERATOR, before=newest.id) == (oldest,)
    assert desk.audit.page(OPERATOR, "anna") == (oldest,)
    assert desk.audit.page(OPERATOR, "%") == ()
