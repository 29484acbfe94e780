"""Which competencies a ticket calls for most: computed from its truth, never labelled by hand."""

from __future__ import annotations

from typing import Final

from trainer.content.model import Pack
from trainer.domain.scenario import Scenario
from trainer.domain.scores import Competency

MANY_CAUSES: Final = 6
_HARD_MOODS: Final = ("annoyed", "angry")


def demands_of(pack: Pack, scenario: Scenario) -> frozenset[Competency]:
    """What the ticket calls for.

    Escalation and documentation where its line cannot finish it, resolution where it can; diagnosis
    with MANY_CAUSES or more; triage where the usual low impact would be wrong, or with a deadline;
    communication with a caller who is upset or lost; security where the repair asks for a duty.
    """
    found: set[Competency] = set()
    if scenario.handed_on:
        found |= {"escalation", "documentation"}
    else:
        found.add("resolution")
    if scenario.facets.causes >= MANY_CAUSES:
        found.add("diagnosis")
    if scenario.proof.impact != "low" or scenario.deadline_minutes is not None:
        found.add("triage")
    temper = scenario.temper
    if scenario.key.line == 1 and (temper.mood in _HARD_MOODS or temper.literacy == 0):
        found.add("communication")
    if any(pack.tools[tool].duties for tool in scenario.proof.repair):
        found.add("security")
    return frozenset(found)


def item_of(scenario: Scenario) -> str:
    """The structural position of a ticket: tickets of one item differ in people and words only."""
    key = scenario.key
    return f"{key.pack}/{key.line}/{'+'.join(scenario.faults)}/{scenario.reported}"
