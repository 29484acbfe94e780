"""The hand-off note that a ticket brings to line 2 or 3: complete, thin or wrong."""

from __future__ import annotations

from random import Random

from trainer.domain.scenario import NoteQuality, SeededNote
from trainer.world.particles import Position
from trainer.world.play import BestPlay
from trainer.world.state import State
from trainer.world.use import use_tool

_MOST_LOOKS = 6
_QUALITIES: tuple[tuple[NoteQuality, float], ...] = (
    ("complete", 0.4),
    ("thin", 0.35),
    ("wrong", 0.25),
)


def honest_findings(
    play: BestPlay, state: State, line: int, minimum: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """What a good specialist of `line` would have read before handing over: the note's minimum and
    the looks of best play, until best play changes something or hands over."""
    found: dict[str, str] = {}
    for name in minimum:
        outcome = use_tool(play.world, play.world.tools[name], state, play.situation).outcome
        if outcome not in ("unknown", "unavailable", "cannot"):
            found[name] = outcome
    position: Position = play.initial
    for _ in range(_MOST_LOOKS):
        if len(position) < 2:
            break
        move = play.best(position, line).move
        if not move.tool or play.world.tools[move.tool].spec.effects:
            break
        tool = play.world.tools[move.tool]
        outcome = use_tool(play.world, tool, state, play.situation).outcome
        found[tool.id] = outcome
        position = next(
            group for (seen, _), (group, _) in play.after(position, tool).items() if seen == outcome
        )
    return tuple(found.items())


def draw_note(
    play: BestPlay, state: State, line: int, minimum: tuple[str, ...], rng: Random
) -> SeededNote:
    """The note on a ticket that arrives at `line` (2 or 3), with seeded gaps or one false fact."""
    findings = honest_findings(play, state, line - 1, minimum)
    required = [pair for pair in findings if pair[0] in minimum]
    looks = [pair for pair in findings if pair[0] not in minimum]
    quality = rng.choices([q for q, _ in _QUALITIES], [w for _, w in _QUALITIES])[0]
    if quality == "thin" and required:
        lost = rng.choice(required)
        kept = [pair for pair in required if pair != lost] + looks[: len(looks) // 2]
        return SeededNote("thin", tuple(kept), missing=(lost[0],))
    if quality == "wrong":
        for tool_id, outcome in rng.sample(findings, len(findings)):
            if others := _other_outcomes(play, tool_id, outcome):
                wrong = (tool_id, rng.choice(others))
                said = tuple(wrong if pair[0] == tool_id else pair for pair in findings)
                return SeededNote("wrong", said, wrong=wrong)
    return SeededNote("complete", findings)


def _other_outcomes(play: BestPlay, tool_id: str, true: str) -> list[str]:
    """What the same look would have read under other causes: believable mistakes."""
    tool = play.world.tools[tool_id]
    seen = {use_tool(play.world, tool, state, play.situation).outcome for _, state in play.initial}
    return sorted(seen - {true, "unknown", "unavailable", "cannot"})
