"""Readiness over a real store: what counts, what is set aside, what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import START, FixedClock, newcomer
from tests.loaded import shipped_pack
from trainer.domain.scenario import ScenarioKey
from trainer.errors import InvalidInput
from trainer.generator.build import build_scenario
from trainer.progress.assess import balance
from trainer.progress.calibration import calibration
from trainer.progress.items import ItemBelief
from trainer.services.casebook import LEAST_PLAYED, Casebook, case_of
from trainer.services.forms import Forms
from trainer.services.next_ticket import NextTicket
from trainer.services.ports import AttemptRecord, Profile
from trainer.services.readiness import ReadinessReports, rule_of
from trainer.services.reports import Reports
from trainer.services.tickets import Tickets
from trainer.store.attempts import SqlAttempts
from trainer.store.cases import SqlCases
from trainer.store.engine import connect
from trainer.store.memberships import SqlMemberships
from trainer.store.profiles import SqlProfiles
from trainer.store.schema import upgrade

VERSION = calibration().scoring_version


class Office:
    """One office desk over a fresh database, with anna and boris."""

    def __init__(self, path: Path) -> None:
        self.database = connect(f"sqlite:///{path.as_posix()}")
        upgrade(self.database.write_engine)
        self.pack = shipped_pack("office")
        packs = {"office": self.pack}
        self.clock = FixedClock(START + timedelta(days=60))
        self.attempts, self.store = SqlAttempts(self.database), SqlCases(self.database)
        profiles = SqlProfiles(self.database)
        for name in ("anna", "boris"):
            profiles.add(Profile(name, name, "en", START))
        self.tickets = Tickets(packs)
        self.casebook = Casebook(packs, self.store, self.tickets)
        self.rule = rule_of(self.pack.policy.readiness)
        self.readiness = ReadinessReports(self.casebook, self.store, self.rule, self.clock)
        self.forms = Forms(packs)
        self.next = NextTicket(packs, self.casebook, self.rule, self.clock)
        self.reports = Reports(
            packs,
            self.attempts,
            self.casebook,
            self.readiness,
            self.tickets,
            "office",
            self.clock,
            profiles=profiles,
            groups=SqlMemberships(self.database),
            history=lambda _: (),
        )

    def end(self, number: int, score: float = 90.0, **others: Any) -> AttemptRecord:
        """A graded attempt of anna's on the ticket of seed `number`."""
        key = ScenarioKey("office", self.pack.header.version, 1, number)
        at = START + timedelta(days=number % 50)
        record = AttemptRecord(f"a{number}", "anna", key, "en", at)
        ended = replace(
            record, status="resolved", finished_at=at, scoring_version=VERSION, overall=score,
            passed=score >= 70, competencies=(("diagnosis", score), ("communication", score)),
        )  # fmt: skip
        ended = replace(ended, **others)
        self.attempts.add(replace(record, profile_id=ended.profile_id, key=ended.key, id=ended.id))
        if ended.status != "open":
            self.attempts.finish(ended, {"scores": []})
        return ended


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "t.db")
    yield made
    made.database.close()


def test_a_beginner_has_a_page_and_no_verdict(office: Office) -> None:
    progress = office.reports.progress(newcomer("anna"), "anna", "ru")
    assert progress.points == () == progress.band
    assert [line.readiness.verdict for line in progress.lines if line.readiness] == [
        "not_enough"
    ] * 3
    assert len(progress.next_steps) == 1


def test_graded_tickets_count_with_what_they_were(office: Office) -> None:
    for number in range(15):
        office.end(number, 97.0)
    found = office.casebook.cases(("anna", "boris"))
    assert len(found["anna"].counted) == 15
    assert found["boris"].counted == ()
    one = found["anna"].counted[0]
    scenario = office.tickets.scenario(one.record.key)
    assert one.faults == "+".join(scenario.faults)
    assert one.case.area == scenario.proof.category
    assert len(one.case.facets) == 11
    progress = office.reports.progress(newcomer("anna"), "anna", "en")
    assert len(progress.points) == len(progress.band) == 15
    assert progress.lines[0].readiness is not None
    assert progress.lines[0].readiness.verdict == "ready"
    assert progress.strengths
    assert all(call.attempt_id.startswith("a") for call in progress.strengths[0].calls)


def test_open_tickets_and_older_rules_are_set_aside_and_said(office: Office) -> None:
    office.end(1)
    office.end(2, scoring_version="2")
    office.end(3, status="open", overall=None, finished_at=None)
    progress = office.reports.progress(newcomer("anna"), "anna", "en")
    assert (len(progress.points), progress.set_aside, progress.unfinished) == (1, 1, 1)


def test_a_caller_who_hung_up_counts(office: Office) -> None:
    office.end(1, 12.0, status="abandoned", passed=False)
    assert len(office.reports.progress(newcomer("anna"), "anna", "en").points) == 1


def test_a_ticket_of_a_pack_that_is_gone_still_counts(office: Office) -> None:
    gone = ScenarioKey("office", "0.0.1", 1, 7)
    office.end(1, 80.0, key=gone)
    found = office.casebook.cases(("anna",))["anna"].counted[0]
    assert (found.case.area, found.case.facets, found.faults) == ("", (), "")
    assert office.reports.progress(newcomer("anna"), "anna", "en").points[0][2] == 80.0


