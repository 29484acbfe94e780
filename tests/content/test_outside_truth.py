"""The mobile pack's world against a public benchmark's cases, and families of compositions."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from benchmarks.outside_truth import (
    CASES,
    Case,
    CasesUnreadable,
    disagreements,
    families,
    prove_families,
    read_cases,
)
from tests.loaded import shipped_pack
from trainer.errors import ScenarioUnprovable
from trainer.generator.compositions import Family, circumstances_of, compositions
from trainer.world.model import compile_world
from trainer.world.repair import Repairs

pytestmark = pytest.mark.content
HEAD = "symptom,faults,fault_count,outcome,fix_steps\n"
needs_cases = pytest.mark.skipif(
    not CASES.exists(),
    reason="the outside cases (shared/data/tau2-telecom) are not beside the project",
)


def otherwise(case: Case) -> list[str]:
    world = compile_world(shipped_pack("mobile"))
    return disagreements(world, Repairs(world, 0), case)


def case(*faults: str, reported: str, fixable: bool = True, steps: tuple[str, ...] = ()) -> Case:
    return Case(2, reported, tuple(sorted(faults)), fixable, steps)


@needs_cases
def test_our_world_agrees_with_every_outside_case() -> None:
    world = compile_world(shipped_pack("mobile"))
    repairs = Repairs(world, 0)
    cases = read_cases(CASES)
    assert len(cases) >= 600
    assert [(c.row, found) for c in cases if (found := disagreements(world, repairs, c))] == []


@needs_cases
def test_every_composition_of_the_outside_faults_is_proved() -> None:
    wanted = families(read_cases(CASES))
    proved = prove_families(shipped_pack("mobile"), wanted)
    assert {name: len(sets) for name, sets in wanted.items()} == {
        name: len(found) for name, found in proved.items()
    }
    assert sum(map(len, proved.values())) > 3000
    lines = {composed.owner_line for found in proved.values() for composed in found}
    assert lines == {1, 2}


def test_a_case_told_wrongly_is_noticed() -> None:
    """Otherwise agreement would mean nothing."""
    right = case("mobile_data_off", reported="use_mobile_data", steps=("guide_data_on",))
    assert otherwise(right) == []
    assert otherwise(case("mobile_data_off", reported="use_mobile_data", fixable=False))
    assert otherwise(case("mobile_data_off", reported="use_mobile_data", steps=("guide_vpn_off",)))
    more = ("guide_data_on", "guide_vpn_off")
    assert otherwise(case("mobile_data_off", reported="use_mobile_data", steps=more))
    assert otherwise(case("mobile_data_off", reported="use_service", steps=("guide_data_on",)))
    assert otherwise(case("sim_pin_blocked", reported="use_service"))


def test_a_setting_that_waits_for_a_restart_does_nothing_before_it() -> None:
    steps = ("guide_reset_apn", "guide_restart")
    assert otherwise(case("apn_broken", reported="use_service", steps=steps)) == []
    assert otherwise(case("apn_broken", reported="use_service", steps=steps[:1]))
    assert otherwise(case("apn_broken", reported="use_service", steps=steps[::-1]))


def test_a_payment_has_to_be_requested_first() -> None:
    steps = ("send_payment_request", "guide_pay_bill", "resume_line", "guide_restart")
    assert otherwise(case("bill_overdue", reported="use_service", steps=steps)) == []
    swapped = (steps[1], steps[0], *steps[2:])
    assert otherwise(case("bill_overdue", reported="use_service", steps=swapped))


def test_extra_data_can_be_added_once() -> None:
    both = case("data_used_up_no_refuel", reported="use_mobile_data", steps=("refuel_data",))
    assert otherwise(both)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("symptom,faults\nmms_issue,bad_vpn\n", "lacks the columns"),
        (HEAD, "holds no cases"),
        (HEAD + "mms_issue,moon_fell,1,fixable,user:toggle_data\n", "moon_fell"),
        (HEAD + "mms_issue,bad_vpn,1,maybe,user:disconnect_vpn\n", "maybe"),
        (HEAD + "mms_issue,bad_vpn,1,fixable,user:dance\n", "user:dance"),
        (HEAD + "tooth_ache,bad_vpn,1,fixable,user:disconnect_vpn\n", "line 2"),
    ],
)
def test_a_file_that_cannot_be_compared_says_where(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "cases.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CasesUnreadable, match=words):
        read_cases(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CasesUnreadable, match=r"none\.csv"):
        read_cases(tmp_path / "none.csv")


def test_compositions_are_all_sets_without_a_pair_that_stays_apart() -> None:
    names, apart = ("a", "b", "c", "d"), {frozenset("ab"), frozenset("cd")}
    expected = {
        chosen
        for size in range(1, 5)
        for chosen in combinations(names, size)
        if not any(frozenset(pair) in apart for pair in combinations(chosen, 2))
    }
    found = list(compositions(names, apart))
    assert set(found) == expected
    assert len(found) == len(expected)


def test_faults_of_two_places_are_never_together() -> None:
    with pytest.raises(ValueError, match="never occur together"):
        circumstances_of(shipped_pack("mobile"), ("roaming_off_in_phone", "sector_down"))


def test_a_family_whose_complaint_does_not_show_is_refused() -> None:
    with pytest.raises(ScenarioUnprovable) as caught:
        Family(shipped_pack("mobile"), "make_calls").prove([("data_saver_on",)])
    assert caught.value.clause == "symptom_after"


def test_faults_of_two_teams_have_no_owner() -> None:
    with pytest.raises(ScenarioUnprovable) as caught:
        Family(shipped_pack("mobile"), "use_service").prove([("sector_down", "sim_pin_blocked")])
    assert caught.value.clause == "one_owner"
