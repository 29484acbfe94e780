"""Best play the slow way: all positions that any tool can reach, and value iteration over them.

Independent of `trainer.world.play` in what it searches (every tool, no bounds, no pruning, no
repair plans); it shares only the rules of the game: what a tool does and what a hand-off costs.
"""

from __future__ import annotations

import math

from trainer.world.particles import Position
from trainer.world.play import BestPlay

Key = tuple[int, Position]


def solve(play: BestPlay, line: int) -> float:
    """Expected minutes from the initial position under the best policy."""
    edges: dict[Key, list[tuple[float, list[tuple[float, Key]]]]] = {}
    todo: list[Key] = [(line, play.initial)]
    while todo:
        key = todo.pop()
        if key not in edges:
            edges[key] = _moves(play, *key)
            todo += [after for _, parts in edges[key] for _, after in parts]
    values = dict.fromkeys(edges, math.inf)
    changed = True
    while changed:
        changed = False
        for key, moves in edges.items():
            best = min(
                (cost + sum(share * values[after] for share, after in parts)
                 for cost, parts in moves),
                default=math.inf,
            )  # fmt: skip
            if best < values[key] - 1e-12:
                values[key] = best
                changed = True
    return values[(line, play.initial)]


def _moves(
    play: BestPlay, line: int, position: Position
) -> list[tuple[float, list[tuple[float, Key]]]]:
    policy = play.world.pack.policy
    weight = play.weight(position)
    found = []
    for tool in play.world.tools.values():
        allowed = all(met(state) for _, met in tool.duties for _, state in position)
        if not tool.usable_at(line) or tool.spec.claim or not allowed:
            continue
        cost, parts = tool.spec.minutes, []
        for going, settled in play.after(position, tool).values():
            cost += play.weight(settled) / weight * policy.handoff.confirm
            if going:
                parts.append((play.weight(going) / weight, (line, going)))
        if [after for _, after in parts] != [(line, position)]:
            found.append((cost, parts))
    for team, spec in policy.teams.items():
        if spec.line > line:
            wrong = sum(
                play.hypotheses[index].weight
                for index, state in position
                if play.owner(index, state) != (spec.line, (team,))
            )
            cost = policy.handoff.minutes + wrong / weight * policy.handoff.bounce
            found.append((cost, [(1.0, (spec.line, position))]))
    return found
