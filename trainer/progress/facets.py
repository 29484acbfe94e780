"""What makes a ticket hard, as numbers: known from the scenario alone, before anybody played it."""

from __future__ import annotations

from math import log2
from typing import Final

from trainer.domain.scenario import Scenario

FACETS: Final = (
    "line_2", "line_3", "causes", "minutes", "combination", "literacy", "mood", "note_gaps",
    "handed_on", "chat", "email",
)  # fmt: skip
"""`causes` and `minutes` (of best play) are base-2 logarithms, 0 for one cause and ten minutes;
`combination` counts faults beyond the first; `literacy` is how much the caller lacks, 0..2; `mood` 0 calm
to 3 angry; `note_gaps` errors and gaps of the note that came with the ticket; the others are 0 or 1."""


def facets_of(scenario: Scenario) -> tuple[float, ...]:
    """The facets of a scenario, in the order of FACETS."""
    facets = scenario.facets
    with_caller = facets.line == 1
    values = {
        "line_2": float(facets.line == 2),
        "line_3": float(facets.line == 3),
        "causes": log2(max(1, facets.causes)),
        "minutes": log2(max(1.0, facets.best_minutes) / 10),
        "combination": float(facets.faults - 1),
        "literacy": float(2 - facets.literacy) if with_caller else 0.0,
        "mood": float(facets.mood) if with_caller else 0.0,
        "note_gaps": float(facets.note_gaps),
        "handed_on": float(facets.owner_line > facets.line),
        "chat": float(scenario.channel == "chat"),
        "email": float(scenario.channel == "email"),
    }
    return tuple(values[name] for name in FACETS)
