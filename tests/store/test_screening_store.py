"""Screening in real databases: whole records, one change at a time, quick pages."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.fakes import START
from trainer.domain.forms import Form
from trainer.domain.scenario import ScenarioKey
from trainer.errors import ScreeningNotFound
from trainer.services.screening.records import (
    Campaign,
    Candidate,
    Clock,
    Consent,
    DecisionRecord,
    DisputeWord,
    FormTicket,
    GroupCount,
    Interruption,
)
from trainer.store.engine import Database
from trainer.store.screening_campaigns import SqlCampaigns
from trainer.store.screening_candidates import SqlCandidates
from trainer.store.screening_outcomes import SqlOutcomes
from trainer.store.tables_screening import decisions

LATER = START + timedelta(days=3)


def a_campaign(id: str = "k1", owner: str = "rita") -> Campaign:
    consents = (("ru", "Согласие 🔌"), ("en", "Consent"))
    return Campaign(
        id, owner, "Осень", "b", "1", ("ru", "en"), (1, 2), 60, START, LATER, consents,
        "hr@x", True, 7, True, START,
    )  # fmt: skip


def a_candidate(n: int = 1, campaign_id: str = "k1") -> Candidate:
    return Candidate(
        f"c{n}", campaign_id, f"{n:04d}", f"Жанна Ёлкина {n}", f"J{n}@X.org", "ru", 25, n, START,
        f"hash{n}", LATER,
    )  # fmt: skip


def full(candidate: Candidate) -> Candidate:
    keys = (ScenarioKey("office", "1", 1, 7), ScenarioKey("office", "1", 2, 2**40, "dns"))
    return replace(
        candidate,
        status="running",
        token_used_at=START,
        secret_hash=f"secret-{candidate.id}",
        secret_expires_at=LATER,
        profile_id=f"profile-{candidate.id}",
        device={"screen": "390×844"},
        practice_attempt="a0",
        form=Form("b", "1", "1", 7, keys, 70.5, 1.25, 2.0, 0.1),
        tickets=(FormTicket("a1", "candidate"), FormTicket()),
        started_at=START,
        clock=Clock(61.5, 3.25, START + timedelta(microseconds=5)),
        runs_out_at=LATER,
        interruptions=(Interruption(START, LATER, 3.25),),
        pastes=2,
        blurs=1,
    )


@pytest.fixture
def stores(database: Database) -> tuple[SqlCampaigns, SqlCandidates, SqlOutcomes]:
    campaigns = SqlCampaigns(database)
    campaigns.add(a_campaign())
    return campaigns, SqlCandidates(database), SqlOutcomes(database)


Stores = tuple[SqlCampaigns, SqlCandidates, SqlOutcomes]


def test_records_come_back_whole(stores: Stores) -> None:
    campaigns, candidates, _ = stores
    assert campaigns.get("k1") == a_campaign()
    assert campaigns.get("no") is None
    assert candidates.add([a_candidate()])
    assert candidates.get("c1") == a_candidate()
    changed = candidates.change("c1", full)
    assert changed == full(a_candidate())
    assert candidates.get("c1") == changed
    assert candidates.by_profile("profile-c1") == changed
    assert candidates.by_secret("secret-c1") == changed
    assert candidates.by_token("hash1") == changed
    for found in (candidates.get("x"), candidates.by_token("x"), candidates.by_secret("x")):
        assert found is None


def test_all_are_added_or_none(stores: Stores) -> None:
    _, candidates, _ = stores
    assert candidates.add([a_candidate(1)])
    assert not candidates.add([a_candidate(2), replace(a_candidate(3), code="0001")])
    assert not candidates.add([replace(a_candidate(4), token_hash="hash1")])
    assert candidates.codes("k1") == ("0001",)


def test_a_change_that_raises_changes_nothing(stores: Stores) -> None:
    _, candidates, _ = stores
    candidates.add([a_candidate()])

    def fail(_: Candidate) -> Candidate:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        candidates.change("c1", fail)
    with pytest.raises(ScreeningNotFound):
        candidates.change("no", full)
    assert candidates.get("c1") == a_candidate()


def test_changes_at_once_are_all_kept(stores: Stores) -> None:
    _, candidates, _ = stores
    candidates.add([a_candidate()])

    def count(_: int) -> None:
        candidates.change("c1", lambda one: replace(one, pastes=one.pastes + 1))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(count, range(30)))
    found = candidates.get("c1")
    assert found is not None
    assert found.pastes == 30


def test_people_are_found_by_whole_name_or_mail_in_any_case(stores: Stores) -> None:
    _, candidates, _ = stores
    candidates.add([a_candidate(1), a_candidate(2)])
    assert [one.id for one in candidates.named("k1", "ЖАННА ёлкина 1")] == ["c1"]
    assert [one.id for one in candidates.named("k1", "j2@x.ORG")] == ["c2"]
    assert candidates.named("k1", "Жанна%") == ()
    assert candidates.named("other", "j2@x.org") == ()


def test_candidates_are_walked_by_code_with_their_newest_decisions(stores: Stores) -> None:
    _, candidates, outcomes = stores
    everybody = [full(a_candidate(n)) for n in range(1, 6)]
    candidates.add(everybody)
    assert candidates.after("k1", "", 3) == tuple(everybody[:3])
    assert candidates.after("k1", everybody[2].code, 3) == tuple(everybody[3:])
    assert candidates.after("k1", everybody[4].code, 3) == ()
    assert candidates.after("another", "", 3) == ()
    first = DecisionRecord("c1", "hold", "wait", "rita", START)
    second = DecisionRecord("c1", "invite", "now", "rita", LATER)
    other = DecisionRecord("c2", "decline", "no", "rita", START)
    for one in (first, second, other):
        outcomes.decide(one)
    assert outcomes.newest_decisions(["c1", "c2", "c3"]) == {"c1": second, "c2": other}
    assert outcomes.newest_decisions([]) == {}


def test_an_opened_or_closed_campaign_is_not_changed(stores: Stores) -> None:
    campaigns, candidates, _ = stores
    candidates.add([a_candidate(1), a_candidate(2)])
    candidates.change("c2", lambda one: replace(one, status="withdrawn"))
    assert campaigns.change_unstarted(replace(a_campaign(), minutes=30))
    candidates.change("c1", lambda one: replace(one, status="opened"))
    assert not campaigns.change_unstarted(replace(a_campaign(), minutes=20))
    found = campaigns.get("k1")
    assert found is not None
    assert found.minutes == 30
    campaigns.add(a_campaign("k2"))
    campaigns.close("k2", START)
    campaigns.close("k2", LATER)
    assert not campaigns.change_unstarted(replace(a_campaign("k2"), minutes=20))
    found = campaigns.get("k2")
    assert found is not None
    assert found.closed_at == START


def test_what_is_said_is_only_added_to(stores: Stores) -> None:
    _, candidates, outcomes = stores
    candidates.add([a_candidate()])
    consents = [Consent("c1", "v", "ru", "текст", agreed, START) for agreed in (False, True)]
    words = [DisputeWord("c1", by, "слово", START) for by in ("", "rita")]
    made = [DecisionRecord("c1", what, "why", "rita", START) for what in ("hold", "invite")]  # type: ignore[arg-type]
    for consent, word, decision in zip(consents, words, made, strict=True):
        outcomes.consented(consent)
        outcomes.dispute(word)
        outcomes.decide(decision)
    assert outcomes.consents("c1") == tuple(consents)
    assert outcomes.disputes("c1") == tuple(words)
    assert outcomes.decisions("c1") == tuple(made)
    found = candidates.get("c1")
    assert found is not None
    assert found.decision == "invite"
    candidates.change("c1", lambda one: replace(one, pastes=9, decision=None))
    found = candidates.get("c1")
    assert found is not None
    assert found.decision == "invite"  # only decisions write it


def test_declarations_are_counted_and_kept_once(stores: Stores) -> None:
    _, candidates, outcomes = stores
    candidates.add([a_candidate(n) for n in range(6)])
    for n in range(6):
        outcomes.declare("k1", f"c{n}", {"gender": "woman" if n < 4 else "man"} if n else {})
    outcomes.declare("k1", "c1", {"gender": "man"})
    for n, what in enumerate(("invite", "invite", "decline", "hold", "invite")):
        outcomes.decide(DecisionRecord(f"c{n}", what, "r", "rita", START))  # type: ignore[arg-type]
    assert outcomes.group_counts("k1") == (
        GroupCount("gender", "man", 1, 1),
        GroupCount("gender", "woman", 2, 1),
    )
    assert outcomes.declared("c0")
    assert outcomes.decided_since("k1", None) == 4
    assert outcomes.decided_since("k1", START) == 0
    assert outcomes.impact("k1") is None
    outcomes.keep_impact("k1", START, {"attributes": []})
    assert outcomes.impact("k1") == (START, {"attributes": []})


def test_a_campaign_of_a_thousand_is_listed_quickly(stores: Stores, database: Database) -> None:
    campaigns, candidates, outcomes = stores
    people = [full(a_candidate(n)) for n in range(1000)]
    people += [replace(a_candidate(n), campaign_id="k1") for n in range(1000, 1100)]
    assert candidates.add(people)
    for n in range(50):
        outcomes.decide(DecisionRecord(f"c{n}", "invite", "r", "rita", START))
    begin = time.perf_counter()
    counts = candidates.counts("k1")
    rows = candidates.listed("k1", "running", 975, 25)
    listed = campaigns.listed("rita", 0, 25)
    over = candidates.run_out("k1", LATER, 50)
    took = time.perf_counter() - begin
    assert counts == {"running": 1000, "invited": 100, "decision.invite": 50}
    assert [row.code for row in rows] == [f"{n:04d}" for n in range(975, 1000)]
    assert rows[0].done == 1
    assert listed == ((a_campaign(), 1100, 0),)
    assert len(over) == 50
    assert took < 0.5
    with database.reading() as session:
        assert len(session.scalars(select(decisions.c.id)).all()) == 50
