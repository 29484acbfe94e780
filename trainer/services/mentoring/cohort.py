"""The cohort: who is where, who is stuck, who got better, and what goes wrong often."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Final, Literal

from trainer.domain.language import Language
from trainer.domain.people import Actor
from trainer.errors import InvalidInput
from trainer.progress.improvement import (
    STRETCH,
    Forecast,
    Results,
    change,
    forecast,
    is_stuck,
)
from trainer.scoring.words import scoring_texts
from trainer.services.mentoring.ports import CohortStore, ReadinessOf
from trainer.services.mentoring.reviews import SEARCH_LIMIT
from trainer.services.mentoring.scope import Reach
from trainer.services.mentoring.views import CohortPage, CohortRow, LineChange, Mistake
from trainer.services.ports import Clock
from trainer.services.rights import Rights
from trainer.session.values import stable_number

Shown = Literal["all", "stuck", "better"]
PAGE: Final = 25
WEEK: Final = timedelta(days=7)
BEFORE: Final = timedelta(days=28)
"""Last week is compared with so much time before it."""
MISTAKES_PAGE: Final = 10
CALLS: Final = 3
RIGHTS: Final = Rights(
    {
        "Cohort.page": {"mentor": "group", "administrator": "any"},
        "Cohort.mistakes": {"mentor": "group", "administrator": "any"},
    }
)
_Lines = Mapping[tuple[str, int], tuple[Results | None, Results | None]]


class Cohort:
    """Use cases of whoever looks after a cohort: the people of their groups, or everybody for an
    administrator. `pass_mark` (0..100) is the policy's."""

    def __init__(
        self,
        reach: Reach,
        store: CohortStore,
        readiness: ReadinessOf,
        clock: Clock,
        pass_mark: float,
    ) -> None:
        self._reach = reach
        self._store = store
        self._readiness = readiness
        self._clock = clock
        self._pass_mark = pass_mark

    def page(
        self, actor: Actor, search: str = "", offset: int = 0, shown: Shown = "all"
    ) -> CohortPage:
        """A page of people: all by name, those who are stuck by name, or those who got better, the
        surest gain first. `search` is part of a name."""
        RIGHTS.permit(actor, "Cohort.page")
        if shown not in ("all", "stuck", "better"):
            raise InvalidInput("there is no such list", field="shown")
        people = self._reach.people(actor)
        names = self._store.names(people)
        last, stuck = self._last(people)
        changes = self._changes(people)
        better = {one: gain for one, gain in changes.items() if _surest(gain) > 0}
        found = _search(names, search)
        if shown == "stuck":
            found = [row for row in found if row[0] in stuck]
        if shown == "better":
            found = sorted(
                (row for row in found if row[0] in better), key=lambda row: -_surest(better[row[0]])
            )
        offset = max(0, offset)
        page = found[offset : offset + PAGE]
        readiness = self._readiness.of_many([person for person, _ in page])
        rows = []
        for person, name in page:
            ready = readiness.get(person)
            forecasts: list[tuple[int, Forecast]] = []
            for line in ready.lines if ready else ():
                place = (person, line.line)
                seed = stable_number(person, line.line) % 2**31
                told = forecast(line, *last.get(place, (None, None)), seed)
                if told is not None:
                    forecasts.append((line.line, told))
            rows.append(
                CohortRow(
                    person, name, ready, stuck.get(person, ()), changes.get(person, ()),
                    tuple(forecasts),
                )
            )  # fmt: skip
        known = {person for person, _ in names}
        return CohortPage(
            len(found),
            tuple(rows),
            len(names),
            len(stuck.keys() & known),
            len(better.keys() & known),
        )

    def mistakes(
        self, actor: Actor, language: Language, offset: int = 0
    ) -> tuple[int, Sequence[Mistake]]:
        """How many criteria were weak at all in this month and the one before, and a page of them
        with example calls, the most often weak first."""
        RIGHTS.permit(actor, "Cohort.mistakes")
        people, now = self._reach.people(actor), self._clock()
        since = f"{now.replace(day=1) - timedelta(days=1):%Y-%m}"
        total, rows = self._store.frequent(people, since, max(0, offset), MISTAKES_PAGE)
        titles = scoring_texts(language)["criteria"]
        return total, tuple(
            Mistake(
                row.criterion,
                row.competency,
                str(titles.get(row.criterion, row.criterion)),
                row.scored,
                row.weak,
                row.people,
                tuple(self._store.weak_calls(people, since, row.criterion, CALLS)),
            )
            for row in rows
        )

    def _last(self, people: Collection[str] | None) -> tuple[_Lines, dict[str, tuple[int, ...]]]:
        """The last two stretches by person and line, and the lines at which somebody is stuck."""
        lines: dict[tuple[str, int], tuple[Results | None, Results | None]] = {}
        stuck: dict[str, tuple[int, ...]] = {}
        for one in self._store.stretches(people, STRETCH):
            person, line = one.profile_id, one.line
            lines[person, line] = (one.late, one.before)
            if is_stuck(one.late, one.before, self._pass_mark):
                stuck[person] = tuple(sorted((*stuck.get(person, ()), line)))
        return lines, stuck

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


def _surest(changes: tuple[LineChange, ...]) -> float:
    """The highest lower end: above 0 somebody got better beyond what luck explains."""
    return max((one.change.low for one in changes), default=0.0)


def _search(names: Sequence[tuple[str, str]], search: str) -> list[tuple[str, str]]:
    needle = " ".join(search[:SEARCH_LIMIT].split()).casefold()
    return [row for row in names if needle in row[1].casefold()]
