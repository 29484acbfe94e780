"""Steps of an assignment against the tickets that somebody worked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from trainer.content.model import Pack
from trainer.domain.language import Language
from trainer.domain.scenario import Scenario, ScenarioKey
from trainer.errors import InvalidInput, ScenarioUnprovable
from trainer.services.mentoring.records import Assignment, Step
from trainer.services.mentoring.views import DueItem, StepProgress
from trainer.services.ports import AttemptRecord
from trainer.services.tickets import Tickets
from trainer.session.values import stable_number

_SEEDS = 2**31
_TRIES = 200


class Steps:
    """Counts progress and finds tickets that a step asks for."""

    def __init__(self, packs: Mapping[str, Pack], tickets: Tickets) -> None:
        self._packs = packs
        self._tickets = tickets

    def item(
        self,
        assignment: Assignment,
        by: str,
        attempts: Sequence[AttemptRecord],
        now: datetime,
        language: Language,
        *,
        tells_faults: bool,
    ) -> DueItem:
        """How far these attempts take the assignment. An attempt counts once, for the first step that
        it fits and that is not full: worked to its end since the assignment was made, not given up."""
        done = [0] * len(assignment.steps)
        for record in sorted(attempts, key=lambda one: one.started_at):
            counts = (
                record.status in ("resolved", "escalated")
                and record.key.pack == assignment.pack
                and record.finished_at is not None
                and record.started_at >= assignment.made_at
                and self._tickets.available(record.key)
            )
            if counts:
                scenario = self._tickets.scenario(record.key)
                for place, step in enumerate(assignment.steps):
                    if done[place] < step.count and fits(step, scenario):
                        done[place] += 1
                        break
        steps = tuple(
            self._progress(assignment.pack, step, place + 1, done[place], language, tells_faults)
            for place, step in enumerate(assignment.steps)
        )
        finished = all(step.finished for step in steps)
        return DueItem(assignment, by, now > assignment.due_at and not finished, steps)

    def ticket(self, pack_id: str, step: Step, *names: object) -> ScenarioKey:
        """A ticket that fits the step; the same names give the same one. InvalidInput(field="steps")
        where the pack has none."""
        pack = self._packs.get(pack_id)
        if pack is None:
            raise InvalidInput("there is no such pack", field="pack", pack=pack_id)
        for number in range(_TRIES):
            seed = stable_number(*names, number) % _SEEDS
            key = ScenarioKey(pack.id, pack.header.version, step.line, seed, step.fault)
            try:
                scenario = self._tickets.scenario(key)
            except (InvalidInput, ScenarioUnprovable):
                continue
            if fits(step, scenario):
                return key
        raise InvalidInput("the pack has no such ticket", field="steps")

    def _progress(
        self,
        pack_id: str,
        step: Step,
        number: int,
        done: int,
        language: Language,
        tells_faults: bool,
    ) -> StepProgress:
        pack = self._packs.get(pack_id)
        area = pack.texts[language].areas.get(step.area, step.area) if pack else step.area
        fault = ""
        if tells_faults and step.fault:
            known = pack.faults.get(step.fault) if pack else None
            fault = known.texts[language].title if known else step.fault
        return StepProgress(step, number, area, fault, done)


def fits(step: Step, scenario: Scenario) -> bool:
    """Whether a ticket is one that the step asks for."""
    return (
        scenario.key.line == step.line
        and step.area in ("", scenario.proof.category)
        and (not step.fault or step.fault in scenario.faults)
    )
