"""Running attempts, replayed from their logs and kept while they are in use."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from trainer.domain.moves import Move, move_from_plain
from trainer.errors import MoveNotAllowed, StoreUnavailable
from trainer.services.ports import AttemptRecord, MoveRecord
from trainer.services.tickets import Tickets
from trainer.session.advance import advance, start_attempt
from trainer.session.state import AttemptState

_KEPT: Final = 400


class Replays:
    """States of attempts by (attempt id, number of moves).

    A log only ever grows, so a kept state never goes stale; another process may have made it
    longer, which is why the log is read each time and only what is new gets replayed.
    """

    def __init__(self, tickets: Tickets) -> None:
        self._tickets = tickets
        self._states: OrderedDict[tuple[str, int], AttemptState] = OrderedDict()
        self._lock = threading.Lock()

    def state(self, record: AttemptRecord, log: Sequence[MoveRecord]) -> AttemptState:
        """The attempt after all moves of its log.

        Raises InvalidInput where the pack's version is gone and StoreUnavailable(broken) where the
        log cannot be replayed.
        """
        state, start = self._nearest(record, len(log))
        for entry in log[start:]:
            try:
                state, _ = advance(state, _move(entry))
            except MoveNotAllowed as error:
                raise StoreUnavailable(
                    "broken", f"move {entry.number} of {record.id} cannot be replayed: {error}"
                ) from error
        self.keep(record.id, state)
        return state

    def keep(self, attempt_id: str, state: AttemptState) -> None:
        """Remember a state; the least used ones are forgotten, and so is its predecessor's."""
        with self._lock:
            self._states[(attempt_id, state.turn)] = state
            self._states.move_to_end((attempt_id, state.turn))
            self._states.pop((attempt_id, state.turn - 2), None)
            while len(self._states) > _KEPT:
                self._states.popitem(last=False)

    def _nearest(self, record: AttemptRecord, length: int) -> tuple[AttemptState, int]:
        """The longest kept state that the log of this length begins with."""
        with self._lock:
            for number in range(length, max(-1, length - 3), -1):
                known = self._states.get((record.id, number))
                if known is not None:
                    return known, number
        scenario = self._tickets.scenario(record.key)
        pack = self._tickets.pack_of(record.key)
        return start_attempt(pack, scenario, record.language), 0


def _move(entry: MoveRecord) -> Move:
    try:
        return move_from_plain(entry.move)
    except (KeyError, TypeError, ValueError) as error:
        raise StoreUnavailable(
            "broken", f"move {entry.number} of {entry.attempt_id} is no move: {error}"
        ) from error
