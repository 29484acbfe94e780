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
from trainer.scoring.words import scoring_texts
from trainer.services.mentoring.cohort_rows import CohortRows
from trainer.services.mentoring.ports import (
    CohortStore,
    CommonSlip,
    SlipCall,
    SlipStore,
)
from trainer.services.mentoring.reviews import SEARCH_LIMIT
from trainer.services.mentoring.scope import Reach
from trainer.services.mentoring.slips import COMPETENCIES, CRITICAL
from trainer.services.mentoring.views import (
    CohortPage,
    CommonMistake,
    Mistake,
)
from trainer.services.ports import Clock
from trainer.services.rights import Rights

Shown = Literal["all", "stuck", "better"]
PAGE: Final = 25
MISTAKES_PAGE: Final = 10
CALLS: Final = 3
RIGHTS: Final = Rights(
    {
        "Cohort.page": {"mentor": "group", "administrator": "any"},
        "Cohort.mistakes": {"mentor": "group", "administrator": "any"},
        "Cohort.common": {"mentor": "group", "administrator": "any"},
    }
)


class Cohort:
    """Use cases of whoever looks after a cohort: the people of their groups, or everybody for an
    administrator. With a `person`, mistakes are those of that one trainee."""

    def __init__(
        self,
        reach: Reach,
        store: CohortStore,
        slips: SlipStore,
        packs: Mapping[str, Pack],
        rows: CohortRows,
        clock: Clock,
    ) -> None:
        self._reach = reach
        self._store = store
        self._slips = slips
        self._packs = packs
        self._rows = rows
        self._clock = clock

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
        found = self._rows.found(people)
        listed = _search(names, search)
        if shown == "stuck":
            listed = [row for row in listed if row[0] in found.stuck]
        if shown == "better":
            listed = [row for row in listed if row[0] in found.better]
            listed.sort(key=lambda row: -found.better[row[0]])
        page = listed[max(0, offset) :][:PAGE]
        known = {person for person, _ in names}
        return CohortPage(
            len(listed),
            self._rows.rows(page, found),
            len(names),
            len(found.stuck.keys() & known),
            len(found.better.keys() & known),
        )

    def mistakes(
        self, actor: Actor, language: Language, offset: int = 0, person: str = ""
    ) -> tuple[int, Sequence[Mistake]]:
        """How many criteria were weak at all in this month and the one before, and a page of them
        with example calls, the most often weak first."""
        RIGHTS.permit(actor, "Cohort.mistakes")
        people, since = self._whose(actor, "Cohort.mistakes", person), self._since()
        total, rows = self._store.frequent(people, since, max(0, offset), MISTAKES_PAGE)
        criteria = [row.criterion for row in rows]
        calls = (
            self._store.weak_calls_of(person, since, criteria, CALLS)
            if person
            else self._store.weak_calls(people, since, criteria, CALLS)
        )
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
        person: str = "",
    ) -> tuple[int, Sequence[CommonMistake]]:
        """How many wrong moves were made twice or more on the same fault in this month and the one
        before, and a page of them with example calls, the most frequent first."""
        RIGHTS.permit(actor, "Cohort.common")
        if competency is not None and competency not in COMPETENCIES:
            raise InvalidInput("there is no such competency", field="competency")
        people, since = self._whose(actor, "Cohort.common", person), self._since()
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

    def _whose(self, actor: Actor, operation: str, person: str) -> Collection[str] | None:
        if not person:
            return self._reach.people(actor)
        self._reach.person(actor, RIGHTS, operation, person)
        return (person,)

    def _since(self) -> str:
        """The month before this one."""
        return f"{self._clock().replace(day=1) - timedelta(days=1):%Y-%m}"


def _search(names: Sequence[tuple[str, str]], search: str) -> list[tuple[str, str]]:
    needle = " ".join(search[:SEARCH_LIMIT].split()).casefold()
    return [row for row in names if needle in row[1].casefold()]
