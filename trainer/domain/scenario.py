"""A generated ticket: the broken world, the person, the circumstances, and its proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from trainer.domain.language import Language
from trainer.domain.triage import Impact, Priority, Urgency

Channel = Literal["phone", "chat", "email", "colleague"]
Mood = Literal["calm", "worried", "annoyed", "angry"]
NoteQuality = Literal["complete", "thin", "wrong"]
FaultSet = tuple[str, ...]
"""Fault ids that are broken together, sorted."""


@dataclass(frozen=True, slots=True, order=True)
class ScenarioKey:
    """Names a scenario for ever: the same key gives the same scenario on every machine.

    `fault` pins the fault set (exemplars, assignments); it is empty for a drawn one.
    """

    pack: str
    version: str
    line: int
    seed: int
    fault: str = ""

    def __str__(self) -> str:
        tail = f":{self.fault}" if self.fault else ""
        return f"{self.pack}@{self.version}/L{self.line}/{self.seed}{tail}"


@dataclass(frozen=True, slots=True)
class Person:
    """Who calls (or, at lines 2 and 3, which colleague asks), in one language."""

    first_name: str
    full_name: str
    gender: Literal["m", "f"]
    department: str
    phone: str
    login: str
    host: str


@dataclass(frozen=True, slots=True)
class Temper:
    """How a person talks and what they can look at; every scale is 0 (low), 1, 2 (high)."""

    persona: str
    literacy: int
    patience: int
    verbosity: int
    typos: int
    mood: Mood


@dataclass(frozen=True, slots=True)
class SeededNote:
    """The first line's note on a ticket that arrives at line 2 or 3.

    `findings` are (tool, outcome) pairs as written; `wrong` is the one among them that contradicts
    the world, or None. `missing` are tool ids of minimum data left out.
    """

    quality: NoteQuality
    findings: tuple[tuple[str, str], ...]
    wrong: tuple[str, str] | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facets:
    """What makes the scenario hard, as numbers for later calibration of difficulty."""

    line: int
    causes: int
    best_minutes: float
    faults: int
    literacy: int
    mood: int
    note_gaps: int
    owner_line: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proved of a scenario, and the truth the grade is held against.

    `hypotheses` are the fault sets that could produce the reported symptom; `repair` a cheapest
    sequence of tools that restores the world, of which no proper prefix does; `owner_line` and
    `owner_team` the lowest line and team with the authority to finish it. `best_minutes` are the
    expected minutes left under best play at the start; `gap` is 0 where that value is exact, else
    the distance to a proved lower bound. `learnable` lists the tools by which the true cause can
    be told apart from causes that need another repair or address.
    """

    hypotheses: tuple[FaultSet, ...]
    repair: tuple[str, ...]
    owner_line: int
    owner_team: str
    category: str
    impact: Impact
    urgency: Urgency
    priority: Priority
    best_minutes: float
    gap: float
    learnable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One ticket as it will be played, with its proof. Hidden from the caller's side of the app:
    `faults`, `proof`."""

    key: ScenarioKey
    faults: FaultSet
    circumstances: tuple[tuple[str, str], ...]
    reported: str
    channel: Channel
    temper: Temper
    people: Mapping[Language, Person]
    colleagues: Mapping[Language, Person]
    site: str
    voice_bot: bool
    since: str
    deadline_minutes: int | None
    claims: tuple[tuple[str, str], ...]
    note: SeededNote | None
    facets: Facets
    proof: Proof

    @property
    def handed_on(self) -> bool:
        """Whether the ticket has to be handed on: its line cannot finish it."""
        return self.proof.owner_line > self.key.line
