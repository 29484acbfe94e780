"""A person's own records: taken along, forgotten, and what they agreed to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from trainer.domain.language import LANGUAGES, Language
from trainer.domain.people import Actor
from trainer.errors import InvalidInput
from trainer.services.apart import Apart
from trainer.services.ports import Clock, NewId
from trainer.services.records.archive import write_archive
from trainer.services.records.exports import PAGE, walk
from trainer.services.records.left import FaultOf, left_behind
from trainer.services.records.ports import (
    Cell,
    Consent,
    Consents,
    GradeRecord,
    PersonRecords,
    RecordPages,
)
from trainer.services.rights import Rights

_THEMSELVES: Final = {
    "newcomer": "own",
    "mentor": "own",
    "recruiter": "own",
    "candidate": "own",
    "administrator": "any",
}
_ACCOUNTS: Final = {role: scope for role, scope in _THEMSELVES.items() if role != "candidate"}
"""Candidates have a way of their own, which minds a running form: `services.screening.leaving`."""
RIGHTS: Final = Rights(
    {
        "Privacy.export": _ACCOUNTS,  # type: ignore[dict-item]
        "Privacy.delete": _ACCOUNTS,  # type: ignore[dict-item]
        "Privacy.consents": _THEMSELVES,  # type: ignore[dict-item]
        "Privacy.withdraw": _THEMSELVES,  # type: ignore[dict-item]
        # Nobody agrees for somebody else.
        "Privacy.consent": {
            "newcomer": "own",
            "mentor": "own",
            "recruiter": "own",
            "candidate": "own",
            "administrator": "own",
        },
        "Privacy.left": {"administrator": "any"},
    }
)

Note = Callable[[Actor, str, str], None]
"""Writes a line of the audit: who did what to whom."""


class Privacy:
    """Use cases of somebody who wants to see, take along or take back what is kept about them."""

    def __init__(
        self,
        pages: RecordPages,
        records: PersonRecords,
        consents: Consents,
        clock: Clock,
        new_id: NewId,
        fault_of: FaultOf,
        note: Note | None = None,
        apart: Apart | None = None,
    ) -> None:
        self._pages = pages
        self._records = records
        self._consents = consents
        self._clock = clock
        self._new_id = new_id
        self._fault_of = fault_of
        self._apart = apart or Apart()
        self._note = note or (lambda actor, operation, person: None)

    def export(self, actor: Actor, person: str, out: Path) -> Mapping[str, int]:
        """Write everything about the person into the ZIP file `out`, each table as JSON and CSV.

        Passwords and keys are left out: they prove who somebody is and tell nothing about them.
        Returns the rows by table. NotPermitted where the person is another one, whether they exist
        or not, and where they are a candidate, whose archive is theirs alone;
        InvalidInput(field="person") for an unknown id, (field="folder") for a bad path.
        """
        RIGHTS.permit(actor, "Privacy.export", owners=(person,))
        self._apart.check(actor, "Privacy.export", person)
        self._must_exist(person)
        self._note(actor, "Privacy.export", person)
        return write_archive(out, person, self._records, self._clock())

    def delete(self, actor: Actor, person: str) -> Mapping[str, int]:
        """Delete the person and every row that belongs to them; there is no way back.

        What others wrote stays without its pointer to the person. Returns the rows by table. Raises
        as `export` does.
        """
        RIGHTS.permit(actor, "Privacy.delete", owners=(person,))
        self._must_exist(person)
        if actor.id == person and actor.has("administrator"):
            # Or the last one could leave an installation that nobody can look after.
            raise InvalidInput("another administrator deletes an administrator", field="self")
        reason = "own wish" if actor.id == person else "administrator"
        self._note(actor, "Privacy.delete", person)
        return forget(self._pages, self._records, [person], self._clock, reason, self._fault_of)

    def left(self, actor: Actor) -> Mapping[Cell, int]:
        """The statistics that deleted people have left."""
        RIGHTS.permit(actor, "Privacy.left")
        return self._records.standing()

    def consent(self, actor: Actor, subject: str, version: str, language: Language) -> Consent:
        """Keep that the actor agreed to this version of a text. Agreeing again to what stands
        changes nothing; raises InvalidInput for an empty or long name."""
        RIGHTS.permit(actor, "Privacy.consent", owners=(actor.id,))
        if not 0 < len(subject) <= 60:
            raise InvalidInput("a subject has 1 to 60 characters", field="subject")
        if not 0 < len(version) <= 40:
            raise InvalidInput("a version has 1 to 40 characters", field="version")
        if language not in LANGUAGES:
            raise InvalidInput("no such language", field="language")
        for known in self._consents.of_person(actor.id):
            if (known.subject, known.version, known.withdrawn_at) == (subject, version, None):
                return known
        given = Consent(self._new_id(), actor.id, subject, version, language, self._clock())
        self._consents.add(given)
        return given

    def consents(self, actor: Actor, person: str) -> Sequence[Consent]:
        """What the person agreed to, withdrawn ones as well, oldest first."""
        RIGHTS.permit(actor, "Privacy.consents", owners=(person,))
        return self._consents.of_person(person)

    def withdraw(self, actor: Actor, person: str, subject: str) -> None:
        """Take back the consents on this subject; the rows stay, marked."""
        RIGHTS.permit(actor, "Privacy.withdraw", owners=(person,))
        self._consents.withdraw(person, subject, self._clock())

    def _must_exist(self, person: str) -> None:
        if not self._pages.profiles([person], "", 1):
            raise InvalidInput("there is no such person", field="person")


def forget(
    pages: RecordPages,
    records: PersonRecords,
    people: Sequence[str],
    clock: Clock,
    reason: str,
    fault_of: FaultOf,
) -> Mapping[str, int]:
    """Delete these people together; see `trainer.services.records.left` for what stays."""

    def graded() -> list[GradeRecord]:
        wanted = frozenset(people)
        return [
            record
            for page in walk(pages.grades, wanted, PAGE, lambda one: one.attempt.id)
            for record in page
        ]

    left = left_behind(graded(), records.standing(), fault_of)
    return records.delete(people, left, clock(), reason)
