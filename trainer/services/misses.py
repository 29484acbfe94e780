"""Sentences of trainees that were not understood, made into phrasings by authors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trainer.content.model import Pack
from trainer.content.phrasings import add_phrasing
from trainer.domain.language import Language
from trainer.domain.people import Actor
from trainer.errors import InvalidInput
from trainer.services.nameless import BLANK
from trainer.services.ports import MissRecord, MissStore
from trainer.services.rights import Rights
from trainer.services.views import Choice

LISTED: Final = 30
"""Misses listed at a time: an author works off the top, and the page stays quick."""
RIGHTS: Final = Rights(
    {f"Misses.{name}": {"administrator": "any"} for name in ("all", "forget", "add_phrasing")}
)


@dataclass(frozen=True, slots=True)
class MissView:
    """A miss for its page.

    `record` names it, `pack_title` is the desk's. `meaning` is the name of the tool that the
    trainee chose afterwards (`repaired`) or, where they chose none, of the nearest one that was
    offered; empty where there was neither. `tool` is its id, empty where the pack has it no more.
    `phrasing` is the text without its blanks, to be edited. `tools` are all tools of the pack,
    empty where the pack is not installed.
    """

    record: MissRecord
    pack_title: str
    meaning: str
    repaired: bool
    tool: str
    phrasing: str
    tools: tuple[Choice, ...]


class Misses:
    """Use cases of pack authors who read what their packs do not understand yet."""

    def __init__(self, packs: Mapping[str, Pack], store: MissStore) -> None:
        self._packs = packs
        self._store = store

    def all(self, actor: Actor, language: Language) -> tuple[MissView, ...]:
        """The LISTED most frequent ones, in the words of `language`, the latest first among equals."""
        RIGHTS.permit(actor, "Misses.all")
        return tuple(self._view(record, language) for record in self._store.frequent(LISTED))

    def forget(self, actor: Actor, record: MissRecord) -> None:
        """Take one off the list; it comes back when somebody says it again."""
        RIGHTS.permit(actor, "Misses.forget")
        self._store.forget(record.pack, record.language, record.text, record.chosen)

    def add_phrasing(self, actor: Actor, record: MissRecord, tool: str, phrasing: str) -> None:
        """Write `phrasing` into the record's pack as one of `tool` and take the text off the list,
        whatever was chosen for it. It is understood after a restart, when packs are read again.

        Raises InvalidInput (`field`: pack, tool, text, file or folder); nothing changes then.
        """
        RIGHTS.permit(actor, "Misses.add_phrasing")
        pack = self._packs.get(record.pack)
        if pack is None:
            raise InvalidInput(f"there is no pack {record.pack!r}", field="pack", pack=record.pack)
        add_phrasing(pack.root, record.language, tool, phrasing)
        self._store.forget(record.pack, record.language, record.text)

    def _view(self, record: MissRecord, language: Language) -> MissView:
        pack = self._packs.get(record.pack)
        names = (
            {name: text.name for name, text in pack.texts[language].tools.items()} if pack else {}
        )
        tool = record.chosen or record.nearest
        return MissView(
            record=record,
            pack_title=pack.header.title.in_language(language) if pack else record.pack,
            meaning=names.get(tool, ""),
            repaired=bool(record.chosen),
            tool=tool if tool in names else "",
            phrasing=" ".join(record.text.replace(BLANK, " ").split()),
            tools=tuple(Choice(*pair) for pair in names.items()),
        )
