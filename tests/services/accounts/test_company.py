"""Company accounts: linked by proof only, refused politely otherwise, roles never theirs to give."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.accounts.desk import AccountsDesk
from trainer.errors import SignInRefused
from trainer.services.accounts.company import CompanyIdentity
from trainer.services.accounts.ports import Account
from trainer.services.accounts.trail import OPERATOR

ANNA = CompanyIdentity(
    "https://id.example", "subject-1", "Anna.Belova@Desk.Example", True, "Анна Белова", "ru"
)


def known(desk: AccountsDesk) -> Account:
    return desk.accounts.create(
        OPERATOR, "Anna", "anna", "en", ["mentor"], email="anna.belova@desk.example"
    )


def unlinked(desk: AccountsDesk, identity: CompanyIdentity) -> None:
    with pytest.raises(SignInRefused) as caught:
        desk.company.enter(identity, "a browser")
    assert caught.value.reason == "unlinked"


def test_a_known_address_links_the_account_with_its_own_roles(desk: AccountsDesk) -> None:
    anna = known(desk)
    opened = desk.company.enter(ANNA, "a browser")
    actor = desk.sign_in.resolve(opened.token)
    assert actor is not None
    assert (actor.id, actor.roles) == (anna.person, {"mentor"})
    assert "account.linked" in desk.operations()


def test_once_linked_the_address_may_change(desk: AccountsDesk) -> None:
    anna = known(desk)
    desk.company.enter(ANNA, "")
    moved = replace(ANNA, email="other@desk.example", email_verified=False)
    assert desk.company.enter(moved, "").person == anna.person


def test_a_stranger_is_refused_and_noted(desk: AccountsDesk) -> None:
    unlinked(desk, ANNA)
    assert desk.operations() == ["sign_in.unlinked"]
    assert desk.accounts.page(OPERATOR).total == 0


@pytest.mark.parametrize(
    "change",
    [
        {"email_verified": False},
        {"email": ""},
        {"email": "anna.belova@desk.example.evil.example"},
        {"email": "no address"},
        {"email": "' OR 1=1 --"},
        {"issuer": ""},
        {"subject": ""},
    ],
)
def test_an_address_that_is_not_proved_links_nothing(
    desk: AccountsDesk, change: dict[str, object]
) -> None:
    known(desk)
    desk.invitations.invite(OPERATOR, ["administrator"], email="eve@desk.example")
    unlinked(desk, replace(ANNA, **change))  # type: ignore[arg-type]


def test_the_same_subject_of_another_provider_is_somebody_else(desk: AccountsDesk) -> None:
    known(desk)
    desk.company.enter(ANNA, "")
    unlinked(desk, replace(ANNA, issuer="https://other.example", email="x@other.example"))


def test_a_disabled_person_stays_out(desk: AccountsDesk) -> None:
    anna = known(desk)
    desk.accounts.disable(OPERATOR, anna.person)
    unlinked(desk, ANNA)
    desk.accounts.enable(OPERATOR, anna.person)
    desk.company.enter(ANNA, "")
    desk.accounts.disable(OPERATOR, anna.person)
    with pytest.raises(SignInRefused):
        desk.company.enter(ANNA, "")


def test_an_open_invitation_to_the_address_makes_the_account(desk: AccountsDesk) -> None:
    group = desk.groups.create(OPERATOR, "Autumn")
    desk.invitations.invite(
        OPERATOR, ["newcomer"], group_id=group.id, email="anna.belova@desk.example"
    )
    opened = desk.company.enter(ANNA, "")
    account = desk.accounts.get(OPERATOR, opened.person)
    assert (account.name, account.login) == ("Анна Белова", "anna.belova@desk.example")
    assert (account.roles, account.has_password) == ({"newcomer"}, False)
    assert [one.person for one in desk.groups.people(OPERATOR, group.id)] == [opened.person]
    assert desk.invitations.all_open(OPERATOR) == ((), 0)
    assert desk.company.enter(ANNA, "").person == opened.person
    unlinked(desk, replace(ANNA, subject="subject-2", email="anna2@desk.example"))


def test_a_withdrawn_or_late_invitation_makes_none(desk: AccountsDesk) -> None:
    made = desk.invitations.invite(OPERATOR, ["newcomer"], email="anna.belova@desk.example")
    desk.invitations.withdraw(OPERATOR, made.invitation.id)
    unlinked(desk, ANNA)
    desk.invitations.invite(OPERATOR, ["newcomer"], email="anna.belova@desk.example", days=1)
    desk.clock.advance(days=1)
    unlinked(desk, ANNA)


@pytest.mark.parametrize("name", ["Anna", "", "...", "x" * 300, "<b>\x00"])
def test_a_name_that_is_taken_or_will_not_do_keeps_nobody_out(
    desk: AccountsDesk, name: str
) -> None:
    desk.accounts.create(OPERATOR, "Anna", "anna.belova@desk.example", "en", ["newcomer"])
    desk.invitations.invite(OPERATOR, ["newcomer"], email="anna.belova@desk.example")
    opened = desk.company.enter(replace(ANNA, name=name), "")
    account = desk.accounts.get(OPERATOR, opened.person)
    assert account.login == "anna.belova@desk.example2"
    assert 1 <= len(account.name) <= 60
