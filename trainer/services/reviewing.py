"""Moves against best play in words, for the debrief and for what might have been."""

from __future__ import annotations

from trainer.content.model import Pack
from trainer.domain.attempt import Played
from trainer.scoring.review import MoveLoss, start_position
from trainer.scoring.words import Words
from trainer.services.review_views import MoveReview
from trainer.session.values import template_values
from trainer.world.particles import Position
from trainer.world.play import BestPlay
from trainer.world.plays import plays_of
from trainer.world.state import State
from trainer.world.use import use_tool

_LONGEST_LINE = 12


def words_of(pack: Pack, played: Played) -> Words:
    """The scoring texts with this ticket's names and times filled in."""
    values = template_values(pack, played.scenario, played.language)
    if played.scenario.deadline_minutes is None:
        for name in ("deadline", "deadline_in"):
            del values[name]  # a note that states it is then left out
    return Words(pack, played.language, values)


def move_review(loss: MoveLoss, words: Words, played: Played, pack: Pack) -> MoveReview:
    """One judged move in words."""
    minute = next((step.minute for step in played.steps if step.turn == loss.turn), 0.0)
    good = loss.name in ("best", "good")
    play = plays_of(pack).of_scenario(played.scenario)
    why = words.reason(loss)
    mean = None if good else _would_leave(play, loss)
    if mean is not None:
        why = f"{why} {words.would_have_left(loss, mean)}"
    return MoveReview(
        turn=loss.turn,
        minute=minute,
        name="" if loss.reason == "fact" else loss.name,
        loss=round(loss.loss, 1),
        causes_before=loss.before,
        causes_after=loss.after,
        minutes_left=round(loss.left, 1),
        title=words.title(loss),
        better="" if good else words.best_move(loss.best),
        why=why,
        minutes_before=round(loss.value, 1),
        missed=_missed(play, loss, words, pack),
    )


def _would_leave(play: BestPlay, loss: MoveLoss) -> float | None:
    """Causes that the best look would have left on average; None where best play was no look."""
    if loss.best is None or not loss.best.tool or loss.before < 2:
        return None
    tool = play.world.tools[loss.best.tool]
    if tool.effects:
        return None
    weight = play.weight(loss.position)
    groups = play.after(loss.position, tool).values()
    mean = sum(play.weight(going) / weight * len(going) for going, _ in groups)
    return mean if round(mean) < loss.before else None


def _missed(play: BestPlay, loss: MoveLoss, words: Words, pack: Pack) -> str:
    """The critical step that had to come before this move."""
    if loss.reason == "closed_unconfirmed":
        confirm = [n for n, t in play.world.tools.items() if t.spec.reads == "symptom"]
        return words.tool(confirm[0]) if confirm else ""
    if loss.reason != "breach":
        return ""
    duties = [met for _, met in play.world.tools[loss.tool].duties]
    states = [state for _, state in loss.position] or [state for _, state in play.initial]
    for name, tool in play.world.tools.items():
        if tool.id == loss.tool or not tool.effects or tool.spec.duties:
            continue
        if any(_fulfils(play, name, state, duties) for state in states):
            return words.tool(name)
    return ""


def _fulfils(play: BestPlay, name: str, state: State, duties: list) -> bool:  # type: ignore[type-arg]
    """Whether using a tool meets a duty that was not met."""
    after = use_tool(play.world, play.world.tools[name], state, play.situation).state
    return any(met(after) and not met(state) for met in duties)


def best_line(pack: Pack, played: Played, words: Words) -> tuple[str, ...]:
    """Best play from the ticket's arrival against the true cause, in words."""
    return best_from(pack, played, words, start_position(plays_of(pack), played.scenario))


def best_from(pack: Pack, played: Played, words: Words, position: Position) -> tuple[str, ...]:
    """Best play from a position against the true cause, in words, at most twelve moves."""
    plays = plays_of(pack)
    play: BestPlay = plays.of_scenario(played.scenario)
    truth = next(
        index for index, h in enumerate(play.hypotheses) if h.faults == played.scenario.faults
    )
    line = played.scenario.key.line
    told: list[str] = []
    while position and len(told) < _LONGEST_LINE:
        move = play.best(position, line).move
        if not move.tool:
            told.append(words.best_move(move))
            break
        tool = plays.world.tools[move.tool]
        state = next(state for index, state in position if index == truth)
        result = use_tool(plays.world, tool, state, play.situation)
        told.append(words.used(tool.id, result.outcome))
        groups = play.after(position, tool).values()
        if any((truth, result.state) in settled for _, settled in groups):
            break
        position = next(going for going, _ in groups if (truth, result.state) in going)
    return tuple(told)
