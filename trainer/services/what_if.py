"""What if: an ended attempt replayed up to a move, another move in its place, best play from there."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.content.model import Pack
from trainer.domain.attempt import Played
from trainer.domain.moves import Move, UseTool
from trainer.errors import InvalidInput
from trainer.scoring.review import final_position, review_moves
from trainer.scoring.words import Words
from trainer.services.review_views import WhatIf
from trainer.services.reviewing import best_from, move_review, words_of
from trainer.services.views import Choice
from trainer.session.advance import advance, start_attempt
from trainer.session.state import AttemptState
from trainer.session.using import usable_tools
from trainer.world.plays import plays_of


def choices_at(
    pack: Pack, ended: AttemptState, moves: Sequence[Move], turn: int
) -> tuple[Choice, ...]:
    """The tools that could have been used in place of move `turn`, by name."""
    state = _before(pack, ended, moves, turn)
    names = pack.texts[state.language].tools
    found = [Choice(name, names[name].name) for name in usable_tools(state)]
    return tuple(sorted(found, key=lambda choice: choice.label.lower()))


def what_if(pack: Pack, ended: AttemptState, moves: Sequence[Move], turn: int, tool: str) -> WhatIf:
    """Replay the moves before `turn` (1 and up), use `tool` instead, and go on with best play.

    Raises InvalidInput where there is no such move or the tool could not be used there.
    """
    state = _before(pack, ended, moves, turn)
    if tool not in usable_tools(state):
        raise InvalidInput(f"{tool!r} cannot be used at this point", field="tool")
    after, events = advance(state, UseTool(tool))
    played = after.played()
    words = words_of(pack, played)
    loss = review_moves(pack, played)[-1]
    return WhatIf(
        review=move_review(loss, words, played, pack),
        heard=tuple(event.text for event in events if event.text and event.actor != "trainee"),
        then=_then(pack, played, words),
    )


def _before(pack: Pack, ended: AttemptState, moves: Sequence[Move], turn: int) -> AttemptState:
    if not 1 <= turn <= len(moves):
        raise InvalidInput("there is no such move", field="turn")
    state = start_attempt(pack, ended.scenario, ended.language)
    for move in moves[: turn - 1]:
        state, _ = advance(state, move)
    return state


def _then(pack: Pack, played: Played, words: Words) -> tuple[str, ...]:
    position = final_position(pack, played)
    solved = plays_of(pack).world.resolved(
        played.scenario.faults, played.scenario.reported, played.world
    )
    return () if solved or not position else best_from(pack, played, words, position)
