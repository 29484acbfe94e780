"""faults/<slug>/: one thing that can break, with its texts and an exemplary play."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from trainer.content.schema.base import ConditionText, Slug, Strict, Text
from trainer.content.schema.pack import BothLanguages


class Finish(Strict):
    """Who the author expects to be the lowest line and team that can finish it; proved by the app."""

    line: Annotated[int, Field(ge=1, le=3)]
    team: Slug


class FaultSpec(Strict):
    """fault.yaml.

    `sets` are the attributes that break. `reported` are the capabilities a caller may complain of.
    `circumstances` limits the situations it occurs in. `resolved_when` are conditions that must hold
    at the end beside the reported capability; with `resolved_by_refusal` they replace it (somebody
    who must be turned away never gets what they asked for). `claims` are false answers of a caller
    to tools with `claim: true`. `combines_with` are faults that may be broken at the same time.
    `articles` are the knowledge articles that help.
    """

    version: Annotated[int, Field(ge=1)]
    area: Slug
    weight: Annotated[float, Field(gt=0)] = 1.0
    sets: Annotated[dict[str, Slug], Field(min_length=1)]
    reported: Annotated[tuple[Slug, ...], Field(min_length=1)]
    circumstances: dict[Slug, Annotated[tuple[Slug, ...], Field(min_length=1)]] = {}
    finish: Finish
    resolved_when: tuple[ConditionText, ...] = ()
    resolved_by_refusal: bool = False
    claims: dict[Slug, Slug] = {}
    combines_with: tuple[Slug, ...] = ()
    articles: Annotated[tuple[Slug, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _refusal_says_when(self) -> FaultSpec:
        if self.resolved_by_refusal and not self.resolved_when:
            raise ValueError("resolved_by_refusal needs resolved_when: say what ends it well")
        return self


class Openings(Strict):
    """How a caller opens, by channel; `note` is what the first line's colleague wrote happened."""

    phone: Annotated[tuple[Text, ...], Field(min_length=2)]
    chat: Annotated[tuple[Text, ...], Field(min_length=2)]
    email: Annotated[tuple[Text, ...], Field(min_length=2)]
    note: Annotated[tuple[Text, ...], Field(min_length=1)]


class FaultText(Strict):
    """text.ru.yaml or text.en.yaml of a fault.

    `title` names the fault, `cause` says in plain words what was broken and why that showed as it
    did, `lesson` what to remember, `prevention` how to keep it from coming back.
    """

    title: Text
    cause: Text
    lesson: Text
    prevention: Text
    openings: Openings


class ExemplarMove(Strict):
    """One move of an exemplar: exactly one key."""

    say: BothLanguages | None = None
    use: Slug | None = None
    article: Slug | None = None
    ticket: dict[str, Any] | None = None
    escalate: dict[str, Any] | None = None
    give_back: dict[str, Any] | None = None
    resolve: BothLanguages | None = None

    @model_validator(mode="after")
    def _one(self) -> ExemplarMove:
        given = [name for name, value in self if value is not None]
        if len(given) != 1:
            raise ValueError("a move has exactly one key: say, use, article, ticket, escalate, …")
        return self


class Exemplar(Strict):
    """exemplar.yaml: a play that must score full marks in both languages.

    It plays the scenario of this fault at `line` with `seed`.
    """

    line: Annotated[int, Field(ge=1, le=3)]
    seed: Annotated[int, Field(ge=0)]
    moves: Annotated[tuple[ExemplarMove, ...], Field(min_length=2)]
