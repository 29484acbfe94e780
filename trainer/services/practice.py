"""Practising: the queue, a running attempt, its end and its debrief."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from trainer.content.model import Pack
from trainer.domain.language import Language
from trainer.domain.moves import Move, Say, move_from_plain, move_to_plain
from trainer.domain.scenario import ScenarioKey
from trainer.errors import InvalidInput, MoveNotAllowed, NotPermitted
from trainer.language.port import Understander
from trainer.services.debrief import build_debrief
from trainer.services.heard import heard_turns
from trainer.services.hearing import heard
from trainer.services.next_ticket import NextTicket
from trainer.services.ports import (
    AttemptRecord,
    AttemptStore,
    Clock,
    MoveRecord,
    NewId,
    ProfileStore,
)
from trainer.services.review_views import WhatIf
from trainer.services.running import GradeAttempt, Running
from trainer.services.tickets import Tickets
from trainer.services.views import AttemptView, Choice, Debrief, HistoryItem, HistoryPage, QueueItem
from trainer.services.what_if import choices_at, what_if
from trainer.session.advance import advance
from trainer.session.state import AttemptState

REQUEST_LIMIT: Final = 100
Noted = Callable[[str, AttemptState], None]
"""Is told the profile's id and the attempt after each new move; must not raise."""
_RECENT: Final = 6


