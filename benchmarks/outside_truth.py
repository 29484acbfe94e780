"""The mobile pack's world held against cases that nobody here wrote.

`python -m benchmarks.outside_truth --cases FILE` reads cases in the columns symptom, faults (`|`
between), fault_count, outcome (fixable or escalate), fix_steps (`requestor:tool(argument)`, `|`
between), as published with the telecom domain of tau2-bench. Each case's faults are broken together
in our world, and three things are compared: whether the complaint shows, whether the first line can
settle it or must hand over, and whether the given steps settle it while no proper prefix of them
does. Nothing here knows a case: the tables below only translate names.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.report import Figure, finish
from trainer.content.load import load_pack
from trainer.content.model import Pack
from trainer.domain.scenario import FaultSet
from trainer.errors import ScenarioUnprovable
from trainer.generator.compositions import (
    Composed,
    Family,
    circumstances_of,
    compositions,
    settling_prefix,
)
from trainer.world.model import World, compile_world
from trainer.world.repair import Repairs
from trainer.world.use import inject_fault

ROOT = Path(__file__).parents[1]
CASES = ROOT.parent / "shared" / "data" / "tau2-telecom" / "cases.csv"
COLUMNS = ("symptom", "faults", "fault_count", "outcome", "fix_steps")
PUBLISHED_RATE = 75.0
"""Proven tasks a second of the original, as its figures say for a 2-core machine."""

SYMPTOMS = {
    "service_issue": "use_service",
    "mobile_data_issue": "use_mobile_data",
    "mms_issue": "send_mms",
}
FAULTS = {
    "airplane_mode_on": "airplane_mode_on",
    "unseat_sim_card": "sim_unseated",
    "lock_sim_card_pin": "sim_pin_blocked",
    "break_apn_settings": "apn_broken",
    "overdue_bill_suspension": "bill_overdue",
    "contract_end_suspension": "contract_ended",
    "data_mode_off": "mobile_data_off",
    "data_saver_mode_on": "data_saver_on",
    "bad_network_preference": "network_mode_2g",
    "bad_vpn": "vpn_slow",
    "data_usage_exceeded": "data_used_up",
    "data_usage_exceeded_no_refuel": "data_used_up_no_refuel",
    "user_abroad_roaming_enabled_off": "roaming_off_in_phone",
    "user_abroad_roaming_disabled_on": "roaming_not_allowed",
    "user_abroad_roaming_disabled_off": "roaming_off_everywhere",
    "bad_wifi_calling": "wifi_calling_on",
    "break_apn_mms_setting": "mms_address_missing",
    "break_app_sms_permission": "app_sms_permission_off",
    "break_app_storage_permission": "app_storage_permission_off",
    "break_app_both_permissions": "app_permissions_off",
}
STEPS = {
    "user:toggle_airplane_mode": "guide_airplane_off",
    "user:reseat_sim_card": "guide_reseat_sim",
    "user:reset_apn_settings": "guide_reset_apn",
    "user:reboot_device": "guide_restart",
    "user:make_payment": "guide_pay_bill",
    "user:toggle_data": "guide_data_on",
    "user:toggle_data_saver_mode": "guide_data_saver_off",
    "user:set_network_mode_preference(4g_5g_preferred)": "guide_network_mode",
    "user:disconnect_vpn": "guide_vpn_off",
    "user:toggle_roaming": "guide_roaming_on",
    "user:toggle_wifi_calling": "guide_wifi_calling_off",
    "user:grant_app_permission(messaging,sms)": "guide_sms_permission",
    "user:grant_app_permission(messaging,storage)": "guide_storage_permission",
    "assistant:send_payment_request": "send_payment_request",
    "assistant:resume_line": "resume_line",
    "assistant:refuel_data(2.0)": "refuel_data",
    "assistant:enable_roaming": "enable_line_roaming",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the file, in our names; `row` is its line there."""

    row: int
    reported: str
    faults: FaultSet
    fixable: bool
    steps: tuple[str, ...]


class CasesUnreadable(Exception):
    """The file cannot be compared; the message says where and why."""


