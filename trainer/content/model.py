"""A loaded pack: the validated files of one folder, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from trainer.content.schema.blueprints import BlueprintSpec
from trainer.content.schema.fault import Exemplar, FaultSpec, FaultText
from trainer.content.schema.pack import PackHeader
from trainer.content.schema.personas import PersonasFile
from trainer.content.schema.policy import PolicyFile
from trainer.content.schema.text import TextFile
from trainer.content.schema.tools import ToolSpec
from trainer.content.schema.world import WorldFile
from trainer.domain.language import Language


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault's folder."""

    id: str
    spec: FaultSpec
    texts: Mapping[Language, FaultText]
    exemplar: Exemplar | None
    design: str


@dataclass(frozen=True, slots=True)
class Article:
    """A knowledge article in one language: Markdown without HTML."""

    slug: str
    title: str
    area: str
    body: str


@dataclass(frozen=True, eq=False)
class Pack:
    """Everything a pack says. `digest` is a hash of all its files: equal digests, equal packs."""

    root: Path
    digest: str
    header: PackHeader
    world: WorldFile
    tools: Mapping[str, ToolSpec]
    policy: PolicyFile
    personas: PersonasFile
    faults: Mapping[str, Fault]
    texts: Mapping[Language, TextFile]
    articles: Mapping[str, Mapping[Language, Article]]
    blueprints: Mapping[str, BlueprintSpec] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.header.id
