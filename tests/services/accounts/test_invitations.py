"""Invitations: once, in time, and telling nothing to whoever guesses."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from tests.services.accounts.desk import PASSWORD, AccountsDesk
from trainer.errors import InvalidInput, InvitationRefused, PersonNotFound
from trainer.services.accounts.invitations import PAGE
from trainer.services.accounts.trail import OPERATOR


def accept(desk: AccountsDesk, token: str, login: str = "anna", password: str = PASSWORD) -> str:
    return desk.joining.accept(token, f"Name of {login}", login, password, "en")


def test_an_invitation_grants_its_roles_and_group(desk: AccountsDesk) -> None:
    group = desk.groups.create(OPERATOR, "Autumn")
    made = desk.invitations.invite(OPERATOR, ["mentor"], group_id=group.id)
    assert desk.joining.look(made.token).purpose == "join"
    person = accept(desk, made.token)
    actor = desk.actor("anna")
    assert (actor.id, actor.roles, actor.groups) == (person, {"mentor"}, {group.id})
    assert desk.invitations.all_open(OPERATOR) == ((), 0)


def test_a_used_invitation_is_refused(desk: AccountsDesk) -> None:
    token = desk.invitations.invite(OPERATOR, ["newcomer"]).token
    accept(desk, token)
    for _ in range(2):
        with pytest.raises(InvitationRefused):
            accept(desk, token, "boris")
        with pytest.raises(InvitationRefused):
            desk.joining.look(token)
    assert desk.accounts.page(OPERATOR).total == 1


def test_of_many_at_once_one_gets_in(desk: AccountsDesk) -> None:
    token = desk.invitations.invite(OPERATOR, ["newcomer"]).token
    outcomes: list[str] = []

    def go(number: int) -> None:
        try:
            outcomes.append(accept(desk, token, f"login{number}"))
        except InvitationRefused:
            outcomes.append("")

    threads = [threading.Thread(target=go, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([person for person in outcomes if person]) == 1
    assert desk.accounts.page(OPERATOR).total == 1


def test_unknown_used_withdrawn_and_late_look_the_same(desk: AccountsDesk) -> None:
    used, withdrawn, late = (desk.invitations.invite(OPERATOR, ["newcomer"]) for _ in range(3))
    accept(desk, used.token)
    desk.invitations.withdraw(OPERATOR, withdrawn.invitation.id)
    desk.clock.advance(days=7)
    told = set()
    for token in (used.token, withdrawn.token, late.token, "guess", "", "' OR 1=1 --", "\x00"):
        with pytest.raises(InvitationRefused) as caught:
            accept(desk, token, "boris")
        told.add((str(caught.value), tuple(caught.value.values)))
    assert len(told) == 1


def test_an_id_or_a_stored_hash_is_no_token(desk: AccountsDesk) -> None:
    from trainer.services.accounts.forms import token_hash

    made = desk.invitations.invite(OPERATOR, ["administrator"])
    for guess in (made.invitation.id, token_hash(made.token)):
        with pytest.raises(InvitationRefused):
            accept(desk, guess)
    assert made.token not in repr(desk.audit.page(OPERATOR))


def test_a_slip_of_the_pen_does_not_use_it_up(desk: AccountsDesk) -> None:
    desk.person("taken")
    token = desk.invitations.invite(OPERATOR, ["newcomer"]).token
    for login, password in (("taken", PASSWORD), ("a b", PASSWORD), ("anna", "short")):
        with pytest.raises(InvalidInput):
            accept(desk, token, login, password)
    assert accept(desk, token)


def test_a_link_for_a_new_password_sets_it_and_ends_sessions(desk: AccountsDesk) -> None:
    anna = desk.person("anna")
    before = desk.token("anna")
    token = desk.invitations.renew_password(OPERATOR, anna.person).token
    asked = desk.joining.look(token)
    assert (asked.purpose, asked.login) == ("password", "anna")
    assert accept(desk, token, "ignored", "another good password") == anna.person
    assert desk.sign_in.resolve(before) is None
    assert desk.token("anna", "another good password")
    with pytest.raises(InvitationRefused):
        accept(desk, token, "anna", "a third good password")


def test_a_link_for_a_new_password_does_not_let_a_disabled_person_in(desk: AccountsDesk) -> None:
    anna = desk.person("anna")
    token = desk.invitations.renew_password(OPERATOR, anna.person).token
    desk.accounts.disable(OPERATOR, anna.person)
    with pytest.raises(InvitationRefused):
        accept(desk, token, "anna", "another good password")


def test_withdrawing_twice_is_refused(desk: AccountsDesk) -> None:
    made = desk.invitations.invite(OPERATOR, ["newcomer"])
    desk.invitations.withdraw(OPERATOR, made.invitation.id)
    with pytest.raises(InvitationRefused):
        desk.invitations.withdraw(OPERATOR, made.invitation.id)


def test_what_cannot_be_granted_is_refused(desk: AccountsDesk) -> None:
    with pytest.raises(PersonNotFound):
        desk.invitations.invite(OPERATOR, ["newcomer"], group_id="no such group")
    for given in ({"roles": []}, {"roles": ["king"]}, {"days": 365}, {"email": "x"}):
        with pytest.raises(InvalidInput):
            desk.invitations.invite(OPERATOR, **({"roles": ["newcomer"]} | given))  # type: ignore[arg-type]


def test_people_added_together_get_a_link_each(desk: AccountsDesk) -> None:
    done = desk.accounts.import_csv(OPERATOR, "login,name\nanna,Anna\nboris,Boris\n")
    people = [person for person, _, _ in done.people]
    links = desk.invitations.password_links(OPERATOR, people, 14)
    found, total = desk.invitations.all_open(OPERATOR)
    assert total == 2
    assert {one.login for one in found} == {"anna", "boris"}
    desk.clock.now += timedelta(days=13)
    for login, link in zip(("anna", "boris"), links, strict=True):
        desk.joining.accept(link.token, "", login, f"a long word of {login}", "en")
        assert desk.sign_in.with_password(login, f"a long word of {login}", "")
    desk.clock.now += timedelta(days=2)
    with pytest.raises(InvitationRefused):
        desk.joining.look(links[0].token)


def test_no_links_are_made_where_one_of_the_people_is_unknown(desk: AccountsDesk) -> None:
    anna = desk.person("anna")
    with pytest.raises(PersonNotFound):
        desk.invitations.password_links(OPERATOR, [anna.person, "nobody"], 7)
    with pytest.raises(InvalidInput):
        desk.invitations.password_links(OPERATOR, [anna.person], 365)
    assert desk.invitations.all_open(OPERATOR) == ((), 0)


def test_open_invitations_come_in_pages(desk: AccountsDesk) -> None:
    for _ in range(PAGE + 3):
        desk.invitations.invite(OPERATOR, ["newcomer"])
    first, total = desk.invitations.all_open(OPERATOR)
    second, _ = desk.invitations.all_open(OPERATOR, PAGE)
    assert (len(first), len(second), total) == (PAGE, 3, PAGE + 3)
    assert len({one.id for one in (*first, *second)}) == total
