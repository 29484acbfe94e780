"""Sentences of trainees that were not understood: kept without names, made into phrasings."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trainer.content.model import Pack
from trainer.content.phrasings import add_phrasing
from trainer.domain.attempt import Step
from trainer.domain.language import Language
from trainer.domain.moves import FillTicket, KeepDraft, PickMeaning, ReadArticle, Say, UseTool
from trainer.errors import InvalidInput
from trainer.services.nameless import BLANK, says_something, without_names
from trainer.services.ports import Clock, MissRecord, MissStore, ProfileStore
from trainer.services.views import Choice
from trainer.session.state import AttemptState

_log = logging.getLogger(__name__)
LISTED: Final = 30
"""Misses listed at a time: an author works off the top, and the page stays quick."""


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

    def __init__(
        self, packs: Mapping[str, Pack], store: MissStore, profiles: ProfileStore, clock: Clock
    ) -> None:
        self._packs = packs
        self._store = store
        self._profiles = profiles
        self._clock = clock

    def note(self, profile_id: str, state: AttemptState) -> None:
        """Keep what the last move of `state` tells: a sentence not understood, or what an earlier
        one had meant. Never raises: nobody's turn may fail for it. One transaction at most."""
        try:
            self._note(profile_id, state)
        except Exception:
            _log.exception("a sentence that was not understood could not be kept")

    def _note(self, profile_id: str, state: AttemptState) -> None:
        last = state.steps[-1]
        if (nearest := missed(last)) is not None:
            if record := self._record(profile_id, state, last, nearest):
                self._store.add(record)
        elif found := repaired(state.steps):
            step, tool = found
            if record := self._record(profile_id, state, step, missed(step) or "", tool):
                self._store.repair(record)

    def _record(
        self, profile_id: str, state: AttemptState, step: Step, nearest: str, chosen: str = ""
    ) -> MissRecord | None:
        assert isinstance(step.move, Say)
        scenario = state.scenario
        people = (*scenario.people.values(), *scenario.colleagues.values())
        profile = self._profiles.get(profile_id)
        own_name = (profile.name,) if profile else ()
        text = without_names(step.move.text, people, own_name)
        if not says_something(text):
            return None
        pack, now = state.pack.id, self._clock()
        return MissRecord(pack, state.language, text, chosen, nearest, 1, now)

    def all(self, language: Language) -> tuple[MissView, ...]:
        """The LISTED most frequent ones, in the words of `language`, the latest first among equals."""
        return tuple(self._view(record, language) for record in self._store.frequent(LISTED))

    def forget(self, record: MissRecord) -> None:
        """Take one off the list; it comes back when somebody says it again."""
        self._store.forget(record.pack, record.language, record.text, record.chosen)

    def add_phrasing(self, record: MissRecord, tool: str, phrasing: str) -> None:
        """Write `phrasing` into the record's pack as one of `tool` and take the text off the list,
        whatever was chosen for it. It is understood after a restart, when packs are read again.

        Raises InvalidInput (`field`: pack, tool, text, file or folder); nothing changes then.
        """
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


def missed(step: Step) -> str | None:
    """None where the step is no sentence, or one that was understood; otherwise the nearest meaning
    that was offered (a tool id), empty where nothing was."""
    if not isinstance(step.move, Say) or step.used:
        return None
    understood = step.move.understood
    if understood.tools() or (understood.understood and not understood.offers):
        return None
    offered = next((event.offers for event in step.events if event.offers), understood.offers)
    return offered[0] if offered else ""


def repaired(steps: tuple[Step, ...]) -> tuple[Step, str] | None:
    """The missed sentence that the last step puts right, and the tool it had meant.

    It does where it picks an offer of that sentence, or uses a tool straight after it. Forms that
    save themselves and "none of these" come between without parting the two; so does an article
    read before picking an offer.
    """
    last = steps[-1].move
    tool = last.tool if isinstance(last, UseTool | PickMeaning) else ""
    if not tool:
        return None
    picked = isinstance(last, PickMeaning)
    for step in reversed(steps[:-1]):
        if isinstance(step.move, FillTicket | KeepDraft):
            continue
        if picked and isinstance(step.move, ReadArticle):
            continue
        if isinstance(step.move, PickMeaning) and not step.move.tool:
            continue
        return (step, tool) if missed(step) is not None else None
    return None
