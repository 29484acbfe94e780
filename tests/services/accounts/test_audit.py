"""The audit: complete, paged, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from tests.services.accounts.desk import AccountsDesk
from trainer.errors import InvalidInput
from trainer.services.accounts.audit import COLUMNS, PAGE
from trainer.services.accounts.trail import OPERATOR


def test_every_change_is_a_line_with_who_and_where(desk: AccountsDesk) -> None:
    boss = desk.person("boss", "administrator")
    actor = desk.actor("boss")
    anna = desk.person("anna")
    group = desk.groups.create(actor, "Autumn")
    desk.groups.put(actor, group.id, anna.person, "member")
    desk.groups.put(actor, group.id, anna.person, "member")
    desk.accounts.set_roles(actor, anna.person, ["mentor", "newcomer"])
    desk.accounts.set_roles(actor, anna.person, ["newcomer", "mentor"])
    desk.accounts.disable(actor, anna.person)
    assert desk.operations() == [
        "account.created",
        "sign_in.opened",
        "account.created",
        "group.created",
        "group.put",
        "account.roles",
        "account.disabled",
    ]
    last = desk.audit.page(actor)[0]
    assert (last.actor, last.object, last.ip) == (boss.person, anna.person, desk.address)
    assert (last.actor_login, last.object_login) == ("boss", "anna")
    assert desk.audit.page(actor, "ann")[0] == last
    roles = desk.audit.page(actor, "account.roles")[0]
    assert roles.detail == {"before": ["newcomer"], "after": ["mentor", "newcomer"]}


def test_a_change_that_fails_leaves_no_line(desk: AccountsDesk) -> None:
    boss = desk.person("boss", "administrator")
    before = desk.operations()
    with pytest.raises(InvalidInput):
        desk.accounts.set_roles(OPERATOR, boss.person, ["newcomer"])
    with pytest.raises(InvalidInput):
        desk.accounts.create(OPERATOR, "Other", "boss", "en", ["newcomer"])
    assert desk.operations() == before


def test_pages_go_on_from_the_last_line(desk: AccountsDesk) -> None:
    for number in range(PAGE + 3):
        desk.groups.create(OPERATOR, f"Group {number}")
    first = desk.audit.page(OPERATOR)
    rest = desk.audit.page(OPERATOR, before=first[-1].id)
    assert (len(first), len(rest)) == (PAGE, 3)
    assert len({entry.id for entry in (*first, *rest)}) == PAGE + 3


@pytest.mark.parametrize("before", ["", "\ufeff", "\u200b ", "\t"])
def test_an_export_holds_no_formulas_and_is_itself_a_line(desk: AccountsDesk, before: str) -> None:
    desk.address = f'{before}=HYPERLINK("http://evil.example")'
    desk.groups.create(OPERATOR, '=cmd|" /C calc"!A0')
    rows = list(csv.reader(io.StringIO(desk.audit.export(OPERATOR))))
    assert rows[0] == list(COLUMNS)
    assert [row[4] for row in rows[1:]] == ["audit.exported", "group.created"]
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r" and cell]
    assert rows[1][-1] == f"'{desk.address}"
