"""blueprints.yaml: what screening forms are made of. The file may be missing."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from trainer.content.schema.base import Slug, Strict, Text
from trainer.content.schema.pack import BothLanguages
from trainer.domain.scores import Competency


class CellSpec(Strict):
    """One ticket of a form: its line and, where they matter, service area, channel and the
    competency it must call for. `count` tickets of the kind."""

    line: Annotated[int, Field(ge=1, le=3)]
    area: Slug | None = None
    channel: Literal["phone", "chat", "email"] | None = None
    demand: Competency | None = None
    count: Annotated[int, Field(ge=1, le=40)] = 1


class BlueprintSpec(Strict):
    """A kind of form. Change `version` with anything else: results of different versions are not
    compared."""

    version: Text
    name: BothLanguages
    cells: Annotated[tuple[CellSpec, ...], Field(min_length=1)]


class BlueprintsFile(Strict):
    """All kinds of forms of a pack, by id."""

    blueprints: dict[Slug, BlueprintSpec] = {}
