"""A recruiter who is deleted leaves their campaigns and decisions, and their id only in the audit."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select

from tests.fakes import START, FixedClock
from tests.records.fakes import a_profile
from tests.store.test_screening_store import a_campaign, a_candidate
from trainer.services.accounts.ports import AuditEntry
from trainer.services.screening.records import DecisionRecord, DisputeWord
from trainer.store.all_tables import all_tables
from trainer.store.audit import SqlAudit
from trainer.store.engine import Database
from trainer.store.person_links import FORGOTTEN
from trainer.store.person_records import SqlPersonRecords
from trainer.store.profiles import SqlProfiles
from trainer.store.screening_campaigns import SqlCampaigns
from trainer.store.screening_candidates import SqlCandidates
from trainer.store.screening_outcomes import SqlOutcomes
from trainer.store.tables_accounts import accounts, invitations
from trainer.store.tables_policy import policy_versions

RITA = "rita-id-of-hers"


def tables_that_name(database: Database, id: str) -> set[str]:
    with database.reading() as session:
        return {
            table.name
            for table in all_tables().sorted_tables
            for row in session.execute(select(table))
            if id in repr(tuple(row))
        }


def recruited(database: Database) -> SqlOutcomes:
    """Rita with a campaign, a candidate she decided about and answered, and traces elsewhere."""
    SqlProfiles(database).add(a_profile(RITA, "Rita"))
    SqlCampaigns(database).add(a_campaign("k1", RITA))
    SqlCandidates(database).add([a_candidate()])
    outcomes = SqlOutcomes(database)
    outcomes.decide(DecisionRecord("c1", "decline", "not yet", RITA, START))
    outcomes.dispute(DisputeWord("c1", "", "I object", START))
    outcomes.dispute(DisputeWord("c1", RITA, "we looked again", START))
    SqlAudit(database).append(AuditEntry(START, RITA, "candidate.decided", "c1"))
    account: dict[str, Any] = {"profile_id": RITA, "login": "rita", "disabled": False}
    policy: dict[str, Any] = {"pack": "office", "number": 1, "reason": "why", "overlay": {}}
    invitation: dict[str, Any] = {"id": "i1", "token_hash": "t", "purpose": "join", "roles": []}
    with database.writing() as session:
        session.execute(insert(accounts).values(account | {"created_at": START}))
        session.execute(
            insert(policy_versions).values(policy | {"made_at": START, "made_by": RITA})
        )
        session.execute(
            insert(invitations).values(
                invitation | {"made_by": RITA, "made_at": START, "expires_at": START}
            )
        )
    return outcomes


def test_their_id_is_only_in_the_audit(database: Database) -> None:
    recruited(database)
    SqlPersonRecords(database).delete([RITA], {}, FixedClock()(), "asked")
    assert tables_that_name(database, RITA) == {"audit"}


def test_what_they_did_stays_without_them(database: Database) -> None:
    outcomes = recruited(database)
    SqlPersonRecords(database).delete([RITA], {}, FixedClock()(), "asked")
    campaigns = SqlCampaigns(database)
    ((campaign, people, _),) = campaigns.listed(None, 0, 9)  # what administrators see
    assert (campaign.id, campaign.owner, people) == ("k1", FORGOTTEN, 1)
    assert campaigns.listed(RITA, 0, 9) == ()
    (decision,) = outcomes.decisions("c1")
    assert (decision.reason, decision.by) == ("not yet", "")
    assert SqlProfiles(database).get(decision.by) is None  # pages then say "somebody"
    assert [(word.by, word.text) for word in outcomes.disputes("c1")] == [
        ("", "I object"),  # the candidate's own word is still told from the answer
        (FORGOTTEN, "we looked again"),
    ]


def test_nobody_becomes_the_owner_by_deleting(database: Database) -> None:
    """A second recruiter who goes leaves the first one's campaign alone."""
    recruited(database)
    SqlProfiles(database).add(a_profile("otto", "Otto"))
    SqlPersonRecords(database).delete(["otto"], {}, START, "asked")
    ((campaign, *_),) = SqlCampaigns(database).listed(None, 0, 9)
    assert campaign.owner == RITA
