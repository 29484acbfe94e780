"""A whole installation with somebody of every role on both sides of a fence, and arguments for any
operation of a service."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, Literal
from unittest.mock import patch

from trainer.app.understanding import understanders
from trainer.app.wiring import Services, load_packs, wire
from trainer.domain.moves import Abandon
from trainer.domain.people import Actor, Role
from trainer.language.port import Understander
from trainer.services.accounts.trail import OPERATOR
from trainer.services.mentoring.sampling import is_sampled
from trainer.services.ports import MissRecord
from trainer.services.screening.campaigns import Draft
from trainer.settings import read_settings

Whose = Literal["own", "group", "other"]
PASSWORD: Final = "a long enough password"
NOW: Final = datetime.now(UTC)
SCENARIOS: Final = Path(__file__).parents[2] / "scenarios"


_packs: Final = functools.cache(load_packs)
"""Packs and what is learnt from their phrasings are the same for every world: made once."""


@functools.cache
def _learnt() -> Callable[[str], Understander]:
    settings = read_settings({"THREELINE_PACKS": str(SCENARIOS), "THREELINE_ENCODER": "no"})
    return understanders(_packs(SCENARIOS)[0], settings)


def _understanders(packs: object, settings: object) -> Callable[[str], Understander]:
    return _learnt()


class World:
    """Nina and Mira (mentor) are of group A, Nora of group B; Rita and Rudi recruit, each with a
    campaign of one candidate; Ada administers. Nina, Nora and Mira have an ended ticket each."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "threeline.db"
        settings = {
            "THREELINE_MODE": "team",
            "THREELINE_DATABASE_URL": f"sqlite:///{self.file.as_posix()}",
            "THREELINE_PACKS": str(SCENARIOS),
            "THREELINE_ENCODER": "no",
        }
        with patch.multiple("trainer.app.wiring", load_packs=_packs, understanders=_understanders):
            self.services: Services = wire(read_settings(settings))
        self.ids: dict[str, str] = {}
        self.people()
        self.attempts = {name: self.ended(name) for name in ("nina", "nora", "mira")}
        self.campaigns = {name: self.campaign(name) for name in ("rita", "rudi")}
        self.candidates: dict[str, str] = {}
        self.entered: dict[str, Actor] = {}
        for name, campaign in self.campaigns.items():
            screening, actor = self.services.screening, self.actor(name)
            invited = screening.inviting.invite(actor, campaign, "Carl")
            entered = screening.entrance.open(invited.token)
            candidate = screening.entrance.resolve(entered.secret)
            assert candidate is not None
            self.entered[name] = candidate
            self.candidates[name] = screening.campaigns.overview(actor, campaign).rows[0].id

    def people(self) -> None:
        team = self.services.team
        roles: Mapping[str, Role] = {
            "nina": "newcomer", "nora": "newcomer", "mira": "mentor", "rita": "recruiter",
            "rudi": "recruiter", "ada": "administrator",
        }  # fmt: skip
        for name, role in roles.items():
            made = team.accounts.create(
                OPERATOR, name.title(), name, "en", [role], password=PASSWORD
            )
            self.ids[name] = made.person
        self.groups = {
            name: team.groups.create(OPERATOR, f"Group {name}").id for name in ("a", "b")
        }
        for group, person, kind in (
            ("a", "nina", "member"), ("a", "mira", "mentor"), ("b", "nora", "member"),
        ):  # fmt: skip
            team.groups.put(OPERATOR, self.groups[group], self.ids[person], kind)  # type: ignore[arg-type]

    def actor(self, name: str) -> Actor:
        """Somebody as their session would make them."""
        roles: Mapping[str, Role] = {
            "nina": "newcomer", "nora": "newcomer", "mira": "mentor", "rita": "recruiter",
            "rudi": "recruiter", "ada": "administrator",
        }  # fmt: skip
        groups = frozenset({self.groups["a"]}) if name == "mira" else frozenset[str]()
        return Actor(self.ids[name], frozenset({roles[name]}), groups)

    def ended(self, name: str) -> str:
        practice, actor = self.services.practice, Actor(self.ids[name], frozenset({"newcomer"}))
        self.key = practice.queue(actor, "en", 1, "office")[0].key
        while True:
            attempt = practice.start(actor, self.key, "en")
            practice.move(actor, attempt, Abandon(), 1, "end")
            if not is_sampled(attempt):  # by chance; a mentor would have to rate it blind first
                return attempt

    def campaign(self, name: str) -> str:
        actor = self.actor(name)
        return self.services.screening.campaigns.create(actor, self.draft()).id

    def draft(self) -> Draft:
        return Draft(
            title="Intake", blueprint="office/first_line", languages=("en",), lines=(1,), minutes=60,
            opens_at=NOW - timedelta(days=1), closes_at=NOW + timedelta(days=9),
            consents={"en": "I agree."}, contact="hr@example.org", feedback=True, dispute_days=7,
            blind=True,
        )  # fmt: skip

    def of(self, role: Role) -> Actor:
        """Somebody of this role."""
        names = {"newcomer": "nina", "mentor": "mira", "recruiter": "rita", "administrator": "ada"}
        return self.entered["rita"] if role == "candidate" else self.actor(names[role])

    def owner(self, role: Role, whose: Whose) -> str:
        """Whose object it is, as seen from somebody of `role`: `group` is of the mentor's group."""
        own = {"newcomer": "nina", "mentor": "mira"}
        return own.get(role, "nina") if whose == "own" else "nina" if whose == "group" else "nora"

    def arguments(self, method: Callable[..., Any], role: Role, whose: Whose) -> dict[str, Any]:
        """Arguments for an operation on an object of that person; harmless ones for the rest."""
        owner = self.owner(role, whose)
        recruiter = "rudi" if whose == "other" else "rita"
        group = self.groups["b" if whose == "other" else "a"]
        objects = {
            "attempt_id": self.attempts[owner], "person": self.of(role).id if whose == "own" else self.ids[owner],
            "campaign_id": self.campaigns[recruiter], "candidate_id": self.candidates[recruiter],
            "candidate_ids": [self.candidates["rita"], self.candidates[recruiter]], "group_id": group, "group": group,
            "key": self.key, "draft": self.draft(), "move": Abandon(), "pack_id": "office",
            "pack": "office", "language": "en", "homepage": "https://train.example.org",
            "record": MissRecord("office", "en", "mumble", "", "", 1, NOW), "roles": ["administrator"],
            "out": self.file.parent / "out.zip", "due_at": NOW + timedelta(days=3),
            "decision": "invite", "what": "attempts", "salt": b"s" * 32, "password": PASSWORD,
            "fresh": PASSWORD + "!", "current": PASSWORD,
        }  # fmt: skip
        given = {}
        for name, parameter in list(inspect.signature(method).parameters.items())[1:]:
            optional = parameter.default is not inspect.Parameter.empty
            if name == "actor" or (
                optional and (name not in objects or "None" in parameter.annotation)
            ):
                continue
            given[name] = objects[name] if name in objects else _plain(str(parameter.annotation))
        if {"person", "group"} <= given.keys():  # either, not both
            del given["group"]
        return given

    def nasty(self, method: Callable[..., Any], role: Role, text: str) -> Iterator[dict[str, Any]]:
        """Arguments with `text` in every field of text at once, then in each of them alone."""
        given = self.arguments(method, role, "own")
        parameters = inspect.signature(method).parameters
        fields = [
            name
            for name, one in parameters.items()
            if str(one.annotation) in ("str", "str | None") and name != "language"
        ]
        if fields:
            yield {**given, **dict.fromkeys(fields, text)}
        for name in fields if len(fields) > 1 else ():
            yield {**given, name: text}
        for name, one in parameters.items():
            if str(one.annotation) == "Mapping[str, str]":
                yield {**given, name: {text: text}}

    def names(self) -> set[str]:
        """Everybody who is stored."""
        with sqlite3.connect(self.file) as connection:
            return {row[0] for row in connection.execute("SELECT id FROM profiles")}

    def content(self) -> list[str]:
        """Everything that is stored, but for what tells of attempts to enter."""
        with sqlite3.connect(self.file) as connection:
            return [line for line in connection.iterdump() if '"audit' not in line]


def _plain(annotation: str) -> Any:
    if annotation.startswith(("Mapping", "Overlay")):
        return {}
    if annotation.startswith(("Sequence", "Collection")):
        return ()
    return {"int": 1, "bool": False, "float": 1.0}.get(annotation, "x")


def operations(services: Services) -> Iterator[tuple[str, Any]]:
    """Every operation by its name in the table, bound to its service."""
    waiting: list[object] = [services]
    while waiting:
        value = waiting.pop()
        if dataclasses.is_dataclass(value):
            waiting += [getattr(value, one.name) for one in dataclasses.fields(value)]
        elif type(value).__module__.startswith("trainer.services"):
            for name, _ in inspect.getmembers(type(value), inspect.isfunction):
                if not name.startswith("_"):
                    yield f"{type(value).__name__}.{name}", getattr(value, name)
