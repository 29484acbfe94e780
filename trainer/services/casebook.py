"""Graded attempts as evidence: what each ticket was, and which ones count."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from trainer.content.model import Pack
from trainer.domain.scenario import Scenario
from trainer.domain.scores import Competency
from trainer.errors import ThreelineError
from trainer.generator.demands import item_of
from trainer.progress.ability import prior, update_ability
from trainer.progress.calibration import calibration
from trainer.progress.cases import Case
from trainer.progress.facets import facets_of
from trainer.progress.items import ItemBelief, update_item
from trainer.progress.partial_credit import Floats, Scale
from trainer.services.ports import AttemptRecord, CaseRecord, CaseStore, ItemRecord
from trainer.services.tickets import Tickets

LEAST_PLAYED: Final = 5
"""What attempts say of an item's difficulty counts from so many attempts on."""


@dataclass(frozen=True, slots=True)
class CountedCase:
    """An attempt that counts, with its ticket's fault ids ("" where it is retired)."""

    record: AttemptRecord
    case: Case
    faults: str

    def case_score(self, name: Competency) -> float | None:
        """Its score 0..100 in a competency; None without evidence."""
        return dict(self.case.competencies).get(name)


@dataclass(frozen=True, slots=True)
class PersonCases:
    """A person's counted cases in the order they ended; `set_aside` attempts were graded under
    another scoring version and are not comparable, `on_hold` are ids of attempts whose grade a
    mentor holds."""

    counted: tuple[CountedCase, ...] = ()
    set_aside: int = 0
    on_hold: tuple[str, ...] = ()

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases alone."""
        return tuple(one.case for one in self.counted)


class Casebook:
    """Reads people's cases. Facts of tickets that ended since the last look are written down here,
    and what these say about their items' difficulty is learnt once each."""

    def __init__(self, packs: Mapping[str, Pack], store: CaseStore, tickets: Tickets) -> None:
        self._packs = packs
        self._store = store
        self._tickets = tickets

    def cases(self, profile_ids: Collection[str]) -> Mapping[str, PersonCases]:
        """The cases of each of these people; empty for those without any."""
        known = calibration()
        graded = self._store.graded(profile_ids)
        facts = self._write_down(graded)
        shifts = self._shifts({case.item for case in facts.values() if case})
        found = {}
        for profile_id in profile_ids:
            everything = [record for record, _ in graded.get(profile_id, ())]
            rows = [record for record in everything if not record.held]
            counted = tuple(
                _counted(record, facts[record.id], shifts)
                for record in rows
                if record.scoring_version == known.scoring_version
            )
            found[profile_id] = PersonCases(
                counted,
                len(rows) - len(counted),
                tuple(record.id for record in everything if record.held),
            )
        return found

    def of_attempts(self, records: Sequence[AttemptRecord]) -> tuple[Case, ...]:
        """These attempts, as far as their grades are final, as cases without what others' attempts taught about difficulty: equal for
        everybody, as screening asks for."""
        return tuple(
            _counted(record, self._facts(record), {}).case
            for record in records
            if record.overall is not None and not record.held
        )

    # -- inside -------------------------------------------------------------------------------

    def _write_down(
        self, graded: Mapping[str, Sequence[tuple[AttemptRecord, CaseRecord | None]]]
    ) -> Mapping[str, CaseRecord | None]:
        facts = {record.id: case for rows in graded.values() for record, case in rows}
        missing = [
            record for rows in graded.values() for record, case in rows if case is None
        ]  # fmt: skip
        new = {record.id: case for record in missing if (case := self._facts(record))}
        facts.update(new)
        added = self._store.add(list(new.values())) if new else frozenset[str]()
        if added:
            self._learn(graded, new, added)
        return facts

    def _facts(self, record: AttemptRecord) -> CaseRecord | None:
        """What a ticket was; None where its pack's version or its fault is gone."""
        if not self._tickets.available(record.key):
            return None
        try:
            scenario = self._tickets.scenario(record.key)
        except ThreelineError:
            return None
        return case_of(record.id, scenario)

    def _learn(
        self,
        graded: Mapping[str, Sequence[tuple[AttemptRecord, CaseRecord | None]]],
        new: Mapping[str, CaseRecord],
        added: frozenset[str],
    ) -> None:
        """Update the items of new cases. Two servers that learn of one item at the same moment may
        lose one step of it; nothing rests on a single step."""
        known = calibration()
        beliefs = {
            name: ItemBelief(item.shift, item.sd, item.attempts)
            for name, item in self._store.items({new[one].item for one in added}).items()
        }
        touched: set[str] = set()
        for rows in graded.values():
            person = {line: prior(known.scales[f"line_{line}"]) for line in (1, 2, 3)}
            for record, there in rows:
                case = there or new.get(record.id)
                if case is None or record.overall is None:
                    continue
                if record.scoring_version != known.scoring_version:
                    continue
                line = record.key.line
                difficulty = _difficulty(person[line].scale, case)
                if record.id in added:
                    belief = beliefs.get(case.item, ItemBelief())
                    beliefs[case.item] = update_item(
                        belief, person[line], difficulty, record.overall
                    )
                    touched.add(case.item)
                person[line] = update_ability(person[line], record.overall, difficulty)
        for name in sorted(touched):
            one = beliefs[name]
            self._store.put_item(ItemRecord(name, one.shift, one.sd, one.attempts))

    def _shifts(self, items: Collection[str]) -> Mapping[str, float]:
        return {
            name: item.shift
            for name, item in self._store.items(items).items()
            if item.attempts >= LEAST_PLAYED
        }


def case_of(attempt_id: str, scenario: Scenario) -> CaseRecord:
    """The facts of a scenario that estimates need."""
    return CaseRecord(
        attempt_id=attempt_id,
        item=item_of(scenario),
        faults="+".join(scenario.faults),
        area=scenario.proof.category,
        channel=scenario.channel,
        handed_on=scenario.handed_on,
        facets=facets_of(scenario),
    )


def _difficulty(scale: Scale, case: CaseRecord) -> float:
    facets: Floats = np.asarray(case.facets)
    return float(scale.difficulty(facets))


def _counted(
    record: AttemptRecord, case: CaseRecord | None, shifts: Mapping[str, float]
) -> CountedCase:
    assert record.overall is not None  # only graded attempts are asked for
    known = case or CaseRecord(record.id, str(record.key), "", "", "", False, ())
    return CountedCase(
        record,
        Case(
            at=record.finished_at or record.started_at,
            line=record.key.line,
            item=known.item,
            overall=record.overall,
            competencies=record.competencies,  # type: ignore[arg-type]
            critical=record.critical,
            area=known.area,
            handed_on=known.handed_on,
            facets=known.facets,
            shift=shifts.get(known.item, 0.0),
        ),
        known.faults,
    )
