"""xAPI 1.0.3 statements of ended attempts (https://github.com/adlnet/xAPI-Spec)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final, Literal
from uuid import UUID, uuid5

from trainer.content.model import Pack
from trainer.domain.people import Actor
from trainer.errors import InvalidInput
from trainer.services.apart import Apart
from trainer.services.ports import AttemptRecord
from trainer.services.records.exports import PAGE, walk
from trainer.services.records.ports import Groups, People, RecordPages
from trainer.services.rights import Rights

Statement = dict[str, Any]
Verb = Literal["completed", "passed", "failed"]
RIGHTS: Final = Rights(
    {
        "Statements.all": {
            "newcomer": "own",
            "mentor": "group",
            "administrator": "any",
        }
    }
)
_NAMESPACE: Final = UUID("6f0c3b5e-1f0b-5e0a-9a5e-7d1d3c1f2b64")
"""Fixed for ever: the same attempt, verb and scoring version is the same statement everywhere."""
_VERBS: Final[Mapping[Verb, Mapping[str, str]]] = {
    "completed": {"en": "completed", "ru": "завершил(а)"},
    "passed": {"en": "passed", "ru": "справился (справилась)"},
    "failed": {"en": "did not pass", "ru": "не справился (не справилась)"},
}
_SIMULATION: Final = "http://adlnet.gov/expapi/activities/simulation"
_HOMEPAGE: Final = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


class Statements:
    """Use cases of whoever feeds a learning record store."""

    def __init__(
        self,
        pages: RecordPages,
        packs: Mapping[str, Pack],
        groups: Groups,
        page: int = PAGE,
        apart: Apart | None = None,
    ) -> None:
        self._apart = apart or Apart()
        self._pages = pages
        self._packs = packs
        self._groups = groups
        self._page = page

    def all(
        self, actor: Actor, homepage: str, person: str = "", *, names: bool = False
    ) -> Iterator[Statement]:
        """Statements about the ended and graded attempts of `person`, or of all people open to the
        actor as with exports, by attempt.

        `homepage` is this installation's address; people appear as accounts of it, by id, and by
        name only with `names`. An attempt that was resolved or handed on is `completed`; each is
        `passed` or `failed`, as soon as its grade is not on hold. Raises InvalidInput(field="homepage") for what is no web address.
        """
        if not _HOMEPAGE.fullmatch(homepage):
            raise InvalidInput("put the address of this installation", field="homepage")
        people: People = {person} if person else None
        if not person and not actor.has("administrator"):
            mentored = self._groups.members(actor.groups) if actor.has("mentor") else ()
            members = frozenset(mentored)
            people = members | {actor.id}
        RIGHTS.permit(
            actor,
            "Statements.all",
            owners=() if people is None else (person or actor.id,),
            groups=self._groups.of_person(person) if person else (),
        )
        self._apart.check(actor, "Statements.all", person)
        return self._walk(people, homepage.rstrip("/"), names)

    def _walk(self, people: People, home: str, names: bool) -> Iterator[Statement]:
        for page in walk(self._pages.attempts, people, self._page, lambda one: one.id):
            known: dict[str, str] = {}
            if names:
                ids = {record.profile_id for record in page}
                found = self._pages.profiles(ids, "", len(ids))
                known = {profile.id: profile.name for profile in found}
            for record in page:
                if record.finished_at is None or record.overall is None:
                    continue
                name = known.get(record.profile_id, "")
                if record.status != "abandoned":
                    yield statement(record, "completed", home, self._packs, name)
                if record.held:  # passed or not is told when the grade is final
                    continue
                verb: Verb = "passed" if record.passed else "failed"
                yield statement(record, verb, home, self._packs, name)


def statement(
    record: AttemptRecord, verb: Verb, home: str, packs: Mapping[str, Pack], name: str = ""
) -> Statement:
    """One statement about an ended and graded attempt.

    The same arguments give the same statement, so that sending it twice stores it once. What is
    specific to Threeline stands in extensions under `<home>/xapi/`: see docs/records.md.
    """
    assert record.finished_at is not None
    assert record.overall is not None
    key = record.key
    who: Statement = {
        "objectType": "Agent",
        "account": {"homePage": home, "name": record.profile_id},
    }
    if name:
        who["name"] = name
    result: Statement = {
        "duration": duration((record.finished_at - record.started_at).total_seconds()),
    }
    if verb == "completed":
        result["completion"] = True
    else:
        result["success"] = verb == "passed"
        result["score"] = {
            "scaled": round(min(1.0, max(0.0, record.overall / 100)), 4),
            "raw": round(record.overall, 2),
            "min": 0,
            "max": 100,
        }
        result["extensions"] = {
            f"{home}/xapi/competencies": {
                one: round(value / 100, 4) for one, value in record.competencies
            },
            f"{home}/xapi/critical-errors": record.critical,
            f"{home}/xapi/scoring-version": record.scoring_version,
        }
    # Grading again makes a new result, but the ticket was completed once.
    version = "" if verb == "completed" else record.scoring_version
    pack = packs.get(key.pack)
    title = pack.header.title if pack else None
    titles = {
        "en": f"{title.en if title else key.pack}: a ticket of line {key.line}",
        "ru": f"{title.ru if title else key.pack}: заявка {key.line}-й линии",
    }
    ticket = f"{key.pack}/{key.version}/{key.line}/{key.seed}" + (
        f"/{key.fault}" if key.fault else ""
    )
    return {
        "id": str(uuid5(_NAMESPACE, f"{home}\n{record.id}\n{verb}\n{version}")),
        "actor": who,
        "verb": {"id": f"http://adlnet.gov/expapi/verbs/{verb}", "display": dict(_VERBS[verb])},
        "object": {
            "objectType": "Activity",
            "id": f"{home}/xapi/tickets/{ticket}",
            "definition": {
                "type": _SIMULATION,
                "name": titles,
                "extensions": {f"{home}/xapi/line": key.line},
            },
        },
        "result": result,
        "context": {
            "registration": str(uuid5(_NAMESPACE, f"{home}\n{record.id}")),
            "platform": "Threeline",
            "language": record.language,
        },
        "timestamp": timestamp(record.finished_at),
    }


def timestamp(at: datetime) -> str:
    """ISO 8601 in UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def duration(seconds: float) -> str:
    """ISO 8601, hours at most: PT1H2M3S."""
    whole = max(0, round(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    parts = [f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (left, "S")) if n]
    return "PT" + ("".join(parts) or "0S")
