"""Campaigns and invitations: made with care, owned, changed only while nobody has begun."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes import START
from tests.services.screening_desk import ADMIN, DRAFT, NEWCOMER, OTHER, RECRUITER, Screening
from trainer.errors import (
    CandidatesRefused,
    InvalidInput,
    NotPermitted,
    ScreeningNotFound,
    ScreeningRefused,
    TextTooLong,
)
from trainer.services.screening.candidates_csv import links_csv


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Screening]:
    made = Screening(tmp_path)
    yield made
    made.database.close()


def test_a_campaign_is_kept_as_it_was_filled_in(desk: Screening) -> None:
    made = desk.campaign(lines=(1,), blind=True)
    assert desk.campaigns.get(RECRUITER, made.id) == made
    assert made.consent("ru") == "Я согласна пройти проверку."
    assert made.blueprint_version == "1"


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": " \u202e "}),
        ("blueprint", {"blueprint": "none"}),
        ("lines", {"lines": ()}),
        ("lines", {"lines": (2,)}),
        ("languages", {"languages": ("de",)}),
        ("languages", {"languages": ()}),
        ("minutes", {"minutes": 4}),
        ("closes_at", {"closes_at": START}),
        ("closes_at", {"closes_at": START.replace(tzinfo=None)}),
        ("consent", {"consents": {"en": "yes"}}),
        ("contact", {"contact": ""}),
        ("dispute_days", {"dispute_days": 91}),
    ],
)
def test_what_cannot_be_is_refused_by_field(
    desk: Screening, field: str, changes: dict[str, object]
) -> None:
    with pytest.raises(InvalidInput) as caught:
        desk.campaign(**changes)
    assert caught.value.values["field"] == field


@pytest.mark.parametrize("field", ["title", "contact", "consents"])
def test_oversized_texts_are_refused(desk: Screening, field: str) -> None:
    long = "ы" * 2_000_000
    with pytest.raises(TextTooLong):
        desk.campaign(**{field: {"en": long, "ru": long} if field == "consents" else long})


def test_it_can_be_changed_until_somebody_opens_an_invitation(desk: Screening) -> None:
    made = desk.campaign()
    token = desk.invited(made)
    changed = desk.campaigns.edit(RECRUITER, made.id, replace(DRAFT, minutes=45))
    assert desk.campaigns.get(RECRUITER, made.id) == changed
    assert changed.minutes == 45
    desk.entrance.open(token)
    with pytest.raises(ScreeningRefused) as caught:
        desk.campaigns.edit(RECRUITER, made.id, DRAFT)
    assert caught.value.reason == "started"
    assert desk.campaigns.get(RECRUITER, made.id) == changed


def test_a_closed_one_is_not_changed_and_invites_nobody(desk: Screening) -> None:
    made = desk.campaign()
    desk.campaigns.close(RECRUITER, made.id)
    for action in (
        lambda: desk.campaigns.edit(RECRUITER, made.id, DRAFT),
        lambda: desk.inviting.invite(RECRUITER, made.id, "Anna"),
        lambda: desk.inviting.invite_csv(RECRUITER, made.id, "name\nAnna\n"),
    ):
        with pytest.raises(ScreeningRefused) as caught:
            action()
        assert caught.value.reason == "closed"


def test_a_recruiter_reaches_own_campaigns_only_and_an_administrator_all(desk: Screening) -> None:
    mine, theirs = desk.campaign(), desk.campaigns.create(OTHER, DRAFT)
    assert [item.campaign for item in desk.campaigns.mine(RECRUITER)] == [mine]
    assert {item.campaign.id for item in desk.campaigns.mine(ADMIN)} == {mine.id, theirs.id}
    desk.campaigns.get(ADMIN, theirs.id)
    for campaign_id in (theirs.id, "no-such-campaign"):
        for ask in (desk.campaigns.get, desk.campaigns.close, desk.campaigns.overview):
            with pytest.raises(ScreeningNotFound):
                ask(RECRUITER, campaign_id)
    with pytest.raises(NotPermitted):
        desk.campaigns.mine(NEWCOMER)
    with pytest.raises(NotPermitted):
        desk.campaigns.get(NEWCOMER, mine.id)


def test_each_candidate_has_an_own_seed_code_and_link(desk: Screening) -> None:
    made = desk.campaign()
    text = "name\n" + "".join(f"Person {n}\n" for n in range(200))
    invited = desk.inviting.invite_csv(RECRUITER, made.id, text)
    assert len({one.token for one in invited}) == 200
    assert len(set(desk.candidate_store.codes(made.id))) == 200
    rows = desk.candidate_store.listed(made.id, "", 0, 200)
    seeds = {desk.candidate_store.get(row.id).seed for row in rows}  # type: ignore[union-attr]
    assert len(seeds) == 200


def test_the_token_is_nowhere_in_the_database(desk: Screening) -> None:
    token = desk.invited(desk.campaign())
    secret = desk.entrance.open(token).secret
    desk.database.close()
    stored = b"".join(file.read_bytes() for file in desk.folder.iterdir())
    assert token.encode() not in stored
    assert secret.encode() not in stored


def test_a_list_is_read_as_spreadsheets_write_it(desk: Screening) -> None:
    made = desk.campaign()
    text = "\ufeffName;Email;Language;Extra_time\r\n«Анна» Белова;a@b.ru;RU;25%\r\n\r\nBo;;;\r\n"
    invited = desk.inviting.invite_csv(RECRUITER, made.id, text)
    assert [(one.name, one.email) for one in invited] == [("«Анна» Белова", "a@b.ru"), ("Bo", "")]
    rows = {row.name: row for row in desk.candidate_store.listed(made.id, "", 0, 9)}
    assert rows["«Анна» Белова"].extra_percent == 25
    assert rows["«Анна» Белова"].language == "ru"
    assert rows["Bo"].language == "ru"  # the campaign's first, in the product's order


def test_a_list_with_problems_invites_nobody_and_tells_all_of_them(desk: Screening) -> None:
    made = desk.campaign(languages=("en",))
    text = (
        "name,email,language,extra_time\n"
        ",,,\n"
        "Anna,not-an-address,,\n"
        "Bo,b@b.c,de,\n"
        "Cy,,,500\n"
        "Di,,,-5\n"
        f"{'x' * 500},,,\n"
        "Ed,b@b.c,,,,,\n"
        "Fi,f@f.c,,\nGo,F@f.c,,\n"
    )
    with pytest.raises(CandidatesRefused) as caught:
        desk.inviting.invite_csv(RECRUITER, made.id, text)
    found = {(one.line, one.column, one.why) for one in caught.value.problems}
    assert found == {
        (3, "email", "form"),
        (4, "language", "form"),
        (5, "extra_time", "form"),
        (6, "extra_time", "form"),
        (7, "name", "long"),
        (8, "file", "form"),
        (10, "email", "twice"),
    }
    assert desk.campaigns.overview(RECRUITER, made.id).matching == 0


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("name\n", "empty"),
        ("email\na@b.c\n", "columns"),
        ("name,salary\nAnna,1\n", "columns"),
        ("name\n" + "x" * 2_000_000, "too_long"),
        ("name\n" + "Anna\n" * 2001, "too_many"),
        ('name\n"' + "x" * 200_000, "no_csv"),
    ],
)
def test_a_list_that_is_none_is_refused(desk: Screening, text: str, why: str) -> None:
    with pytest.raises(CandidatesRefused) as caught:
        desk.inviting.invite_csv(RECRUITER, desk.campaign().id, text)
    assert caught.value.problems[-1].why == why


@pytest.mark.parametrize(
    "start", ["=1+1", "+7", "-1", "@SUM(A1)", " =1", "\u00a0=1", "|calc", "＝1"]
)
def test_exported_links_hold_no_formula(start: str) -> None:
    text = links_csv([(start, start, "https://x/screening?token=t", START)])
    row = next(iter(list(csv.reader(io.StringIO(text)))[1:]))
    assert row[0] == f"'{start}"
    assert row[1] == f"'{start}"
    assert row[2].startswith("https://")


def test_invitations_end_with_the_campaign_at_the_latest(desk: Screening) -> None:
    made = desk.campaign(closes_at=START + timedelta(days=3))
    assert desk.inviting.invite(RECRUITER, made.id, "A", days=60).expires_at == made.closes_at
    short = desk.inviting.invite(RECRUITER, made.id, "B", days=1)
    assert short.expires_at == START + timedelta(days=1)


def test_a_new_link_kills_the_old_one_and_the_session(desk: Screening) -> None:
    made = desk.campaign()
    old = desk.inviting.invite(RECRUITER, made.id, "Анна Белова", "anna@b.ru")
    secret = desk.entrance.open(old.token).secret
    new = desk.inviting.renew(RECRUITER, made.id, " АННА белова ")
    assert desk.entrance.resolve(secret) is None
    with pytest.raises(ScreeningRefused) as caught:
        desk.entrance.open(old.token)
    assert caught.value.reason == "link"
    again = desk.entrance.open(new.token)
    assert desk.entrance.resolve(again.secret) is not None
    for who in ("Анна", "nobody", "%", ""):
        with pytest.raises(InvalidInput):
            desk.inviting.renew(RECRUITER, made.id, who)


def test_a_withdrawn_invitation_opens_no_more(desk: Screening) -> None:
    made = desk.campaign()
    token = desk.invited(made)
    candidate = desk.campaigns.overview(RECRUITER, made.id).rows[0].id
    with pytest.raises(ScreeningNotFound):
        desk.inviting.withdraw(OTHER, candidate)
    desk.inviting.withdraw(RECRUITER, candidate)
    with pytest.raises(ScreeningRefused) as caught:
        desk.entrance.open(token)
    assert caught.value.reason == "link"


def test_who_has_begun_is_not_withdrawn(desk: Screening) -> None:
    made = desk.campaign()
    actor = desk.begun(made)
    with pytest.raises(ScreeningRefused) as caught:
        desk.inviting.withdraw(RECRUITER, desk.of(actor).id)
    assert caught.value.reason == "begun"


def test_the_overview_counts_pages_and_orders_by_pseudonym(desk: Screening) -> None:
    made = desk.campaign()
    desk.inviting.invite_csv(RECRUITER, made.id, "name\n" + "".join(f"P{n}\n" for n in range(30)))
    first = desk.campaigns.overview(RECRUITER, made.id)
    second = desk.campaigns.overview(RECRUITER, made.id, page=1)
    codes = [row.code for row in (*first.rows, *second.rows)]
    assert first.matching == 30
    assert first.counts == {"invited": 30}
    assert len(first.rows) == 25
    assert codes == sorted(codes)
    assert first.editable
    assert desk.campaigns.overview(RECRUITER, made.id, status="running").rows == ()
    with pytest.raises(InvalidInput):
        desk.campaigns.overview(RECRUITER, made.id, status="nonsense")


def test_feedback_that_was_not_allowed_is_not_released(desk: Screening) -> None:
    made = desk.campaign(feedback=False)
    with pytest.raises(ScreeningRefused) as caught:
        desk.campaigns.release_feedback(RECRUITER, made.id)
    assert caught.value.reason == "no_feedback"


def test_a_blind_campaign_lists_nobody_before_the_link_is_opened(desk: Screening) -> None:
    made = desk.campaign(blind=True)
    desk.invited(made, "Bert")
    desk.invited(made, "Carl")
    opened = desk.of(desk.entered(made, "Anna"))
    found = desk.campaigns.overview(RECRUITER, made.id)
    assert [row.id for row in found.rows] == [opened.id]
    assert found.matching == 1
    assert found.counts == {"invited": 2, "opened": 1}
    assert desk.campaigns.overview(RECRUITER, made.id, status="invited").matching == 0


def test_an_invitation_is_taken_back_by_name(desk: Screening) -> None:
    made = desk.campaign(blind=True)
    token = desk.invited(made, "Анна Белова", email="anna@example.org")
    with pytest.raises(ScreeningNotFound):
        desk.inviting.withdraw_named(OTHER, made.id, "Анна Белова")
    desk.inviting.withdraw_named(RECRUITER, made.id, "ANNA@example.org")
    with pytest.raises(ScreeningRefused, match="link"):
        desk.entrance.open(token)


@pytest.mark.parametrize("blind", [True, False])
def test_blind_mode_stays_as_it_was_once_somebody_is_invited(desk: Screening, blind: bool) -> None:
    made = desk.campaign(blind=blind)
    other = replace(DRAFT, blind=not blind)
    desk.campaigns.edit(RECRUITER, made.id, other)
    desk.campaigns.edit(RECRUITER, made.id, replace(DRAFT, blind=blind))
    desk.invited(made)
    with pytest.raises(ScreeningRefused) as caught:
        desk.campaigns.edit(RECRUITER, made.id, other)
    assert caught.value.reason == "invited"
    changed = desk.campaigns.edit(RECRUITER, made.id, replace(DRAFT, blind=blind, title="New"))
    assert (changed.title, changed.blind) == ("New", blind)
