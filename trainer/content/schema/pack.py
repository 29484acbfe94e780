"""pack.yaml: who made the pack, for which schema, in which languages."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import Field, StringConstraints

from trainer.content.schema.base import Slug, Strict, Text
from trainer.domain.language import Language

SCHEMA_VERSION: Final = 1


class BothLanguages(Strict):
    """A short text in both languages."""

    ru: Text
    en: Text

    def in_language(self, language: Language) -> str:
        return self.ru if language == "ru" else self.en


class PackHeader(Strict):
    """Identity of a pack. A change of content that changes scenarios needs a new `version`."""

    id: Slug
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    schema_version: int
    languages: Annotated[tuple[Language, ...], Field(min_length=2)]
    title: BothLanguages
    summary: BothLanguages
    authors: Annotated[tuple[Text, ...], Field(min_length=1)]
    licence: Text
