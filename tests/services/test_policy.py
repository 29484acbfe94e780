"""The policy over a pack: what may be changed, what comes of it, and who may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import newcomer
from tests.loaded import tiny_pack
from tests.services.accounts.desk import AccountsDesk
from tests.services.test_readiness import Office
from trainer.content.schema.policy import PolicyFile
from trainer.domain.moves import Resolve
from trainer.domain.people import ROLES, Actor
from trainer.domain.scenario import ScenarioKey
from trainer.errors import InvalidInput, NotPermitted
from trainer.generator.build import build_scenario
from trainer.services.policy.in_force import packs_in_force
from trainer.services.policy.overlay import apply_overlay, difference, plain_policy, with_policy
from trainer.services.policy.policies import Policies
from trainer.services.policy.ports import PolicyVersion
from trainer.store.policies import SqlDatabaseHealth, SqlPolicies
from trainer.store.schema import HEAD

ADMIN = Actor("boss", frozenset({"administrator"}))
MATRIX = {"matrix": {"low": {"low": 1, "medium": 1, "high": 1}}}


class Desk:
    """Policies of the office pack over a fresh database with anna's attempts."""

    def __init__(self, folder: Path) -> None:
        self.office = Office(folder / "p.db")
        self.accounts = AccountsDesk(self.office.database)
        self.store = SqlPolicies(self.office.database)
        packs = {"office": self.office.pack, "tiny": tiny_pack()}
        trail = self.accounts.audit._trail
        self.policies = Policies(
            packs,
            packs,
            "office",
            self.store,
            self.store,
            self.office.casebook,
            trail,
            self.office.clock,
        )

    def save(self, overlay: dict[str, Any], based_on: int = 0, pack: str = "office") -> int:
        return self.policies.save(ADMIN, pack, overlay, "a new contract", based_on).number


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.office.database.close()


def refused(overlay: dict[str, Any]) -> tuple[str, str]:
    with pytest.raises(InvalidInput) as caught:
        apply_overlay(tiny_pack(), overlay)
    return str(caught.value.values["field"]), str(caught.value.values.get("place", ""))


class TestOverlay:
    def test_no_overlay_is_the_pack_s_own_policy(self) -> None:
        pack = tiny_pack()
        assert apply_overlay(pack, {}) == pack.policy
        assert apply_overlay(pack, plain_policy_of_sections(pack.policy)) == pack.policy
        assert with_policy(pack, pack.policy) is pack

    def test_what_differs_is_kept_and_gives_the_policy_again(self) -> None:
        pack = tiny_pack()
        overlay = {"pass_mark": 80, "weights": {"triage": 0.5}, "lines": {"1": {"pay_high": 99}}}
        policy = apply_overlay(pack, overlay)
        assert (policy.pass_mark, policy.weights["triage"]) == (80, 0.5)
        assert policy.lines[1].pay_high == 99
        full = plain_policy_of_sections(policy)
        assert difference(pack, apply_overlay(pack, full)) == overlay

    @pytest.mark.parametrize(
        ("overlay", "field"),
        [
            ({"teams": {}}, "policy_section"),
            ({"handoff": {"minutes": 1}}, "policy_section"),
            ({"matrix": {"low": {"low": 9}}}, "policy_matrix"),
            ({"matrix": {"low": {"none": 1}}}, "policy_matrix"),
            ({"matrix": {"low": {"low": "1"}}}, "policy_matrix"),
            ({"matrix": {"low": {"low": 1.5}}}, "policy_matrix"),
            ({"sla": {"1": {"respond": -1}}}, "policy_sla"),
            ({"sla": {"1": {"respond": 9000, "resolve": 10}}}, "policy_sla"),
            ({"sla": {"9": {"respond": 1, "resolve": 10}}}, "policy_sla"),
            ({"weights": {"triage": float("nan")}}, "policy_weights"),
            ({"weights": {"triage": float("inf")}}, "policy_weights"),
            ({"weights": {"triage": True}}, "policy_weights"),
            ({"weights": 3}, "policy_weights"),
            ({"pass_mark": 101}, "policy_pass_mark"),
            ({"pass_floor": {"a": 1}}, "policy_pass_floor"),
            ({"readiness": {"sure": 1}}, "policy_readiness"),
            ({"readiness": {"least": 3}}, "policy_readiness"),
            ({"readiness": {"least": 12.5}}, "policy_readiness"),
            ({"readiness": {"cut": {"4": 50}}}, "policy_readiness"),
            ({"readiness": {"origin": {"en": "x"}}}, "policy_readiness"),
            ({"readiness": {"areas": 50}}, "policy_evidence"),
            ({"lines": {"1": {"pay_low": -1}}}, "policy_lines"),
            ({"lines": {"1": {"pay_low": 10**6}}}, "policy_lines"),
            ({"lines": {"1": {"title": {"en": "x"}}}}, "policy_lines"),
        ],
    )
    def test_what_will_not_do_is_refused_by_section(
        self, overlay: dict[str, Any], field: str
    ) -> None:
        assert refused(overlay)[0] == field

    def test_a_desk_cannot_weigh_nothing(self) -> None:
        weights = dict.fromkeys(plain_policy(tiny_pack().policy)["weights"], 0)
        assert refused({"weights": weights}) == ("policy_weights", "weights")

    def test_a_changed_cut_score_is_nobody_else_s(self) -> None:
        pack = tiny_pack()
        overlay = {"readiness": {"cut": {"1": 60}, "areas": 1, "per_area": 20}}
        policy = apply_overlay(pack, overlay)
        assert policy.readiness.origin != pack.policy.readiness.origin
        assert difference(pack, policy) == overlay


