"""The statistics that deleted people leave behind: counts in which nobody stands alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from trainer.domain.scenario import ScenarioKey
from trainer.services.grades import grade_from_plain
from trainer.services.records.ports import Cell, GradeRecord

LEAST_PEOPLE: Final = 5
"""So many people of one deletion must stand behind a new count; anything smaller is dropped."""
FaultOf = Callable[[ScenarioKey], str]
"""The fault of a ticket, empty where its pack is gone."""


def left_behind(
    grades: Iterable[GradeRecord], standing: Iterable[Cell], fault_of: FaultOf
) -> Mapping[Cell, int]:
    """What the deletion of the people with these grades may add to the statistics.

    A count is added where one stands already, or where at least LEAST_PEOPLE of the people who are
    deleted together are in it. So a single deletion starts no count: it would be that person's.
    """
    counts: Counter[Cell] = Counter()
    people: dict[Cell, set[str]] = {}
    for record in grades:
        key = record.attempt.key
        fault = fault_of(key)
        for score in grade_from_plain(record.grade).scores:
            cell = Cell(key.pack, fault, score.criterion, score.level)
            counts[cell] += 1
            people.setdefault(cell, set()).add(record.attempt.profile_id)
    known = set(standing)
    return {
        cell: count
        for cell, count in counts.items()
        if cell in known or len(people[cell]) >= LEAST_PEOPLE
    }
