"""Which tickets wait for somebody: a shift's mix, with the first of each line chosen for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from trainer.content.model import Pack
from trainer.domain.scenario import Scenario, ScenarioKey
from trainer.generator.demands import demands_of, item_of
from trainer.progress.ability import Posterior
from trainer.progress.assess import ReadinessRule, balance, posteriors
from trainer.progress.cases import Case
from trainer.progress.facets import facets_of
from trainer.progress.items import expected_score
from trainer.progress.returning import due_faults
from trainer.progress.select import Candidate, Chosen, select_next
from trainer.services.casebook import Casebook, PersonCases
from trainer.services.ports import Clock
from trainer.session.values import stable_number

Build = Callable[[ScenarioKey], Scenario]
_RECENT: Final = 6
_DUE: Final = 2
"""At most so many candidates of a slot are faults that wait to come back."""
_SEARCH: Final = 150


@dataclass(frozen=True, slots=True)
class Standing:
    """What the choice rests on: a person's posteriors, cases, and faults that are due."""

    posteriors: Mapping[str, Posterior]
    cases: tuple[Case, ...]
    due: tuple[str, ...]


class NextTicket:
    """Chooses among candidate tickets for a person."""

    def __init__(
        self, packs: Mapping[str, Pack], casebook: Casebook, rule: ReadinessRule, clock: Clock
    ) -> None:
        self._packs = packs
        self._casebook = casebook
        self._rule = rule
        self._clock = clock
        self._known: dict[str, tuple[int, Standing]] = {}

    def standing(self, profile_id: str, finished: int) -> Standing:
        """Where the person stands after `finished` tickets; computed once for each count."""
        known = self._known.get(profile_id)
        if known is not None and known[0] == finished:
            return known[1]
        found = self._casebook.cases((profile_id,))[profile_id]
        standing = self._compute(found)
        if len(self._known) > 2000:  # a server's memory, not anybody's history
            self._known.clear()
        self._known[profile_id] = finished, standing
        return standing

    def due_tickets(
        self, standing: Standing, pack: Pack, line: int, seed: int, build: Build
    ) -> list[Scenario]:
        """Tickets at this line whose faults wait to come back, the longest due first.

        They are found among drawn tickets and not asked for by fault: a key that names its fault
        would tell it.
        """
        found = []
        for faults in standing.due:
            pack_id, level, slugs = faults.split("/")
            if pack_id != pack.id or int(level) != line:
                continue
            for attempt in range(_SEARCH):
                number = stable_number("due", seed, faults, attempt) % 2**31
                drawn = build(ScenarioKey(pack.id, pack.header.version, line, number))
                if "+".join(drawn.faults) == slugs:
                    found.append(drawn)
                    break
            if len(found) == _DUE:
                break
        return found

    def for_person(self, profile_id: str, finished: int, build: Build) -> ForPerson:
        """The choice for one person, as `Tickets.choose` takes it."""
        return ForPerson(self, self.standing(profile_id, finished), build)

    def choose(self, standing: Standing, line: int, scenarios: Sequence[Scenario]) -> Chosen:
        """Which of `scenarios` (of one line, at least one) serves the person most, and why."""
        seen = [case for case in standing.cases if case.line == line]
        _, lacking = balance(seen, line, self._rule)
        person = standing.posteriors[f"line_{line}"]
        due = {faults.rpartition("/")[2] for faults in standing.due}
        candidates = [self._candidate(one, person, due) for one in scenarios]
        recent = [case.item for case in reversed(standing.cases)][:_RECENT]
        return select_next(
            candidates, standing.posteriors, recent, lacking, Counter(case.area for case in seen)
        )

    # -- inside -------------------------------------------------------------------------------

    def _compute(self, found: PersonCases) -> Standing:
        now = self._clock()
        by_scale = posteriors([found.cases], now)
        results = (
            (one.case.at, f"{one.record.key.pack}/{one.case.line}/{one.faults}", one.case.overall,
             bool(one.record.passed))
            for one in found.counted
            if one.faults
        )  # fmt: skip
        return Standing(
            {name: rows[0] for name, rows in by_scale.items()},
            found.cases,
            due_faults(results, now),
        )

    def _candidate(self, scenario: Scenario, person: Posterior, due: set[str]) -> Candidate:
        difficulty = float(person.scale.difficulty(np.asarray(facets_of(scenario))))
        faults = "+".join(scenario.faults)
        return Candidate(
            item=item_of(scenario),
            area=scenario.proof.category,
            handed_on=scenario.handed_on,
            demands=demands_of(self._packs[scenario.key.pack], scenario),
            expected=expected_score(person, difficulty),
            due=faults if faults in due else "",
        )


@dataclass(frozen=True, slots=True)
class ForPerson:
    """Implements `trainer.services.tickets.Prefer` for one person."""

    chooser: NextTicket
    standing: Standing
    build: Build

    def tickets(self, pack: Pack, line: int, seed: int) -> Sequence[Scenario]:
        """Tickets to consider beside those that are drawn."""
        return self.chooser.due_tickets(self.standing, pack, line, seed, self.build)

    def choose(self, line: int, scenarios: Sequence[Scenario]) -> Chosen:
        """Which one, and why."""
        return self.chooser.choose(self.standing, line, scenarios)