def plain_policy_of_sections(policy: PolicyFile) -> dict[str, Any]:
    plain = plain_policy(policy)
    plain["lines"] = {
        line: {name: spec[name] for name in ("pay_low", "pay_high")}
        for line, spec in plain["lines"].items()
    }
    plain["readiness"].pop("origin")
    names = ("matrix", "sla", "weights", "pass_mark", "pass_floor", "readiness", "lines")
    return {name: plain[name] for name in names}


class TestInForce:
    def version(self, number: int, overlay: dict[str, Any]) -> PolicyVersion:
        from tests.fakes import START

        return PolicyVersion("tiny", number, START, "boss", "why", overlay)

    def test_without_versions_nothing_changes(self) -> None:
        pack = tiny_pack()
        found = packs_in_force({"tiny": pack}, {})
        assert (found.packs["tiny"] is pack, found.earlier, found.left_out) == (True, {}, ())

    def test_the_newest_is_used_and_earlier_ones_stay_at_hand(self) -> None:
        pack = tiny_pack()
        saved = [self.version(2, MATRIX), self.version(1, {"pass_mark": 90})]
        found = packs_in_force({"tiny": pack}, {"tiny": saved})
        now = found.packs["tiny"]
        assert now.policy.matrix["low"]["low"] == 1
        assert now.digest != pack.digest
        assert {one.policy.pass_mark for one in found.earlier.values()} == {
            90,
            pack.policy.pass_mark,
        }
        assert found.earlier["tiny", "1.0.0"] is pack

    def test_tickets_are_made_by_the_policy_and_proved(self) -> None:
        pack = tiny_pack()
        saved = {"tiny": [self.version(1, {"matrix": {one: dict.fromkeys(
            ("low", "medium", "high"), 1) for one in ("low", "medium", "high")}})]}  # fmt: skip
        now = packs_in_force({"tiny": pack}, saved).packs["tiny"]
        assert {build_scenario(now, 1, seed).proof.priority for seed in range(8)} == {1}
        assert {build_scenario(pack, 1, seed).proof.priority for seed in range(8)} != {1}

    def test_what_grades_do_not_depend_on_leaves_the_version(self) -> None:
        pack = tiny_pack()
        found = packs_in_force(
            {"tiny": pack}, {"tiny": [self.version(1, {"lines": {"1": {"pay_high": 99}}})]}
        )
        assert found.packs["tiny"].policy.lines[1].pay_high == 99
        assert found.packs["tiny"].header.version == pack.header.version
        assert found.earlier == {}

    def test_equal_policies_have_equal_versions(self) -> None:
        pack = tiny_pack()
        one = with_policy(pack, apply_overlay(pack, {"pass_mark": 80}))
        other = with_policy(pack, apply_overlay(pack, {"pass_mark": 80.0, "pass_floor": 40}))
        assert one.header.version == other.header.version != pack.header.version
        assert len(one.header.version) <= 40

    def test_a_policy_that_does_not_fit_any_more_is_left_out(self) -> None:
        pack = tiny_pack()
        found = packs_in_force(
            {"tiny": pack}, {"tiny": [self.version(1, {"sla": {"9": {"respond": 1}}})]}
        )
        assert (found.packs["tiny"] is pack, found.left_out) == (True, ("tiny",))


