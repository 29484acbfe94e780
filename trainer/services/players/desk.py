"""What every simulated player sits at: the attempt as it stands, words to say, and the loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.resources import files
from random import Random
from typing import Any, Final

import yaml

from trainer.content.model import Pack
from trainer.domain.language import Language
from trainer.domain.moves import Move
from trainer.domain.scenario import Scenario
from trainer.session.advance import advance, start_attempt
from trainer.session.state import AttemptState
from trainer.session.values import speaker

MOST_MOVES: Final = 60
"""No player makes more moves than this; whoever has not ended by then leaves the ticket open."""
Listener = Callable[[Move, AttemptState], Move]
"""Understands the words of a move, as the app does before it stores one."""


@lru_cache(maxsize=2)
def texts(language: Language) -> dict[str, Any]:
    """What simulated players say, by the name of the occasion."""
    source = files("trainer.services.players").joinpath("texts", f"{language}.yaml")
    found = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(found, dict)
    return found


class Desk:
    """One attempt in a player's hands: `state` is always the newest."""

    def __init__(self, pack: Pack, scenario: Scenario, language: Language, rng: Random) -> None:
        self.state = start_attempt(pack, scenario, language)
        self.rng = rng
        self.language = language

    @property
    def pack(self) -> Pack:
        return self.state.pack

    @property
    def line(self) -> int:
        return self.state.scenario.key.line

    def words(self, name: str, **values: str) -> str:
        """One of the sentences for an occasion, with the other person's first name filled in."""
        person = speaker(self.state.scenario, self.language).first_name
        return str(self.rng.choice(texts(self.language)[name])).format(person=person, **values)


Player = Callable[[Desk], Iterator[Move]]
"""Yields moves; `desk.state` has moved on when the next one is asked for."""


def play(
    pack: Pack,
    scenario: Scenario,
    language: Language,
    player: Player,
    rng: Random,
    listen: Listener,
) -> AttemptState:
    """Have `player` play a ticket to its end; the state then. Pure but for `rng` and `listen`."""
    desk = Desk(pack, scenario, language, rng)
    for count, move in enumerate(player(desk)):
        if desk.state.status != "open" or count >= MOST_MOVES:
            break
        desk.state, _ = advance(desk.state, listen(move, desk.state))
    return desk.state
