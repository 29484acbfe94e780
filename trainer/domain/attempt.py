"""What a trainee did in an attempt, as the grade reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from trainer.domain.events import Event
from trainer.domain.language import Language
from trainer.domain.moves import Move
from trainer.domain.scenario import Scenario
from trainer.domain.ticket import Ticket

Status = Literal["open", "resolved", "escalated", "abandoned"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the trainee got to know: the outcome of a tool, and how.

    `source`: `look` was read by a tool (true at that time), `claim` was only said by the person,
    `note` stands in the ticket's hand-off note (may be false), `colleague` was supplied after a
    returned ticket.
    """

    tool: str
    outcome: str
    turn: int
    source: Literal["look", "claim", "note", "colleague"]


@dataclass(frozen=True, slots=True)
class Breach:
    """A critical error committed: its id in the policy, the turn, and the words or tool."""

    id: str
    turn: int
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """One move as played: the move, the tools it carried out in order as (tool, outcome) pairs,
    the world before it, and the simulated minute at which it began."""

    turn: int
    minute: float
    move: Move
    used: tuple[tuple[str, str], ...]
    before: bytes
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Played:
    """A played attempt, whole.

    `world` is the state of the world at the end; `working` whether the trainee saw or heard that
    the reported thing works again, `confirmed` whether the person said so when asked; `opening` is
    what was said before the first move.
    """

    scenario: Scenario
    language: Language
    status: Status
    minute: float
    patience: float
    ticket: Ticket
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    breaches: tuple[Breach, ...]
    articles: tuple[str, ...]
    world: bytes
    working: bool
    confirmed: bool
    opening: tuple[str, ...] = ()
