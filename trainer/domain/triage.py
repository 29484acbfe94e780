"""Impact, urgency and priority of an incident."""

from __future__ import annotations

from typing import Final, Literal, get_args

Impact = Literal["low", "medium", "high"]
Urgency = Literal["low", "medium", "high"]
Priority = Literal[1, 2, 3, 4, 5]

IMPACTS: Final[tuple[Impact, ...]] = get_args(Impact)
URGENCIES: Final[tuple[Urgency, ...]] = get_args(Urgency)
PRIORITIES: Final[tuple[Priority, ...]] = get_args(Priority)
