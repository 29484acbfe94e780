"""What happens in an attempt, as the trainee sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Actor = Literal["trainee", "caller", "colleague", "console", "desk"]
EventKind = Literal[
    "opening",
    "note",
    "said",
    "used",
    "heard",
    "read",
    "unclear",
    "picked",
    "ticket",
    "article",
    "breach",
    "returned",
    "escalated",
    "resolved",
    "abandoned",
]


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the transcript.

    `turn` counts the trainee's moves from 1 (0 is the opening); `minute` is simulated minutes since
    the ticket arrived. `text` is what is shown, already in the attempt's language. `tool` and
    `outcome` are set where an observation or a change was made; `working` says whether the reported
    thing works again where that became visible. `log` holds raw log lines, `metric` the id of a
    metric to draw. `offers` are tool ids to pick from after an unclear turn.
    """

    kind: EventKind
    actor: Actor
    turn: int
    minute: float
    text: str = ""
    tool: str = ""
    outcome: str = ""
    working: bool | None = None
    log: tuple[str, ...] = ()
    metric: str = ""
    offers: tuple[str, ...] = ()