def test_kept_readiness_follows_new_tickets_time_and_rules(office: Office) -> None:
    for number in range(5):
        office.end(number)
    first = office.readiness.of("anna")
    assert office.store.snapshots(("anna",))["anna"].graded == 5
    assert office.readiness.of("anna") == first
    office.end(6, 20.0)
    assert office.readiness.of("anna").overall.cases == 6
    at = office.clock()
    office.clock.advance(days=2)
    assert office.readiness.of("anna").at == at + timedelta(days=2)
    stricter = ReadinessReports(
        office.casebook, office.store, replace(office.rule, sure=0.99), office.clock
    )
    assert stricter.of("anna").line(1).estimate == office.readiness.of("anna").line(1).estimate


def test_items_learn_from_attempts_once_and_count_from_enough(office: Office) -> None:
    scenario = office.tickets.scenario(ScenarioKey("office", office.pack.header.version, 1, 3))
    from trainer.generator.demands import item_of

    item = item_of(scenario)
    for number in range(LEAST_PLAYED):
        office.end(3, 20.0, id=f"same{number}")
        office.casebook.cases(("anna",))
        office.casebook.cases(("anna",))
    kept = office.store.items((item,))[item]
    assert kept.attempts == LEAST_PLAYED
    assert kept.shift > 0
    assert kept.sd < ItemBelief().sd
    shifts = [one.case.shift for one in office.casebook.cases(("anna",))["anna"].counted]
    assert shifts == [kept.shift] * LEAST_PLAYED


def test_the_queue_is_chosen_and_says_why_without_telling_the_cause(office: Office) -> None:
    for number in range(4):
        office.end(number, 50.0)
    prefer = office.next.for_person("anna", 4, office.tickets.scenario)
    chosen = office.tickets.choose("anna", 4, None, frozenset(), "office", prefer)
    assert chosen == office.tickets.choose("anna", 4, None, frozenset(), "office", prefer)
    reasons = [reason.reason if reason else "" for _, reason in chosen]
    assert reasons[0]
    assert reasons[1] == ""
    assert reasons[0] in {"due", "evidence", "competency", "edge"}
    items = office.tickets.items(chosen, "en")
    assert all(not item.key.fault for item in items)
    assert all(item.about == "" for item in items if item.why != "competency")


def test_a_form_is_the_same_for_ever_and_shares_nothing_with_another(office: Office) -> None:
    again = Forms({"office": office.pack})
    forms = [office.forms.draw("office/first_line", seed) for seed in range(6)]
    assert forms[2] == again.draw("office/first_line", 2)
    keys = [key for form in forms for key in form.keys]
    assert len(keys) == len(set(keys)) == 72
    expected = [form.expected for form in forms]
    assert max(expected) - min(expected) <= 2 * forms[0].expected_bound
    assert max(f.information for f in forms) / min(f.information for f in forms) < 1.07
    with pytest.raises(InvalidInput):
        office.forms.draw("office/first_line", -1)
    with pytest.raises(InvalidInput):
        office.forms.draw("office/nothing", 1)


@pytest.mark.parametrize("pack", ["office", "mobile"])
def test_every_blueprint_can_be_filled_and_fits_its_cells(pack: str) -> None:
    from trainer.services.forms import fits

    loaded = shipped_pack(pack)
    forms = Forms({pack: loaded})
    tickets = Tickets({pack: loaded})
    for blueprint in forms.blueprints():
        form = forms.draw(blueprint.id, 3)
        for cell, key in zip(blueprint.cells, form.keys, strict=True):
            assert fits(loaded, tickets.scenario(key), cell)


@pytest.mark.parametrize("pack", ["office", "mobile"])
def test_every_whole_form_allows_a_verdict(pack: str) -> None:
    """Nobody's report may say "not enough evidence" because of the tickets that they happened to get."""
    loaded = shipped_pack(pack)
    forms, rule = Forms({pack: loaded}), rule_of(loaded.policy.readiness)
    whole = [one for one in forms.blueprints() if len(one.cells) >= rule.least]
    assert len(whole) == 3
    for blueprint in whole:
        for seed in range(40):
            keys = forms.draw(blueprint.id, seed).keys
            seen = [case_of("", build_scenario(loaded, key.line, key.seed)) for key in keys]
            assert balance(seen, keys[0].line, rule) == (0, ()), (blueprint.id, seed)


def test_a_blueprint_that_cannot_allow_a_verdict_is_drawn_all_the_same(office: Office) -> None:
    policy = office.pack.policy
    narrow = policy.readiness.model_copy(update={"areas": 99})
    pack = replace(office.pack, policy=policy.model_copy(update={"readiness": narrow}))
    form = Forms({"office": pack}).draw("office/first_line", 1)
    assert len(form.keys) == 12


def test_a_form_s_verdict_rests_on_its_own_tickets_alone(office: Office) -> None:
    form = office.forms.draw("office/first_line", 5)
    elsewhere = office.end(1, 5.0)
    own = [
        office.end(100 + place, 98.0, key=key, id=f"f{place}")
        for place, key in enumerate(form.keys)
    ]
    found = office.readiness.assess([elsewhere, *own], form)
    assert found.line(1).cases == 12
    assert found.line(1).verdict == "ready"
    assert office.readiness.assess(own[:8], form).line(1).verdict == "not_enough"
    assert office.readiness.assess([], form).line(1).cases == 0
