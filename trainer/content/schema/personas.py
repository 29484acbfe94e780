"""personas.yaml: voices that callers are drawn from."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from trainer.content.schema.base import Slug, Strict

Scale = Annotated[int, Field(ge=0, le=2)]


class PersonaSpec(Strict):
    """A kind of caller. All scales run 0 (low) to 2 (high).

    `moods` weighs calm, worried, annoyed and angry.
    """

    weight: Annotated[float, Field(gt=0)] = 1.0
    literacy: Scale
    patience: Scale
    verbosity: Scale
    typos: Scale
    moods: Annotated[dict[Slug, Annotated[float, Field(ge=0)]], Field(min_length=1)]


Pattern = Annotated[str, Field(pattern=r"^[^{}\[\]<>]*(#[^{}\[\]<>]*){3,}$", max_length=40)]


class Identifiers(Strict):
    """What the person and their thing are known by: `#` stands for a digit, at least three of them.

    `host` is the thing that the ticket is about (a computer, a phone number), `login` the account
    or contract, `phone` where to call back.
    """

    host: Pattern
    login: Pattern
    phone: Pattern


class PersonasFile(Strict):
    """The whole of personas.yaml. `channels` weighs phone, chat and email; without `identifiers`
    people have the computer, login and extension of an office."""

    channels: Annotated[dict[Slug, Annotated[float, Field(ge=0)]], Field(min_length=1)]
    voice_bot_share: Annotated[float, Field(ge=0, le=1)]
    deadline_share: Annotated[float, Field(ge=0, le=1)]
    deadlines: Annotated[tuple[Annotated[int, Field(gt=0)], ...], Field(min_length=1)]
    sites: Annotated[tuple[Slug, ...], Field(min_length=1)]
    identifiers: Identifiers | None = None
    personas: Annotated[dict[Slug, PersonaSpec], Field(min_length=1)]
