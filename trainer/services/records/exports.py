"""Exports: what a person may see of the records, as a stream of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from trainer.content.model import Pack
from trainer.domain.language import Language
from trainer.domain.people import Actor
from trainer.domain.readiness import Readiness
from trainer.errors import InvalidInput
from trainer.services.apart import Apart
from trainer.services.ports import Profile
from trainer.services.records.columns import COLUMNS, WHATS, Column, Row, What
from trainer.services.records.ports import Groups, People, ReadinessOf, RecordPages
from trainer.services.records.rows import attempt_row, move_row, readiness_rows, score_rows
from trainer.services.rights import Rights

PAGE: Final = 500
RIGHTS: Final = Rights(
    {
        "Exports.table": {
            "newcomer": "own",
            "recruiter": "own",
            "mentor": "group",
            "administrator": "any",
        },
        "Exports.readiness_of": {
            "newcomer": "own",
            "mentor": "group",
            "administrator": "any",
        },
    }
)
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Export:
    """A table on its way out: its columns, and its rows to be walked through once."""

    what: str
    columns: tuple[Column, ...]
    rows: Iterator[Row]


class Exports:
    """Use cases of whoever takes records elsewhere.

    `readiness` may be None where nothing assesses it yet: the table is then empty.
    """

    def __init__(
        self,
        pages: RecordPages,
        packs: Mapping[str, Pack],
        groups: Groups,
        readiness: ReadinessOf | None,
        page: int = PAGE,
        apart: Apart | None = None,
    ) -> None:
        self._apart = apart or Apart()
        self._pages = pages
        self._packs = packs
        self._groups = groups
        self._readiness = readiness
        self._page = page

    def table(
        self,
        actor: Actor,
        what: str,
        language: Language = "en",
        person: str = "",
        members_of: str = "",
    ) -> Export:
        """One table about `person`, about the members of a group (`members_of`, which goes before), or,
        where neither is named, about all people open to the actor:
        everybody but candidates for administrators, their groups and themselves for mentors, else
        themselves.

        Raises InvalidInput(field="what") for an unknown table and NotPermitted where the person or
        the group is not the actor's to see: at once, not at the first row. An unknown person has no
        rows.
        """
        known = next((one for one in WHATS if one == what), None)
        if known is None:
            raise InvalidInput(f"there is no table {what!r}: {', '.join(WHATS)}", field="what")
        if members_of:
            # A group is nobody's own: only who looks after it, or after all, may take it along.
            RIGHTS.permit(actor, "Exports.table", owners=("",), groups=(members_of,))
            members = frozenset(self._groups.members(frozenset({members_of})))
            return Export(known, COLUMNS[known], self._rows(known, members, language))
        people: People = {person} if person else self._open_to(actor)
        owners = () if people is None else (person or actor.id,)
        RIGHTS.permit(
            actor,
            "Exports.table",
            owners=owners,
            groups=self._groups.of_person(person) if person else (),
        )
        self._apart.check(actor, "Exports.table", person)
        return Export(known, COLUMNS[known], self._rows(known, people, language))

    def readiness_of(self, actor: Actor, person: str) -> Readiness | None:
        """The person's readiness, None where nothing is known of it."""
        RIGHTS.permit(
            actor,
            "Exports.readiness_of",
            owners=(person,),
            groups=self._groups.of_person(person),
        )
        self._apart.check(actor, "Exports.readiness_of", person)
        return self._readiness.of_many([person]).get(person) if self._readiness else None

    def _open_to(self, actor: Actor) -> People:
        if actor.has("administrator"):
            return None
        if actor.has("mentor"):
            return {*self._groups.members(actor.groups), actor.id}
        return {actor.id}

    # -- rows ---------------------------------------------------------------------------------

    def _rows(self, what: What, people: People, language: Language) -> Iterator[Row]:
        if what == "attempts":
            return self._attempt_rows(people)
        if what == "scores":
            return self._score_rows(people, language)
        return self._move_rows(people) if what == "moves" else self._readiness_rows(people)

    def _attempt_rows(self, people: People) -> Iterator[Row]:
        for page in walk(self._pages.attempts, people, self._page, lambda one: one.id):
            names = self._names(record.profile_id for record in page)
            for record in page:
                yield attempt_row(record, names.get(record.profile_id, ""))

    def _score_rows(self, people: People, language: Language) -> Iterator[Row]:
        for page in walk(self._pages.grades, people, self._page, lambda one: one.attempt.id):
            names = self._names(record.attempt.profile_id for record in page)
            for record in page:
                if record.attempt.held:  # not final: its scores leave when it is released
                    continue
                name = names.get(record.attempt.profile_id, "")
                yield from score_rows(record, name, language, self._packs)

    def _move_rows(self, people: People) -> Iterator[Row]:
        for page in walk(self._pages.attempts, people, self._page, lambda one: one.id):
            names = self._names(record.profile_id for record in page)
            for record in page:
                # An attempt's moves are few; those of all attempts of a page might not be.
                for move in self._pages.moves(record.id):
                    yield move_row(move, record.profile_id, names.get(record.profile_id, ""))

    def _readiness_rows(self, people: People) -> Iterator[Row]:
        if self._readiness is None:
            return
        for page in walk(self._pages.profiles, people, self._page, lambda one: one.id):
            found = self._readiness.of_many([profile.id for profile in page])
            for profile in page:
                if profile.id in found:
                    yield from readiness_rows(found[profile.id], profile.id, profile.name)

    def _names(self, ids: Iterable[str]) -> dict[str, str]:
        wanted = set(ids)
        found: Sequence[Profile] = self._pages.profiles(wanted, "", len(wanted))
        return {profile.id: profile.name for profile in found}


def walk(
    pages: Callable[[People, str, int], Sequence[_Found]],
    people: People,
    limit: int,
    key: Callable[[_Found], str],
) -> Iterator[Sequence[_Found]]:
    """Page after page, until an empty one."""
    after = ""
    while page := pages(people, after, limit):
        yield page
        after = key(page[-1])
