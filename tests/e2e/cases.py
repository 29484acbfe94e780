"""What a server has stored, read beside it: attempts, their moves, and how best play goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache

from tests.loaded import shipped_pack
from tests.players import play_best
from tests.server import Server
from trainer.content.model import Pack
from trainer.domain.language import Language
from trainer.domain.moves import Move, move_from_plain, move_to_plain
from trainer.domain.scenario import Scenario, ScenarioKey
from trainer.generator.build import build_scenario
from trainer.services.ports import AttemptRecord, MoveRecord, Profile
from trainer.services.views import AttemptView
from trainer.services.workspace import build_view
from trainer.session.advance import advance, start_attempt
from trainer.session.state import AttemptState
from trainer.store.attempts import SqlAttempts
from trainer.store.engine import connect
from trainer.store.profiles import SqlProfiles

PACK = "office"
WAIT_SECONDS = 20.0


@lru_cache(maxsize=64)
def scenario_of(key: ScenarioKey) -> Scenario:
    """The ticket that a key names, built here and not by the server."""
    return build_scenario(shipped_pack(key.pack), key.line, key.seed, key.fault)


def best_moves(key: ScenarioKey, language: Language) -> tuple[Move, ...]:
    """Best play of a ticket from the greeting to its end."""
    played = play_best(shipped_pack(key.pack), scenario_of(key), language)
    return tuple(step.move for step in played.steps)


def drawn_key(line: int, seed: int, pack: str = PACK) -> ScenarioKey:
    """The key of a drawn ticket."""
    return ScenarioKey(pack, shipped_pack(pack).header.version, line, seed)


class Records:
    """The server's database. Profiles and attempts are added as the server would add them."""

    def __init__(self, attempts: SqlAttempts, profiles: SqlProfiles) -> None:
        self._attempts = attempts
        self._profiles = profiles

    def add_person(self, person: str, language: Language, name: str = "") -> str:
        """A profile with an id of the test's choice: the queue follows from it, so that the test
        gets the same tickets every time."""
        self._profiles.add(Profile(person, name or person, language, datetime.now(UTC)))
        return person

    def only_profile(self) -> Profile:
        (profile,) = self._profiles.all()
        return profile

    def add_attempt(
        self, person: str, key: ScenarioKey, language: Language, moves: tuple[Move, ...] = ()
    ) -> str:
        """An attempt of which the log holds `moves`."""
        attempt = f"{person}-{key.line}-{key.seed}"
        self._attempts.add(AttemptRecord(attempt, person, key, language, datetime.now(UTC)))
        for number, move in enumerate(moves, 1):
            entry = MoveRecord(
                attempt, number, f"test-{number}", datetime.now(UTC), move_to_plain(move)
            )
            assert self._attempts.append_move(entry)
        return attempt

    def attempts_of(self, person: str) -> tuple[str, ...]:
        return tuple(record.id for record in self._attempts.of_profile(person))

    def record(self, attempt: str) -> AttemptRecord:
        found = self._attempts.get(attempt)
        assert found is not None, f"there is no attempt {attempt}"
        return found

    def pack(self, attempt: str) -> Pack:
        return shipped_pack(self.record(attempt).key.pack)

    def moves(self, attempt: str) -> tuple[Move, ...]:
        return tuple(move_from_plain(entry.move) for entry in self._attempts.moves(attempt))

    def wait_for_moves(self, attempt: str, count: int) -> tuple[Move, ...]:
        """The log once it holds `count` moves; more than those are an error at once."""
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            moves = self.moves(attempt)
            assert len(moves) <= count, f"{len(moves)} moves instead of {count}: {moves[count:]}"
            if len(moves) == count:
                return moves
            time.sleep(0.02)
        raise AssertionError(f"{len(moves)} moves stored, {count} expected; the last: {moves[-1:]}")

    def state(self, attempt: str) -> AttemptState:
        """The attempt replayed from its stored log."""
        record = self.record(attempt)
        state = start_attempt(self.pack(attempt), scenario_of(record.key), record.language)
        for move in self.moves(attempt):
            state, _ = advance(state, move)
        return state

    def view(self, attempt: str) -> AttemptView:
        return build_view(self.pack(attempt), self.state(attempt), attempt)


@contextmanager
def records_of(server: Server) -> Iterator[Records]:
    database = connect(f"sqlite:///{server.database.as_posix()}")
    try:
        yield Records(SqlAttempts(database), SqlProfiles(database))
    finally:
        database.close()
