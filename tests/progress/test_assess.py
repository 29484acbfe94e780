"""The verdict: never without evidence, and what is missing is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import cycle, islice

import pytest

from tests.progress.test_ability import NOW, case
from trainer.progress.assess import ReadinessRule, assess_many, assess_readiness, balance
from trainer.progress.cases import Case

RULE = ReadinessRule({1: 76.0, 2: 76.0, 3: 80.0})


def varied(scores: list[float], line: int = 1) -> list[Case]:
    areas = cycle(["mail", "network", "printing", "files"])
    return [
        replace(case(score, len(scores) - n, line), area=area, handed_on=n % 3 == 0, critical=0)
        for n, (score, area) in enumerate(zip(scores, areas, strict=False))
    ]


def test_nobody_has_a_verdict_without_tickets() -> None:
    found = assess_readiness([], RULE, NOW)
    assert [one.verdict for one in found.lines] == ["not_enough"] * 3
    assert all(one.needed == 12 and one.cases == 0 for one in found.lines)
    assert all(estimate.cases == 0 for _, estimate in found.competencies)


@pytest.mark.parametrize("count", [1, 6, 11])
def test_never_a_verdict_below_twelve(count: int) -> None:
    for score in (100.0, 0.0):
        found = assess_readiness(varied([score] * count), RULE, NOW).line(1)
        assert found.verdict == "not_enough"
        assert found.needed >= 12 - count


def test_twelve_varied_tickets_at_the_top_are_ready_and_at_the_bottom_not_yet() -> None:
    assert assess_readiness(varied([100.0] * 12), RULE, NOW).line(1).verdict == "ready"
    assert assess_readiness(varied([20.0] * 12), RULE, NOW).line(1).verdict == "not_yet"
    near = [replace(one, facets=()) for one in varied([95.0, 55.0, 80.0, 70.0] * 3)]
    assert assess_readiness(near, RULE, NOW).line(1).verdict == "not_enough"


def test_one_area_is_not_enough() -> None:
    cases = [replace(one, area="mail") for one in varied([100.0] * 20)]
    found = assess_readiness(cases, RULE, NOW).line(1)
    assert found.verdict == "not_enough"
    assert found.needed == 8
    assert "areas" in found.lacking


def test_both_kinds_of_ending_are_asked_for() -> None:
    kept = [replace(one, handed_on=False) for one in varied([100.0] * 15)]
    assert balance(kept, 1, RULE) == (2, ("handed_on",))
    assert balance(kept, 3, RULE) == (0, ())
    handed = [replace(one, handed_on=True) for one in varied([100.0] * 15)]
    assert balance(handed, 1, RULE) == (4, ("kept",))


def test_critical_errors_stand_beside_the_estimate() -> None:
    clean = varied([95.0] * 14)
    tainted = [replace(one, critical=1) for one in clean[:2]] + clean[2:]
    a, b = (assess_readiness(cases, RULE, NOW).line(1) for cases in (clean, tainted))
    assert (a.estimate, a.verdict) == (b.estimate, b.verdict)
    assert (a.criticals, b.criticals) == (0, 2)


def test_a_retired_fault_counts_as_a_typical_ticket() -> None:
    retired = [replace(one, area="", facets=()) for one in varied([90.0] * 4)]
    found = assess_readiness(retired + varied([90.0] * 10), RULE, NOW).line(1)
    assert found.cases == 14
    assert found.estimate.expected > 75


def test_lines_do_not_vouch_for_each_other() -> None:
    found = assess_readiness(varied([100.0] * 20, line=1), RULE, NOW)
    assert found.line(1).verdict == "ready"
    assert found.line(2).verdict == "not_enough"
    assert found.line(2).estimate.cases == 0


def test_a_cohort_is_the_same_as_its_people() -> None:
    people = [varied(list(islice(cycle([90.0, 40.0, 70.0]), n))) for n in (0, 5, 13)]
    together = assess_many(people, RULE, NOW)
    for cases, found in zip(people, together, strict=True):
        alone = assess_readiness(cases, RULE, NOW)
        assert [one.verdict for one in found.lines] == [one.verdict for one in alone.lines]
        for (_, a), (_, b) in zip(found.competencies, alone.competencies, strict=True):
            assert (a.low, a.high, a.cases) == (b.low, b.high, b.cases)
            assert a.expected == pytest.approx(b.expected)
    assert assess_many([], RULE, NOW) == []


def test_old_evidence_fades() -> None:
    cases = varied([100.0] * 12)
    assert assess_readiness(cases, RULE, NOW + timedelta(days=1500)).line(1).verdict == "not_enough"
