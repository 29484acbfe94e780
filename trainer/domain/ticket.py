"""The ticket a trainee fills in and the note that goes with a hand-off."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

SUMMARY_LIMIT: Final = 200
TEXT_LIMIT: Final = 2000


@dataclass(frozen=True, slots=True)
class Ticket:
    """What the trainee has recorded so far; an empty string means not filled in.

    `category` is a service area of the pack; `impact` and `urgency` are low, medium or high;
    `cause` is a fault id of the pack or a free text.
    """

    category: str = ""
    impact: str = ""
    urgency: str = ""
    summary: str = ""
    notes: str = ""
    cause: str = ""
    resolution: str = ""


TICKET_FIELDS: Final[tuple[str, ...]] = tuple(field.name for field in fields(Ticket))


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that the words of a note state: the tool that finds it out, its outcome, whether it is
    right ("present") or not ("wrong"), and the words that say it."""

    tool: str
    outcome: str
    status: str
    words: str


@dataclass(frozen=True, slots=True)
class HandoffNote:
    """What the next line gets to read.

    The five texts follow the usual shape of a hand-off note. `findings` are the observations the
    trainee chose to attach, as (tool id, outcome) pairs; an outcome that the trainee never read
    contradicts the log. `told` is what was understood of the texts when the note was sent.
    """

    happening: str = ""
    tried: str = ""
    hypothesis: str = ""
    context: str = ""
    verify_first: str = ""
    findings: tuple[tuple[str, str], ...] = ()
    told: tuple[Told, ...] = ()


NOTE_TEXTS: Final[tuple[str, ...]] = (
    "happening",
    "tried",
    "hypothesis",
    "context",
    "verify_first",
)
DRAFT_TEXTS: Final[tuple[str, ...]] = (*NOTE_TEXTS, "words", "return_words")
"""What is written before a ticket ends: the note, the last words, the words of a return."""
