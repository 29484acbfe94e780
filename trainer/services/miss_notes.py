"""Keeping sentences of trainees that were not understood, without names."""

from __future__ import annotations

import logging

from trainer.domain.attempt import Step
from trainer.domain.moves import FillTicket, KeepDraft, PickMeaning, ReadArticle, Say, UseTool
from trainer.services.nameless import says_something, without_names
from trainer.services.ports import Clock, MissRecord, MissStore, ProfileStore
from trainer.session.state import AttemptState

_log = logging.getLogger(__name__)


class MissNotes:
    """Listens to moves that have been stored, on behalf of authors."""

    def __init__(self, store: MissStore, profiles: ProfileStore, clock: Clock) -> None:
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
