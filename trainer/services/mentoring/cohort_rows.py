"""Where people of a cohort stand: readiness, standstill, gain of the last week, cases to ready."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from trainer.progress.improvement import (
    STRETCH,
    Forecast,
    Results,
    change,
    forecast,
    is_stuck,
)
from trainer.services.mentoring.ports import CohortStore, ReadinessOf
from trainer.services.mentoring.views import CohortRow, LineChange
from trainer.services.ports import Clock
from trainer.session.values import stable_number

WEEK: Final = timedelta(days=7)
BEFORE: Final = timedelta(days=28)
"""Last week is compared with so much time before it."""
_Lines = Mapping[tuple[str, int], tuple[Results | None, Results | None]]


@dataclass(frozen=True, slots=True)
class Found:
    """What the results of some people tell: the last two stretches by person and line, the lines at
    which somebody is `stuck`, the `changes` of the last week, and of those who are `better` the lower
    end (points) of their surest gain."""

    last: _Lines
    stuck: Mapping[str, tuple[int, ...]]
    changes: Mapping[str, tuple[LineChange, ...]]
    better: Mapping[str, float]


class CohortRows:
    """Rows of people whom the caller has found to be in reach. `pass_mark` (0..100) is the policy's."""

    def __init__(
        self, store: CohortStore, readiness: ReadinessOf, clock: Clock, pass_mark: float
    ) -> None:
        self._store = store
        self._readiness = readiness
        self._clock = clock
        self._pass_mark = pass_mark

    def found(self, people: Collection[str] | None) -> Found:
        """What the results of these people (None: of everybody) tell."""
        last: dict[tuple[str, int], tuple[Results | None, Results | None]] = {}
        stuck: dict[str, tuple[int, ...]] = {}
        for one in self._store.stretches(people, STRETCH):
            person, line = one.profile_id, one.line
            last[person, line] = (one.late, one.before)
            if is_stuck(one.late, one.before, self._pass_mark):
                stuck[person] = tuple(sorted((*stuck.get(person, ()), line)))
        changes = self._changes(people)
        # Above 0 somebody got better beyond what luck explains.
        better = {one: low for one, gains in changes.items() if (low := _surest(gains)) > 0}
        return Found(last, stuck, changes, better)

    def rows(self, people: Sequence[tuple[str, str]], found: Found) -> tuple[CohortRow, ...]:
        """A row for each of these people (id, name), in their order."""
        readiness = self._readiness.of_many([person for person, _ in people])
        rows = []
        for person, name in people:
            ready = readiness.get(person)
            forecasts: list[tuple[int, Forecast]] = []
            for line in ready.lines if ready else ():
                late, before = found.last.get((person, line.line), (None, None))
                seed = stable_number(person, line.line) % 2**31
                told = forecast(line, late, before, seed)
                if told is not None:
                    forecasts.append((line.line, told))
            rows.append(
                CohortRow(
                    person,
                    name,
                    ready,
                    found.stuck.get(person, ()),
                    found.changes.get(person, ()),
                    tuple(forecasts),
                )
            )
        return tuple(rows)

    def _changes(self, people: Collection[str] | None) -> dict[str, tuple[LineChange, ...]]:
        start = self._clock() - WEEK
        found: dict[str, list[LineChange]] = {}
        for one in self._store.around(people, start - BEFORE, start):
            made = change(one.late, one.before)
            if made is not None:
                found.setdefault(one.profile_id, []).append(LineChange(one.line, made))
        return {
            person: tuple(sorted(gains, key=lambda gain: gain.line))
            for person, gains in found.items()
        }


def _surest(changes: Sequence[LineChange]) -> float:
    return max(one.change.low for one in changes)
