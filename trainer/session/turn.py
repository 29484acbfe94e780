"""One move being carried out: what it has changed so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from trainer.domain.attempt import Breach, Finding, Status, Step
from trainer.domain.events import Actor, Event, EventKind
from trainer.domain.moves import Move
from trainer.domain.ticket import Ticket
from trainer.session.patience import bounded, patience_after
from trainer.session.state import AttemptState
from trainer.session.voice import Voice
from trainer.world.model import World
from trainer.world.plays import plays_of
from trainer.world.state import State


@dataclass(slots=True)
class Turn:
    """A draft of the next state. Made from a state, written to by the rules of one move, turned
    into the next state by `finish`; it never outlives `advance`."""

    state: AttemptState
    model: World
    number: int
    minute: float
    patience: float
    world: State
    ticket: Ticket
    working: bool
    confirmed: bool
    drafts: tuple[tuple[str, str], ...] = ()
    status: Status = "open"
    offers: tuple[str, ...] = ()
    offers_turn: int = 0
    events: list[Event] = field(default_factory=list)
    used: list[tuple[str, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, state: AttemptState) -> Turn:
        """The turn after `state`."""
        return cls(
            state=state,
            model=plays_of(state.pack).world,
            number=state.turn + 1,
            minute=state.minute,
            patience=state.patience,
            world=state.world,
            ticket=state.ticket,
            drafts=state.drafts,
            working=state.working,
            confirmed=state.confirmed,
        )

    @property
    def line(self) -> int:
        return self.state.scenario.key.line

    @property
    def person(self) -> Actor:
        """Who is at the other end."""
        return "caller" if self.line == 1 else "colleague"

    def voice(self) -> Voice:
        """The person's voice now."""
        state = self.state
        curt = self.line == 1 and self.patience <= 0
        return Voice(state.pack, state.scenario, state.language, self.number, self.minute, curt)

    def spend(self, minutes: float) -> None:
        """Let simulated minutes pass."""
        self.minute += minutes
        self.patience = patience_after(self.state.scenario, self.patience, minutes)

    def soothe(self, points: float) -> None:
        """Add to patience (or take away, where negative)."""
        self.patience = bounded(self.patience + points)

    def show(self, kind: EventKind, actor: Actor, text: str = "", **more: object) -> None:
        """Append an event of this turn."""
        event = Event(kind, actor, self.number, self.minute, text)
        self.events.append(replace(event, **more) if more else event)  # type: ignore[arg-type]

    def remark(self, name: str, **more: object) -> None:
        """Let the person say one of their remarks, where they have it."""
        if text := self.voice().remark(name):
            self.show("heard", self.person, text, **more)

    def finish(self, move: Move) -> AttemptState:
        """The state after `move`."""
        state = self.state
        events = tuple(self.events)
        step = Step(self.number, state.minute, move, tuple(self.used), state.world, events)
        return replace(
            state,
            world=self.world,
            minute=self.minute,
            patience=self.patience,
            status=self.status,
            ticket=self.ticket,
            drafts=self.drafts,
            steps=(*state.steps, step),
            events=state.events + events,
            findings=state.findings + tuple(self.findings),
            breaches=state.breaches + tuple(self.breaches),
            articles=state.articles + tuple(self.articles),
            working=self.working,
            confirmed=self.confirmed,
            offers=self.offers,
            offers_turn=self.offers_turn,
        )
