"""The cohort: who is where, who is stuck, who got better, and what goes wrong often."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Final, Literal

from trainer.content.model import Pack
from trainer.domain.language import Language
from trainer.domain.people import Actor
from trainer.domain.scores import Competency
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
from trainer.services.mentoring.ports import (
    CohortStore,
    CommonSlip,
    ReadinessOf,
    SlipCall,
    SlipStore,
)
from trainer.services.mentoring.reviews import SEARCH_LIMIT
from trainer.services.mentoring.scope import Reach
from trainer.services.mentoring.slips import COMPETENCIES, CRITICAL
from trainer.services.mentoring.views import (
    CohortPage,
    CohortRow,
    CommonMistake,
    LineChange,
    Mistake,
)
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
        "Cohort.common": {"mentor": "group", "administrator": "any"},
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
        slips: SlipStore,
        packs: Mapping[str, Pack],
        readiness: ReadinessOf,
        clock: Clock,
        pass_mark: float,
    ) -> None:
        self._reach = reach
        self._store = store
        self._slips = slips
        self._packs = packs
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
        people, since = self._reach.people(actor), self._since()
        total, rows = self._store.frequent(people, since, max(0, offset), MISTAKES_PAGE)
        calls = self._store.weak_calls(people, since, [row.criterion for row in rows], CALLS)
        titles = scoring_texts(language)["criteria"]
        return total, tuple(
            Mistake(
                row.criterion,
                row.competency,
                str(titles.get(row.criterion, row.criterion)),
                row.scored,
                row.weak,
                row.people,
                tuple(calls.get(row.criterion, ())),
            )
            for row in rows
        )

    def common(
        self,
        actor: Actor,
        language: Language,
        competency: Competency | None = None,
        offset: int = 0,
    ) -> tuple[int, Sequence[CommonMistake]]:
        """How many wrong moves were made twice or more on the same fault in this month and the one
        before, and a page of them with example calls, the most frequent first."""
        RIGHTS.permit(actor, "Cohort.common")
        if competency is not None and competency not in COMPETENCIES:
            raise InvalidInput("there is no such competency", field="competency")
        people, since = self._reach.people(actor), self._since()
        total, rows = self._slips.common(
            people, since, competency or "", max(0, offset), MISTAKES_PAGE
        )
        calls = self._slips.calls(people, since, rows, CALLS)
        return total, tuple(
            self._told(row, own, language) for row, own in zip(rows, calls, strict=True)
        )

    def _told(
        self, row: CommonSlip, calls: Sequence[SlipCall], language: Language
    ) -> CommonMistake:  # fmt: skip
        """In words; what a pack no longer knows keeps its id."""
        criterion, _, variant = row.kind.partition(".")
        title = str(scoring_texts(language)["criteria"].get(criterion, criterion))
        fault, tool = row.fault, row.tool
        if pack := self._packs.get(row.pack):
            texts = pack.texts[language]
            if criterion == CRITICAL and variant in texts.critical_errors:
                title = texts.critical_errors[variant].name
            if tool in texts.tools:
                tool = texts.tools[tool].name
            fault = " + ".join(
                pack.faults[one].texts[language].title if one in pack.faults else one
                for one in row.fault.split("+")
            )
        return CommonMistake(
            row.kind, row.competency, title, tool, fault, row.times, row.tickets, row.people,
            tuple(calls),
        )  # fmt: skip

    def _since(self) -> str:
        """The month before this one."""
        return f"{self._clock().replace(day=1) - timedelta(days=1):%Y-%m}"

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
