"""A screening is no practice: what leaves without naming anybody leaves without candidates."""

from __future__ import annotations

import pytest

from tests.fakes import START
from tests.records.fakes import ADMIN, FakeGroups, FakeReadiness, a_profile, an_attempt, play
from tests.store.test_screening_store import a_campaign, a_candidate, full
from tests.tiny import tiny_pack
from trainer.services.records.exports import Exports
from trainer.services.records.left import LEAST_PEOPLE
from trainer.services.records.research import Research
from trainer.services.records.statements import Statements
from trainer.store.attempts import SqlAttempts
from trainer.store.engine import Database
from trainer.store.profiles import SqlProfiles
from trainer.store.record_pages import SqlRecordPages
from trainer.store.screening_campaigns import SqlCampaigns
from trainer.store.screening_candidates import SqlCandidates

SCREENED = "profile-c1"
TRAINEES = {f"trainee{n:02d}" for n in range(LEAST_PEOPLE)}
PACKS = {"tiny": tiny_pack()}


@pytest.fixture
def pages(database: Database) -> SqlRecordPages:
    """A candidate who has opened their link, one who has not, and trainees; all who are there have
    ended a ticket."""
    SqlCampaigns(database).add(a_campaign())
    SqlCandidates(database).add([full(a_candidate(1)), a_candidate(2)])
    profiles, attempts = SqlProfiles(database), SqlAttempts(database)
    for person in (SCREENED, *sorted(TRAINEES)):
        profiles.add(a_profile(person, f"Name of {person}"))
        play(attempts, an_attempt(f"{person}-1", person))
    return SqlRecordPages(database)


@pytest.mark.parametrize("what", ["attempts", "scores", "moves", "readiness"])
def test_tables_of_everybody_have_no_candidates(pages: SqlRecordPages, what: str) -> None:
    exports = Exports(pages, PACKS, FakeGroups(), FakeReadiness(), page=3)
    table = exports.table(ADMIN, what)
    place = [column.name for column in table.columns].index("person_id")
    assert {row[place] for row in table.rows} == TRAINEES


@pytest.mark.parametrize("what", ["attempts", "scores", "moves", "readiness"])
def test_a_candidate_who_is_named_is_exported(pages: SqlRecordPages, what: str) -> None:
    exports = Exports(pages, PACKS, FakeGroups(), FakeReadiness())
    table = exports.table(ADMIN, what, person=SCREENED)
    place = [column.name for column in table.columns].index("person_id")
    assert {row[place] for row in table.rows} == {SCREENED}


def test_statements_of_everybody_have_no_candidates(pages: SqlRecordPages) -> None:
    statements = Statements(pages, PACKS, FakeGroups())
    told = {one["actor"]["account"]["name"] for one in statements.all(ADMIN, "https://x.example")}
    assert told == TRAINEES
    named = statements.all(ADMIN, "https://x.example", SCREENED)
    assert {one["actor"]["account"]["name"] for one in named} == {SCREENED}


def test_research_has_no_candidates(pages: SqlRecordPages) -> None:
    attempts, *_ = Research(pages, lambda key: key.fault).tables(ADMIN, b"s" * 16)
    place = [column.name for column in attempts.columns].index("person")
    assert len({row[place] for row in attempts.rows}) == len(TRAINEES)


def test_retention_still_knows_candidates(pages: SqlRecordPages) -> None:
    seen = {one.profile_id: one.last_at for one in pages.activity("", 99)}
    assert seen.keys() == TRAINEES | {SCREENED}
    assert min(seen.values()) >= START
