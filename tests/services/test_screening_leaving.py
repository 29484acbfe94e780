"""Candidates take their data along, or leave and are forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from tests.services.screening_desk import ADMIN, OTHER, RECRUITER, Screening
from trainer.domain.people import Actor
from trainer.errors import InvalidInput, NotPermitted, ScreeningNotFound, ScreeningRefused
from trainer.store import tables_screening as tables

ABOUT = (tables.candidates, tables.consents, tables.decisions, tables.disputes, tables.declarations)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Screening]:
    made = Screening(tmp_path)
    yield made
    made.database.close()


def rows(desk: Screening) -> int:
    """Rows about candidates, in all tables."""
    with desk.database.reading() as session:
        return sum(session.scalar(select(func.count()).select_from(one)) or 0 for one in ABOUT)


def decided(desk: Screening) -> Actor:
    """A candidate with a row in every table."""
    actor = desk.finished(desk.campaign())
    desk.sitting.declare(actor, {"gender": "woman"})
    desk.feedback.dispute(actor, "The caller hung up.")
    desk.deciding.decide(RECRUITER, desk.of(actor).id, "decline", "Too few tickets.")
    return actor


def test_leaving_deletes_everything_and_ends_the_session(desk: Screening) -> None:
    actor = decided(desk)
    assert rows(desk) >= len(ABOUT)
    desk.leaving.leave(actor)
    assert rows(desk) == 0
    assert desk.candidate_store.by_profile(actor.id) is None
    with pytest.raises(ScreeningNotFound):
        desk.leaving.leave(actor)


def test_who_has_begun_may_leave_but_takes_no_tickets_to_come(
    desk: Screening, tmp_path: Path
) -> None:
    actor = desk.begun(desk.campaign())
    with pytest.raises(ScreeningRefused, match="not_ended"):
        desk.leaving.take(actor, tmp_path / "all.zip")
    assert not (tmp_path / "all.zip").exists()
    desk.leaving.leave(actor)
    assert rows(desk) == 0


def test_the_archive_holds_what_was_decided_and_declared(desk: Screening, tmp_path: Path) -> None:
    actor, other = decided(desk), desk.finished(desk.campaign(), "Somebody Else")
    desk.leaving.take(actor, tmp_path / "all.zip")
    with ZipFile(tmp_path / "all.zip") as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist())
    for held in ("Anna Smith", "Too few tickets.", "The caller hung up.", "woman"):
        assert held in text
    for kept in ("Somebody Else", other.id, desk.of(actor).token_hash):
        assert kept not in text


def test_a_recruiter_deletes_own_candidates_only(desk: Screening) -> None:
    campaign = desk.campaign()
    candidate = desk.of(desk.finished(campaign)).id
    desk.invited(campaign, "Never Opened")
    for call in (
        lambda who: desk.leaving.delete(who, candidate),
        lambda who: desk.leaving.delete_named(who, campaign.id, "never opened"),
    ):
        with pytest.raises(ScreeningNotFound):
            call(OTHER)
        with pytest.raises(NotPermitted):
            call(Actor("mira", frozenset({"mentor"})))
    before = rows(desk)
    desk.leaving.delete_named(RECRUITER, campaign.id, "never opened")
    assert rows(desk) == before - 1
    desk.leaving.delete(ADMIN, candidate)
    assert rows(desk) == 0


def test_a_withdrawn_invitation_is_deleted_by_name_too(desk: Screening) -> None:
    campaign = desk.campaign()
    desk.invited(campaign, "Anna Smith")
    desk.inviting.withdraw_named(RECRUITER, campaign.id, "Anna Smith")
    with pytest.raises(InvalidInput):
        desk.inviting.withdraw_named(RECRUITER, campaign.id, "Anna Smith")
    desk.leaving.delete_named(RECRUITER, campaign.id, "Anna Smith")
    assert rows(desk) == 0


def test_somebody_who_opens_the_link_at_that_moment_is_deleted_all_the_same(
    desk: Screening, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = desk.campaign()
    token = desk.invited(campaign)
    candidate = desk.campaigns.overview(RECRUITER, campaign.id).rows[0].id
    erase = desk.leaving._records.erase_unopened

    def opened_meanwhile(candidate_id: str) -> bool:
        desk.entrance.open(token)
        return erase(candidate_id)

    monkeypatch.setattr(desk.leaving._records, "erase_unopened", opened_meanwhile)
    desk.leaving.delete(RECRUITER, candidate)
    assert rows(desk) == 0


def test_a_closed_session_opens_no_more_but_a_new_link_does(desk: Screening) -> None:
    campaign = desk.campaign()
    actor = desk.begun(campaign)
    with pytest.raises(ScreeningRefused, match="not_ended"):
        desk.leaving.close(actor)
    while desk.give_up(actor):
        pass
    desk.leaving.close(actor)
    assert desk.of(actor).secret_hash is None
    link = desk.inviting.renew(RECRUITER, campaign.id, "Anna Smith")
    entered = desk.entrance.open(link.token)
    assert desk.entrance.resolve(entered.secret) == actor
