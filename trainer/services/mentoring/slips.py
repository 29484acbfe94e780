"""Slips: the kinds of wrong moves that a stored grade tells of, and the fault they happened on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

WEAK: Final = 1
"""Levels 0 and 1 are weak."""
CRITICAL: Final = "critical"
COMPETENCIES: Final = ("triage", "diagnosis", "resolution", "escalation", "security")
"""What is done about a fault. How somebody talks and writes hangs on no fault: the tally by
criterion tells of it."""
_SAME: Final = {
    "restored.handed_away": "decision.over",
    "restored.not_restored": "decision.gave_up",
    "restored.closed_unsolved": "decision.under",
}
"""Two criteria that see the same move: the one on the right tells of it."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One wrong move. `kind` is a criterion, with the variant that its explanation tells apart
    ("looks.none"), or "critical." and the breach; `tool` is the one its advice names (empty for
    none): the check left out, what was changed; `turn` where it happened, if anywhere."""

    kind: str
    competency: str
    tool: str
    turn: int | None


def fault_in(grade: Mapping[str, Any]) -> str:
    """The ticket's true faults joined by "+"; empty where a grade does not tell."""
    for score in grade.get("scores", ()):
        if score["criterion"] == "cause":
            return str(dict(score["values"]).get("fault", ""))
    return ""


def slips_of(grade: Mapping[str, Any], counted: Mapping[str, int]) -> tuple[Slip, ...]:
    """The slips of a grade as stored; `counted` are levels that a mentor put in place of the app's,
    by criterion."""
    found: dict[str, Slip] = {}
    criticals = grade.get("critical", ())
    for error in criticals:
        kind = f"{CRITICAL}.{error['id']}"
        found[kind] = Slip(kind, "security", "", error["evidence"]["turn"])
    for score in grade.get("scores", ()):
        criterion, level = score["criterion"], score["level"]
        counts = counted.get(criterion, level)
        if counts > WEAK or score["competency"] not in COMPETENCIES:
            continue
        if criterion == "duties" and criticals:  # the breach itself tells more
            continue
        variant = str(score["explanation"]).partition(".")[2]
        # The app's words do not explain a level that is a mentor's.
        plain = counts != level or not variant or variant.isdigit()
        kind = criterion if plain else f"{criterion}.{variant}"
        tool = str(dict(score["values"]).get("tool", ""))
        turn = next((one["turn"] for one in score["evidence"] if one["turn"] is not None), None)
        found[kind] = Slip(kind, score["competency"], tool, turn)
    return tuple(one for kind, one in found.items() if _SAME.get(kind) not in found)