def read_cases(file: Path) -> tuple[Case, ...]:
    """All rows of a cases file; CasesUnreadable for a missing column or an unknown name."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CasesUnreadable(f"cannot read {file}: {error.strerror}") from error
    rows = csv.DictReader(text.splitlines())
    if missing := [name for name in COLUMNS if name not in (rows.fieldnames or ())]:
        raise CasesUnreadable(f"{file} lacks the columns {', '.join(missing)}")
    cases = tuple(_case(rows.line_num, row) for row in rows)
    if not cases:
        raise CasesUnreadable(f"{file} holds no cases")
    return cases


def _case(number: int, row: dict[str, str]) -> Case:
    try:
        if row["outcome"] not in ("fixable", "escalate"):
            raise KeyError(row["outcome"])
        return Case(
            number,
            SYMPTOMS[row["symptom"]],
            tuple(sorted(FAULTS[name] for name in row["faults"].split("|"))),
            row["outcome"] == "fixable",
            tuple(STEPS[step] for step in row["fix_steps"].split("|") if step),
        )
    except KeyError as error:
        raise CasesUnreadable(f"line {number}: nothing here is called {error}") from error


def disagreements(world: World, repairs: Repairs, case: Case) -> list[str]:
    """What our world says otherwise about a case; empty where it agrees in everything."""
    try:
        circumstances = dict(circumstances_of(world.pack, case.faults))
    except ValueError as error:
        return [str(error)]
    state = inject_fault(world, case.faults, circumstances)
    found = []
    if world.can(case.reported, state):
        found.append(f"{case.reported} works")
    line, _ = repairs.owner(case.faults, case.reported, state)
    if (line == 1) != case.fixable:
        found.append(f"line {line} finishes it, the case says {'1' if case.fixable else 'above 1'}")
    if case.fixable:
        steps = [world.tools[name] for name in case.steps]
        settled = settling_prefix(world, case.faults, case.reported, state, steps)
        if settled != len(steps):
            found.append(f"of {len(steps)} steps {settled} settle it")
    elif case.steps:
        found.append("steps are given for a case to escalate")
    return found


def families(cases: Sequence[Case]) -> dict[str, tuple[FaultSet, ...]]:
    """Every composition of the faults that the cases break behind each complaint: faults that are
    never broken together in any case are alternatives."""
    found: dict[str, tuple[FaultSet, ...]] = {}
    for reported in dict.fromkeys(case.reported for case in cases):
        sets = [set(case.faults) for case in cases if case.reported == reported]
        names = sorted(set().union(*sets))
        together = {frozenset(pair) for one in sets for pair in combinations(sorted(one), 2)}
        apart = {frozenset(pair) for pair in combinations(names, 2)} - together
        found[reported] = tuple(compositions(names, apart))
    return found


def prove_families(
    pack: Pack, wanted: dict[str, tuple[FaultSet, ...]]
) -> dict[str, tuple[Composed, ...]]:
    """Compose and prove them all from nothing: no world, repair or proof is kept beforehand."""
    return {reported: Family(pack, reported).prove(sets) for reported, sets in wanted.items()}


def main() -> int:
    parser = argparse.ArgumentParser(description="Hold the mobile pack against outside cases.")
    parser.add_argument("--cases", type=Path, default=CASES, help="a file like cases.csv")
    parser.add_argument("--pack", type=Path, default=ROOT / "scenarios" / "mobile")
    parser.add_argument("--check", action="store_true", help="exit 1 where an aim is missed")
    arguments = parser.parse_args()
    if arguments.cases == CASES and not CASES.exists() and not arguments.check:
        print(f"skipped: there are no outside cases at {CASES}; name a file with --cases")
        return 0
    try:
        cases = read_cases(arguments.cases)
    except CasesUnreadable as error:
        print(error, file=sys.stderr)
        return 2
    pack = load_pack(arguments.pack)
    world = compile_world(pack)
    repairs = Repairs(world, 0)
    started = time.perf_counter()
    agreed = 0
    for case in cases:
        if otherwise := disagreements(world, repairs, case):
            print(f"line {case.row}: {'|'.join(case.faults)}: {'; '.join(otherwise)}")
        else:
            agreed += 1
    comparing = time.perf_counter() - started
    wanted = families(cases)
    started = time.perf_counter()
    try:
        proved = sum(map(len, prove_families(pack, wanted).values()))
    except ScenarioUnprovable as error:
        print(f"not proved: {error.clause}: {error.detail}")
        proved = 0
    proving = time.perf_counter() - started
    figures = [
        Figure("cases", len(cases), "cases"),
        Figure("cases our world agrees with", agreed, "cases", len(cases), False),
        Figure("cases compared a second", len(cases) / comparing, "1/s"),
        Figure("compositions of the cases' faults", sum(map(len, wanted.values())), "sets"),
        Figure("compositions proved", proved, "sets", sum(map(len, wanted.values())), False),
        Figure("composing and proving them, one core, from nothing", proving, "s", 2.0),
        Figure("compositions proved a second", proved / proving, "1/s"),
        Figure(
            "the same against the original's 75 a second", proved / proving / PUBLISHED_RATE, "x"
        ),
    ]
    return finish("outside_truth", figures, arguments.check)


if __name__ == "__main__":
    raise SystemExit(main())