class TestHistory:
    def test_versions_are_added_and_told(self, desk: Desk) -> None:
        assert desk.policies.get(ADMIN, "office").number == 0
        assert desk.save({"pass_mark": 80}) == 1
        assert desk.save({"pass_mark": 85, "pass_floor": 30}, 1) == 2
        state = desk.policies.get(ADMIN, "office")
        assert (state.saved.pass_mark, state.number, state.waiting) == (85, 2, True)
        assert [one.number for one in desk.policies.history(ADMIN, "office")] == [2, 1]
        assert desk.policies.history(ADMIN, "tiny") == ()
        assert desk.accounts.operations() == ["policy.saved"] * 2

    def test_restoring_adds_the_earlier_one_anew(self, desk: Desk) -> None:
        desk.save({"pass_mark": 80})
        desk.save({"pass_mark": 85}, 1)
        assert desk.policies.restore(ADMIN, "office", 1, "was better").number == 3
        assert desk.policies.get(ADMIN, "office").saved.pass_mark == 80
        assert desk.policies.restore(ADMIN, "office", 0, "as it came").number == 4
        state = desk.policies.get(ADMIN, "office")
        assert (state.saved, state.waiting) == (state.own, False)
        assert len(desk.policies.history(ADMIN, "office")) == 4

    @pytest.mark.parametrize(
        ("overlay", "reason", "based_on", "field"),
        [
            ({"pass_mark": 90}, "", 1, "policy_reason"),
            ({"pass_mark": 90}, " \n ", 1, "policy_reason"),
            ({"pass_mark": 90}, "x" * 501, 1, "policy_reason"),
            ({"pass_mark": 80}, "again", 1, "policy_same"),
            ({"pass_mark": 90}, "somebody saved", 0, "policy_moved"),
            ({"pass_mark": 90}, "from the future", 7, "policy_moved"),
        ],
    )
    def test_a_save_that_will_not_do_stores_nothing(
        self, desk: Desk, overlay: dict[str, Any], reason: str, based_on: int, field: str
    ) -> None:
        desk.save({"pass_mark": 80})
        with pytest.raises(InvalidInput) as caught:
            desk.policies.save(ADMIN, "office", overlay, reason, based_on)
        assert caught.value.values["field"] == field
        assert len(desk.policies.history(ADMIN, "office")) == 1
        assert desk.accounts.operations() == ["policy.saved"]

    @pytest.mark.parametrize(
        ("pack", "number", "field"),
        [("office", 9, "policy_version"), ("office", 0, "policy_same"), ("none", 0, "pack")],
    )
    def test_restoring_what_is_not_there(
        self, desk: Desk, pack: str, number: int, field: str
    ) -> None:
        with pytest.raises(InvalidInput) as caught:
            desk.policies.restore(ADMIN, pack, number, "why not")
        assert caught.value.values["field"] == field

    @pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
    def test_others_change_nothing(self, desk: Desk, role: Any) -> None:
        actor = Actor("someone", frozenset({role}))
        for action in (
            lambda: desk.policies.save(actor, "office", {"pass_mark": 1}, "because", 0),
            lambda: desk.policies.restore(actor, "office", 0, "because"),
            lambda: desk.policies.preview(actor, "office", {"pass_mark": 1}, "en"),
        ):
            with pytest.raises(NotPermitted):
                action()
        assert desk.policies.history(ADMIN, "office") == ()


