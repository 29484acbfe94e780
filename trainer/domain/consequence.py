"""What an escalation decision led to, for whom, and what it cost the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ConsequenceKind = Literal[
    "right",
    "kept_right",
    "over_escalated",
    "under_escalated",
    "given_up",
    "wrong_line",
    "wrong_team",
    "late",
    "bounced",
    "breach",
]


@dataclass(frozen=True, slots=True)
class Consequence:
    """One consequence beside best play.

    `waiting` are expected minutes that whoever waits for the repair loses, `work` the minutes that
    somebody of `line` spends on it; `money` is that work in the policy's unit of cost. `detail` is
    the id of a breach, or the questions (tool ids joined by "+") of a note sent back.
    `turn` is the move it came from, None where it is something not done.
    """

    kind: ConsequenceKind
    turn: int | None
    waiting: float
    work: float
    line: int
    money: float
    detail: str = ""