class Practice:
    """Use cases of somebody who practises.

    `packs` are the loaded packs by id; `understander_for` gives the understander of a pack id;
    `noted`, where there is one, is told of each move once it has been stored; `next_ticket`, where
    there is one, chooses the first ticket of each line for the person.
    Every move is stored before its reply is returned. All raise only `trainer.errors` types;
    AttemptNotFound for an unknown attempt and for somebody else's alike.
    """

    def __init__(
        self,
        packs: Mapping[str, Pack],
        profiles: ProfileStore,
        attempts: AttemptStore,
        understander_for: Callable[[str], Understander],
        *,
        clock: Clock,
        new_id: NewId,
        grade: GradeAttempt,
        noted: Noted | None = None,
        tickets: Tickets | None = None,
        next_ticket: NextTicket | None = None,
    ) -> None:
        self._packs = packs
        self._profiles = profiles
        self._attempts = attempts
        self._understander_for = understander_for
        self._clock = clock
        self._new_id = new_id
        self._noted = noted
        self._tickets = tickets or Tickets(packs)
        self._next = next_ticket
        self._running = Running(attempts, self._tickets, clock, grade)
        self._starting = threading.Lock()

    def warm_up(self) -> None:
        """Make what the first ticket of each pack would otherwise have to wait for."""
        for pack in self._packs.values():
            self._understander_for(pack.id)
            for line in (1, 2, 3):
                self._tickets.scenario(ScenarioKey(pack.id, pack.header.version, line, 0))

    # -- tickets ------------------------------------------------------------------------------

    def queue(
        self, profile_id: str, language: Language, line: int | None = None, pack: str = ""
    ) -> tuple[QueueItem, ...]:
        """Six tickets that wait at the desk of `pack` (the usual one where none is named): two for
        each line, or all of `line`.

        They stay the same until the person has finished one more.
        """
        if line not in (None, 1, 2, 3):
            raise InvalidInput("line must be 1, 2 or 3", field="line")
        if pack and pack not in self._packs:
            raise InvalidInput(f"there is no pack {pack!r}", field="pack", pack=pack)
        records = self._attempts.of_profile(profile_id)
        finished = sum(record.status != "open" for record in records)
        recent = frozenset(
            self._tickets.scenario(record.key).faults
            for record in records[:_RECENT]
            if self._tickets.available(record.key)
        )
        desk = pack or self.usual_pack(profile_id)
        prefer = (
            self._next.for_person(profile_id, finished, self._tickets.scenario)
            if self._next and finished
            else None
        )
        chosen = self._tickets.choose(profile_id, finished, line, recent, desk, prefer)
        return self._tickets.items(chosen, language)

    def usual_pack(self, profile_id: str) -> str:
        """The pack that the person practised last, the first one installed for a newcomer."""
        records = self._attempts.of_profile(profile_id)
        practised = (record.key.pack for record in records if record.key.pack in self._packs)
        return next(practised, next(iter(self._packs)))

    def start(self, profile_id: str, key: ScenarioKey, language: Language) -> str:
        """Take a ticket; the new attempt's id. A ticket already in hand is not taken twice."""
        if self._profiles.get(profile_id) is None:
            raise NotPermitted("there is no such profile")
        self._tickets.scenario(key)  # raises for a key that names no ticket
        with self._starting:  # two clicks at once must not take the ticket twice
            for record in self._attempts.of_profile(profile_id):
                if record.status == "open" and record.key == key:
                    return record.id
            record = AttemptRecord(self._new_id(), profile_id, key, language, self._clock())
            self._attempts.add(record)
        return record.id

    def open_attempt(self, profile_id: str) -> str | None:
        """The attempt to go on with: the newest open one that can still be played."""
        for record in self._attempts.of_profile(profile_id):
            if record.status == "open" and self._tickets.available(record.key):
                return record.id
        return None

    def history(self, profile_id: str) -> tuple[HistoryItem, ...]:
        """All attempts of a person, newest first. The subject of a ticket whose pack is gone is its
        key."""
        return tuple(self._history_item(record) for record in self._attempts.of_profile(profile_id))

    def results(self, profile_id: str, offset: int, limit: int) -> HistoryPage:
        """A page of the person's ended attempts, newest first."""
        ended = [one for one in self._attempts.of_profile(profile_id) if one.status != "open"]
        page = ended[max(0, offset) :][: max(0, limit)]
        return HistoryPage(tuple(map(self._history_item, page)), len(ended))

    # -- an attempt ---------------------------------------------------------------------------

    def view(self, profile_id: str, attempt_id: str) -> AttemptView:
        """The attempt as it stands."""
        record = self._running.own(profile_id, attempt_id)
        state = self._running.current(record, self._attempts.moves(attempt_id))
        return self._running.view(record, state)

    def moves_made(self, profile_id: str, attempt_id: str) -> int:
        """How many moves the attempt has: the next one's number less one."""
        self._running.own(profile_id, attempt_id)
        return len(self._attempts.moves(attempt_id))

    def say(
        self, profile_id: str, attempt_id: str, text: str, number: int, request: str
    ) -> AttemptView:
        """Say something; `text` is cleaned, and TextTooLong or MoveNotAllowed lose nothing."""
        return self.move(profile_id, attempt_id, Say(text), number, request)

    def move(
        self, profile_id: str, attempt_id: str, move: Move, number: int, request: str
    ) -> AttemptView:
        """Make a move: `number` is one more than the moves the page has seen, `request` names the
        click. A click that came twice, or from a page that is behind, changes nothing and returns
        the attempt as it stands.
        """
        if not request or len(request) > REQUEST_LIMIT:
            raise InvalidInput("a request is named by 1 to 100 characters", field="request")
        record = self._running.own(profile_id, attempt_id)
        log = self._attempts.moves(attempt_id)
        state = self._running.current(record, log)
        behind = number != len(log) + 1 or any(entry.request == request for entry in log)
        if behind:
            return self._running.view(record, state)
        if state.status != "open":
            raise MoveNotAllowed("ended")
        fit = heard(move, state, self._understander_for(record.key.pack))
        after, _ = advance(state, fit)
        entry = MoveRecord(attempt_id, number, request, self._clock(), move_to_plain(fit))
        if not self._attempts.append_move(entry):  # somebody else's click came first
            return self.view(profile_id, attempt_id)
        self._running.moved(record, after)
        if self._noted is not None:
            self._noted(profile_id, after)
        return self._running.view(record, after)

    def debrief(self, profile_id: str, attempt_id: str) -> Debrief:
        """The debrief of an ended attempt; NotPermitted while it is open: it tells the truth."""
        record = self._running.own(profile_id, attempt_id)
        state = self._running.current(record, self._attempts.moves(attempt_id))
        if state.status == "open":
            raise NotPermitted("the debrief opens when the ticket has ended")
        pack, grade = self._tickets.pack_of(record.key), self._running.grade(record, state)
        heard = heard_turns(pack, state, self._understander_for(pack.id))
        debrief = build_debrief(pack, state, grade, self._running.view(record, state))
        return replace(debrief, heard=heard)

    def other_moves(self, profile_id: str, attempt_id: str, turn: int) -> tuple[Choice, ...]:
        """What could have been done in place of move `turn` of an ended attempt."""
        pack, state, moves = self._ended(profile_id, attempt_id)
        return choices_at(pack, state, moves, turn)

    def what_if(self, profile_id: str, attempt_id: str, turn: int, tool: str) -> WhatIf:
        """The ended attempt replayed up to move `turn` with `tool` in its place. Nothing is stored."""
        pack, state, moves = self._ended(profile_id, attempt_id)
        return what_if(pack, state, moves, turn, tool)

    # -- inside -------------------------------------------------------------------------------

    def _ended(
        self, profile_id: str, attempt_id: str
    ) -> tuple[Pack, AttemptState, tuple[Move, ...]]:
        record = self._running.own(profile_id, attempt_id)
        log = self._attempts.moves(attempt_id)
        state = self._running.current(record, log)
        if state.status == "open":
            raise NotPermitted("the debrief opens when the ticket has ended")
        moves = tuple(move_from_plain(entry.move) for entry in log)
        return self._tickets.pack_of(record.key), state, moves

    def _history_item(self, record: AttemptRecord) -> HistoryItem:
        subject = str(record.key)
        if self._tickets.available(record.key):
            scenario = self._tickets.scenario(record.key)
            subject = self._tickets.subject(scenario, record.language)
        return HistoryItem(
            attempt_id=record.id,
            key=record.key,
            line=record.key.line,
            subject=subject,
            started_at=record.started_at,
            status=record.status,
            overall=record.overall,
            passed=record.passed,
            critical=record.critical,
            held=record.held,
        )
