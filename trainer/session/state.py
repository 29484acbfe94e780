"""A running attempt: everything that its log of moves has led to so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from trainer.content.model import Pack
from trainer.domain.attempt import Breach, Finding, Played, Status, Step
from trainer.domain.events import Event
from trainer.domain.language import Language
from trainer.domain.scenario import Scenario
from trainer.domain.ticket import Ticket
from trainer.world.state import State


@dataclass(frozen=True, slots=True)
class AttemptState:
    """The attempt after all its moves; made by `start_attempt`, moved on by `advance`.

    `minute` counts simulated minutes since the ticket arrived. `patience` runs from 0 (hangs on by
    a thread) to 100. `working` is whether the trainee has seen or heard that the reported thing
    works again since the last change; `confirmed` whether the caller said so when asked.
    `drafts` are texts for the end of the ticket, kept and not sent, by field.
    """

    pack: Pack = field(repr=False, compare=False)
    scenario: Scenario
    language: Language
    world: State
    minute: float = 0.0
    patience: float = 100.0
    status: Status = "open"
    ticket: Ticket = field(default_factory=Ticket)
    drafts: tuple[tuple[str, str], ...] = ()
    steps: tuple[Step, ...] = ()
    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    breaches: tuple[Breach, ...] = ()
    articles: tuple[str, ...] = ()
    working: bool = False
    confirmed: bool = False
    offers: tuple[str, ...] = ()
    offers_turn: int = 0

    @property
    def turn(self) -> int:
        """Number of moves made."""
        return len(self.steps)

    def played(self) -> Played:
        """The attempt as the grade reads it."""
        return Played(
            scenario=self.scenario,
            language=self.language,
            status=self.status,
            minute=self.minute,
            patience=self.patience,
            ticket=self.ticket,
            steps=self.steps,
            findings=self.findings,
            breaches=self.breaches,
            articles=self.articles,
            world=self.world,
            working=self.working,
            confirmed=self.confirmed,
            opening=tuple(event.text for event in self.events if event.turn == 0 and event.text),
        )


__all__ = ["AttemptState", "Breach", "Finding", "Status", "Step"]
