"""Assignments: a path of tickets with a due date, to a person or to a group."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from trainer.content.model import Pack
from trainer.domain.language import Language
from trainer.domain.people import Actor
from trainer.domain.scenario import ScenarioKey
from trainer.errors import InvalidInput, NotPermitted
from trainer.services.mentoring.ports import AssignmentStore, CohortStore, GroupNames, GroupsOf
from trainer.services.mentoring.records import Assignment, Step
from trainer.services.mentoring.reviews import SEARCH_LIMIT
from trainer.services.mentoring.said import Sayings
from trainer.services.mentoring.scope import Reach, text_of
from trainer.services.mentoring.steps import Steps
from trainer.services.mentoring.views import AssignmentPage, AssignmentRow, DueItem, Recipients
from trainer.services.ports import AttemptStore, Clock, NewId
from trainer.services.rights import Rights
from trainer.services.views import Choice

PAGE: Final = 10
PEOPLE_PAGE: Final = 25
PEOPLE_LISTED: Final = 100
"""People offered to choose from at a time; a search narrows them."""
STEPS: Final = 10
TICKETS: Final = 20
"""Tickets of one step at most."""
NOTE_LIMIT: Final = 300
FARTHEST: Final = timedelta(days=366)
RIGHTS: Final = Rights(
    {
        "Assignments.recipients": {"mentor": "group", "administrator": "any"},
        "Assignments.choices": {"mentor": "group", "administrator": "any"},
        "Assignments.give": {"mentor": "group", "administrator": "any"},
        "Assignments.withdraw": {"mentor": "group", "administrator": "any"},
        "Assignments.given": {"mentor": "group", "administrator": "any"},
        "Assignments.due": {"newcomer": "own", "mentor": "own"},
        "Assignments.next_ticket": {"newcomer": "own", "mentor": "own"},
    }
)


class Assignments:
    """Use cases of whoever assigns, and of whoever has been given something."""

    def __init__(
        self,
        reach: Reach,
        groups: GroupsOf,
        names: GroupNames,
        packs: Mapping[str, Pack],
        steps: Steps,
        attempts: AttemptStore,
        cohort: CohortStore,
        store: AssignmentStore,
        sayings: Sayings,
        clock: Clock,
        new_id: NewId,
    ) -> None:
        self._reach = reach
        self._groups = groups
        self._names = names
        self._packs = packs
        self._steps = steps
        self._attempts = attempts
        self._cohort = cohort
        self._store = store
        self._sayings = sayings
        self._clock = clock
        self._new_id = new_id

    def recipients(self, actor: Actor, search: str = "") -> Recipients:
        """Groups, and people whose name holds `search`, PEOPLE_LISTED at most."""
        RIGHTS.permit(actor, "Assignments.recipients")
        needle = search[:SEARCH_LIMIT].strip().casefold()
        people = self._cohort.names(self._reach.people(actor))
        found = [Choice(person, name) for person, name in people if needle in name.casefold()]
        groups = self._names.names(None if actor.has("administrator") else actor.groups)
        listed = sorted(groups.items(), key=lambda group: group[1].casefold())
        return Recipients(tuple(Choice(*group) for group in listed), tuple(found[:PEOPLE_LISTED]))

    def choices(
        self, actor: Actor, pack_id: str, language: Language
    ) -> tuple[Sequence[Choice], Sequence[Choice]]:
        """Areas and faults of a pack that a step can name, in words."""
        RIGHTS.permit(actor, "Assignments.choices")
        pack = self._pack(pack_id)
        areas = [Choice(area, name) for area, name in pack.texts[language].areas.items()]
        faults = [Choice(name, one.texts[language].title) for name, one in pack.faults.items()]
        return areas, sorted(faults, key=lambda choice: choice.label.casefold())

    def give(
        self,
        actor: Actor,
        pack_id: str,
        steps: Sequence[Step],
        due_at: datetime,
        *,
        person: str = "",
        group: str = "",
        note: str = "",
    ) -> str:
        """Assign the steps to one person or one group; the assignment's id.

        Raises InvalidInput(field="pack" | "steps" | "due" | "to"), TextTooLong for a long note and
        NotPermitted for people and groups out of reach.
        """
        RIGHTS.permit(actor, "Assignments.give")
        if bool(person) == bool(group):
            raise InvalidInput("name a person or a group", field="to")
        self._permit_to(actor, "Assignments.give", person, group)
        self._check_steps(pack_id, steps)
        now = self._clock()
        if not now < due_at <= now + FARTHEST:
            raise InvalidInput("the due date lies ahead, within a year", field="due")
        clean = text_of(note, "note", NOTE_LIMIT) if note.strip() else ""
        made = Assignment(
            self._new_id(), pack_id, person, group, clean, actor.id, now, due_at, tuple(steps)
        )
        self._store.add(made)
        return made.id

    def withdraw(self, actor: Actor, assignment_id: str) -> None:
        """Take an assignment back; what was worked stays. NotPermitted for an unknown one and one out
        of reach alike."""
        RIGHTS.permit(actor, "Assignments.withdraw")
        found = self._store.get(assignment_id)
        if found is None:
            raise NotPermitted("there is no such assignment", operation="Assignments.withdraw")
        self._permit_to(actor, "Assignments.withdraw", found.person, found.group_id)
        self._store.withdraw(assignment_id, self._clock())

    def given(
        self,
        actor: Actor,
        language: Language,
        offset: int = 0,
        opened: str = "",
        people_from: int = 0,
    ) -> AssignmentPage:
        """A page of assignments; the one that is `opened` tells how far each person is, PEOPLE_PAGE
        of them from `people_from` on."""
        RIGHTS.permit(actor, "Assignments.given")
        people = self._reach.people(actor)
        total, found = self._store.of_mentor(people, actor.groups, max(0, offset), PAGE)
        groups = self._names.names(None)
        rows = []
        for one in found:
            members = self._members(one)
            to = groups.get(one.group_id, one.group_id) if one.group_id else ""
            shown = members[people_from : people_from + PEOPLE_PAGE] if one.id == opened else ()
            rows.append(
                AssignmentRow(
                    self._item(one, (), language, tells_faults=True),
                    to or self._sayings.name(one.person),
                    len(members),
                    tuple(
                        (name, self._item(one, (person,), language, tells_faults=True))
                        for name, person in shown
                    ),
                )
            )
        return AssignmentPage(total, tuple(rows))

    def due(self, actor: Actor, language: Language) -> Sequence[DueItem]:
        """What the person still has to do, the one due first first."""
        RIGHTS.permit(actor, "Assignments.due", owners=(actor.id,))
        found = self._store.to(actor.id, self._groups.groups_of(actor.id))
        items = (self._item(one, (actor.id,), language, tells_faults=False) for one in found)
        return tuple(item for item in items if not item.finished)

    def next_ticket(self, actor: Actor, assignment_id: str, number: int) -> ScenarioKey:
        """A ticket for step `number` (from 1) of one's own assignment, another one after each that is
        done."""
        RIGHTS.permit(actor, "Assignments.next_ticket", owners=(actor.id,))
        given = self._store.to(actor.id, self._groups.groups_of(actor.id))
        found = next((one for one in given if one.id == assignment_id), None)
        if found is None or not 1 <= number <= len(found.steps):
            raise NotPermitted("there is no such assignment", operation="Assignments.next_ticket")
        item = self._item(found, (actor.id,), "en", tells_faults=False)
        done = item.steps[number - 1].done
        step = found.steps[number - 1]
        return self._steps.ticket(found.pack, step, actor.id, assignment_id, number, done)

    # -- inside -------------------------------------------------------------------------------

    def _permit_to(self, actor: Actor, operation: str, person: str, group: str) -> None:
        if person:
            self._reach.person(actor, RIGHTS, operation, person)
        else:
            RIGHTS.permit(actor, operation, owners=(group,), groups=(group,))

    def _check_steps(self, pack_id: str, steps: Sequence[Step]) -> None:
        pack = self._pack(pack_id)
        if not 1 <= len(steps) <= STEPS:
            raise InvalidInput(f"1 to {STEPS} steps", field="steps")
        for step in steps:
            known = (
                step.line in (1, 2, 3)
                and 1 <= step.count <= TICKETS
                and (not step.area or step.area in pack.texts["en"].areas)
                and (not step.fault or step.fault in pack.faults)
            )
            if not known:
                raise InvalidInput("a step is a line, an area or fault, a count", field="steps")
            self._steps.ticket(pack_id, step, "check")  # raises where the pack has none

    def _pack(self, pack_id: str) -> Pack:
        if pack_id not in self._packs:
            raise InvalidInput("there is no such pack", field="pack", pack=pack_id)
        return self._packs[pack_id]

    def _members(self, assignment: Assignment) -> list[tuple[str, str]]:
        """(name, id) of everybody it goes to, by name."""
        if assignment.person:
            return [(self._sayings.name(assignment.person), assignment.person)]
        people = self._cohort.names(self._groups.members((assignment.group_id,)))
        return [(name, person) for person, name in people]

    def _item(
        self,
        assignment: Assignment,
        people: Collection[str],
        language: Language,
        *,
        tells_faults: bool,
    ) -> DueItem:
        attempts = [record for one in people for record in self._attempts.of_profile(one)]
        by = self._sayings.name(assignment.made_by)
        item = self._steps.item(
            assignment, by, attempts, self._clock(), language, tells_faults=tells_faults
        )
        if not tells_faults:  # a fault's name would give the cause away
            hidden = tuple(replace(one, fault="") for one in item.steps)
            item = replace(item, steps=hidden)
        return item