class TestPreview:
    def test_weights_and_marks_tell_who_would_pass(self, desk: Desk) -> None:
        for number, score in enumerate((60.0, 72.0, 90.0)):
            desk.office.end(number, score)
        desk.office.end(7, 95.0, critical=1)
        found = desk.policies.preview(ADMIN, "office", {"pass_mark": 80}, "en")
        assert found.passes is not None
        assert (found.passes.attempts, found.passes.before, found.passes.after) == (4, 2, 1)
        assert [change.place for change in found.changes] == ["pass_mark"]
        assert (found.priorities, found.readiness) == ((), ())

    def test_readiness_tells_how_verdicts_move(self, desk: Desk) -> None:
        for number in range(15):
            desk.office.end(number, 97.0)
        found = desk.policies.preview(
            ADMIN, "office", {"readiness": {"least": 60, "per_area": 40}}, "ru"
        )
        first = found.readiness[0]
        assert (first.before.ready, first.after.ready, first.after.not_enough) == (1, 0, 1)
        assert (found.people, found.passes) == (1, None)

    @pytest.mark.parametrize("language", ["ru", "en"])
    def test_the_matrix_tells_which_faults_move(self, desk: Desk, language: Any) -> None:
        own = desk.office.pack.policy.matrix
        raised = {i: {u: max(1, number - 1) for u, number in row.items()} for i, row in own.items()}
        found = desk.policies.preview(ADMIN, "office", {"matrix": raised}, language)
        assert found.priorities
        assert all(one.after == one.before - 1 for one in found.priorities)
        titles = {fault.texts[language].title for fault in desk.office.pack.faults.values()}
        assert {one.fault for one in found.priorities} <= titles

    def test_nothing_changed_has_no_effect(self, desk: Desk) -> None:
        found = desk.policies.preview(ADMIN, "office", {}, "en")
        assert (found.changes, found.priorities, found.passes) == ((), (), None)


def test_the_database_tells_its_facts(desk: Desk) -> None:
    desk.office.end(1)
    desk.office.end(2, status="open", overall=None, finished_at=None)
    facts = SqlDatabaseHealth(desk.office.database).look()
    assert (facts.kind, facts.revision, facts.people) == ("sqlite", HEAD, 2)
    assert (facts.attempts, facts.open_attempts, facts.moves) == (2, 1, 0)
    assert facts.size > 0


def test_an_attempt_keeps_the_policy_it_began_under(tmp_path: Path) -> None:
    """Through the real wiring: begun, policy saved, server started again, finished."""
    from tests.services.test_wiring import wired

    first = wired(tmp_path)
    person = newcomer(first.local_people.create("Anna", "en").id)
    key = ScenarioKey("tiny", "1.0.0", 1, 1, "spooler_stopped")
    begun = first.practice.start(person, key, "en")
    first.policies.save(ADMIN, "tiny", {"pass_mark": 100, "sla": {"1": {"respond": 1}}}, "test", 0)
    assert first.policies.get(ADMIN, "tiny").waiting
    second = wired(tmp_path)
    assert not second.policies.get(ADMIN, "tiny").waiting
    assert second.handbook.policy("tiny").pass_mark == 100
    assert second.practice.open_attempt(person) == begun
    second.practice.move(person, begun, Resolve("Goodbye"), 1, "a")
    assert second.practice.debrief(person, begun).attempt.key.version == "1.0.0"
    (item, *_) = second.practice.queue(person, "en", 1)
    assert item.key.version.startswith("1.0.0+")
    fresh = second.practice.start(person, item.key, "en")
    assert second.practice.view(person, fresh).status == "open"
    third = wired(tmp_path)
    third.policies.restore(ADMIN, "tiny", 0, "back again")
    fourth = wired(tmp_path)
    assert fourth.practice.open_attempt(person) == fresh
    assert fourth.health.look(ADMIN).server.packs == (("tiny", "1.0.0"),)
