"""Which wrong moves a stored grade tells of."""

from __future__ import annotations

from typing import Any

from trainer.services.mentoring.slips import Slip, fault_in, slips_of


def a_score(
    criterion: str, level: int, variant: str = "", competency: str = "resolution", **values: str
) -> dict[str, Any]:
    return {
        "criterion": criterion, "level": level, "competency": competency,
        "explanation": f"{criterion}.{variant or level}", "evidence": [{"turn": 4, "words": ""}],
        "values": sorted(values.items()),
    }  # fmt: skip


def told(*scores: dict[str, Any], critical: tuple[str, ...] = (), **counted: int) -> list[str]:
    errors = [{"id": one, "evidence": {"turn": 7, "words": "x"}} for one in critical]
    return [one.kind for one in slips_of({"scores": scores, "critical": errors}, counted)]


def test_weak_levels_are_slips_with_their_tool_and_turn() -> None:
    grade = {"scores": [a_score("changes", 1, tool="restart"), a_score("restored", 2)]}
    assert slips_of(grade, {}) == (Slip("changes", "resolution", "restart", 4),)


def test_a_variant_tells_kinds_apart_and_a_level_does_not() -> None:
    assert told(a_score("looks", 0, "none")) == ["looks.none"]
    assert told(a_score("looks", 0)) == told(a_score("looks", 1)) == ["looks"]


def test_what_hangs_on_no_fault_is_left_out() -> None:
    assert told(a_score("greeting", 0, competency="communication")) == []


def test_one_move_that_two_criteria_see_counts_once() -> None:
    twice = (a_score("restored", 0, "handed_away"), a_score("decision", 1, "over"))
    assert told(*twice) == ["decision.over"]
    assert told(twice[0]) == ["restored.handed_away"]
    duties = a_score("duties", 0, competency="security")
    assert told(duties, critical=("reset_unchecked",)) == ["critical.reset_unchecked"]
    assert told(duties) == ["duties"]


def test_a_mentor_s_level_counts_and_the_app_s_words_do_not_explain_it() -> None:
    assert told(a_score("decision", 0, "over"), decision=3) == []
    assert told(a_score("decision", 3, "kept"), decision=0) == ["decision"]
    assert told(a_score("decision", 0, "over"), decision=0) == ["decision.over"]


def test_the_fault_stands_at_the_cause() -> None:
    cause = a_score("cause", 3, competency="diagnosis", fault="dns_stale+cable_loose")
    assert fault_in({"scores": [a_score("looks", 1), cause]}) == "dns_stale+cable_loose"
    assert fault_in({"scores": []}) == ""
