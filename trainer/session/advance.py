"""An attempt moves on, one move at a time; everything follows from the scenario and the moves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from trainer.content.model import Pack
from trainer.domain.events import Event
from trainer.domain.language import Language
from trainer.domain.moves import (
    Abandon,
    Escalate,
    FillTicket,
    KeepDraft,
    Move,
    PickMeaning,
    ReadArticle,
    Resolve,
    ReturnTicket,
    Say,
    UseTool,
)
from trainer.domain.scenario import Scenario
from trainer.errors import MoveNotAllowed
from trainer.session.ending import abandon, escalate, resolve, return_ticket
from trainer.session.opening import start_attempt
from trainer.session.patience import THIN
from trainer.session.recording import fill_ticket, keep_draft, read_article
from trainer.session.state import AttemptState
from trainer.session.talking import pick, say
from trainer.session.turn import Turn
from trainer.session.using import allowed_tool, carry_out

REASONS: Final = (
    "ended",
    "tool_unknown",
    "tool_not_here",
    "field_unknown",
    "value_unknown",
    "address_unknown",
    "address_not_above",
    "return_at_first_line",
    "returned_already",
    "nothing_asked",
    "no_offers",
    "not_offered",
    "article_unknown",
    "text_too_long",
    "text_empty",
)
"""All reasons of MoveNotAllowed that `advance` gives."""
_REMIND_EVERY: Final = 3

__all__ = ["REASONS", "advance", "replay", "start_attempt"]


def advance(state: AttemptState, move: Move) -> tuple[AttemptState, tuple[Event, ...]]:
    """The state after `move` and what happened in it.

    Pure: the same state and move give the same result on every machine. Raises MoveNotAllowed,
    with one of REASONS, where the move cannot be made; the state is then as it was.
    """
    if state.status != "open":
        raise MoveNotAllowed("ended")
    turn = Turn.of(state)
    match move:
        case Say():
            say(turn, move)
        case UseTool(tool=name):
            tool = allowed_tool(state, name)
            label = state.pack.texts[state.language].tools[name].name
            turn.show("used", "trainee", label, tool=name)
            carry_out(turn, tool, name)
        case PickMeaning():
            pick(turn, move)
        case FillTicket():
            fill_ticket(turn, move)
            _keep_offers(turn)
        case KeepDraft():
            keep_draft(turn, move)
            _keep_offers(turn)
        case ReadArticle():
            read_article(turn, move)
            _keep_offers(turn)
        case Escalate():
            escalate(turn, move)
        case ReturnTicket():
            return_ticket(turn, move)
        case Resolve():
            resolve(turn, move)
        case Abandon():
            abandon(turn)
    _show_impatience(turn)
    after = turn.finish(move)
    return after, after.steps[-1].events


def replay(
    pack: Pack, scenario: Scenario, language: Language, moves: Iterable[Move]
) -> AttemptState:
    """The attempt that these moves lead to; raises MoveNotAllowed where one was never possible."""
    state = start_attempt(pack, scenario, language)
    for move in moves:
        state, _ = advance(state, move)
    return state


def _keep_offers(turn: Turn) -> None:
    """Filling in the form while deciding what was meant takes no offer away."""
    turn.offers, turn.offers_turn = turn.state.offers, turn.state.offers_turn


def _show_impatience(turn: Turn) -> None:
    """The caller lets the trainee feel the wait: when patience gets thin, when it runs out, and
    from then on every few turns. It never ends the attempt."""
    if turn.line > 1 or turn.status != "open" or turn.minute == turn.state.minute:
        return
    before, now = turn.state.patience, turn.patience
    crossed = before >= THIN > now or before > 0 >= now
    if crossed or (now <= 0 and turn.number % _REMIND_EVERY == 0):
        turn.remark("impatient")
