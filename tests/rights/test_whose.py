"""That services ask for the right with the true owner and groups, not only that tables are right."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.rights.conftest import RoutesDesk
from trainer.domain.people import ROLES, Actor
from trainer.errors import NotPermitted
from trainer.services.accounts.trail import OPERATOR


@pytest.fixture
def mentor(desk: RoutesDesk) -> tuple[Actor, str, str, str, str]:
    """A mentor, a newcomer of their group, a stranger, their group, the stranger's group."""
    account = desk.person("mentor", "mentor")
    pupil, stranger = desk.person("pupil"), desk.person("stranger")
    own, other = desk.groups.create(OPERATOR, "Own"), desk.groups.create(OPERATOR, "Other")
    desk.groups.put(OPERATOR, own.id, account.person, "mentor")
    desk.groups.put(OPERATOR, own.id, pupil.person, "member")
    desk.groups.put(OPERATOR, other.id, stranger.person, "member")
    desk.groups.put(OPERATOR, other.id, account.person, "member")
    return desk.actor("mentor"), pupil.person, stranger.person, own.id, other.id


def refused(action: Callable[[], object]) -> bool:
    try:
        action()
    except NotPermitted:
        return True
    return False


def test_a_mentor_sees_the_people_they_look_after_and_no_others(
    desk: RoutesDesk, mentor: tuple[Actor, str, str, str, str]
) -> None:
    actor, pupil, stranger, own, other = mentor
    assert desk.accounts.get(actor, pupil).person == pupil
    assert refused(lambda: desk.accounts.get(actor, stranger))
    assert [one.person for one in desk.groups.people(actor, own)] == [pupil]
    assert refused(lambda: desk.groups.people(actor, other))
    assert refused(lambda: desk.groups.people(actor, "no such group"))
    assert desk.groups.of_person(actor, pupil)
    assert refused(lambda: desk.groups.of_person(actor, stranger))
    assert [group.id for group in desk.groups.all(actor)] == [own]


def test_a_mentor_looks_after_no_other_mentor_of_the_group(
    desk: RoutesDesk, mentor: tuple[Actor, str, str, str, str]
) -> None:
    actor, _, _, own, _ = mentor
    colleague = desk.person("colleague", "mentor")
    desk.groups.put(OPERATOR, own, colleague.person, "mentor")
    assert refused(lambda: desk.accounts.get(actor, colleague.person))


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_only_administrators_change_anybody(desk: RoutesDesk, role: str) -> None:
    desk.person("boss", "administrator")
    desk.person("someone", role)  # type: ignore[arg-type]
    actor, other = desk.actor("someone"), desk.person("other")
    group = desk.groups.create(OPERATOR, "Group")
    before = desk.operations()
    for action in (
        lambda: desk.accounts.create(actor, "New", "new", "en", ["administrator"]),
        lambda: desk.accounts.import_csv(actor, "login,name\nx1,X"),
        lambda: desk.accounts.page(actor),
        lambda: desk.accounts.set_roles(actor, actor.id, ["administrator"]),
        lambda: desk.accounts.set_roles(actor, other.person, ["administrator"]),
        lambda: desk.accounts.disable(actor, other.person),
        lambda: desk.accounts.enable(actor, other.person),
        lambda: desk.accounts.set_password(actor, other.person, "a good long password"),
        lambda: desk.sessions.revoke_all(actor, other.person),
        lambda: desk.sessions.of_person(actor, other.person),
        lambda: desk.invitations.invite(actor, ["administrator"]),
        lambda: desk.invitations.renew_password(actor, other.person),
        lambda: desk.invitations.all_open(actor),
        lambda: desk.invitations.withdraw(actor, "any"),
        lambda: desk.groups.create(actor, "Mine"),
        lambda: desk.groups.rename(actor, group.id, "Mine"),
        lambda: desk.groups.put(actor, group.id, actor.id, "mentor"),
        lambda: desk.groups.take(actor, group.id, actor.id, "mentor"),
        lambda: desk.audit.page(actor),
        lambda: desk.audit.export(actor),
    ):
        assert refused(action)
    assert desk.operations() == before
    assert desk.sessions.revoke_all(actor, actor.id) == 1


def test_an_administrator_in_name_only_is_nobody(desk: RoutesDesk) -> None:
    """An actor as services get it comes from a session; one made up has no more than its roles."""
    with pytest.raises(NotPermitted):
        desk.accounts.page(Actor("boss", frozenset()))
