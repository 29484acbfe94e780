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


class PersonasFile(Strict):
    """The whole of personas.yaml. `channels` weighs phone, chat and email."""

    channels: Annotated[dict[Slug, Annotated[float, Field(ge=0)]], Field(min_length=1)]
    voice_bot_share: Annotated[float, Field(ge=0, le=1)]
    deadline_share: Annotated[float, Field(ge=0, le=1)]
    deadlines: Annotated[tuple[Annotated[int, Field(gt=0)], ...], Field(min_length=1)]
    sites: Annotated[tuple[Slug, ...], Field(min_length=1)]
    personas: Annotated[dict[Slug, PersonaSpec], Field(min_length=1)]
