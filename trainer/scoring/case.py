"""What all criteria of a grade look at, worked out once."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.content.model import Pack
from trainer.domain.attempt import Played
from trainer.domain.moves import Escalate, Move, Resolve, Say
from trainer.domain.scores import Competency, Evidence, Level, Score
from trainer.domain.understanding import Understanding
from trainer.scoring.review import MoveLoss
from trainer.world.model import World
from trainer.world.particles import Position
from trainer.world.play import BestPlay


@dataclass(frozen=True, slots=True)
class Case:
    """A played attempt beside its truth.

    `losses` are the judged moves, `position` the causes still possible at the end, `solved` whether
    the world was settled when the attempt ended.
    """

    pack: Pack
    world: World
    play: BestPlay
    played: Played
    losses: tuple[MoveLoss, ...]
    position: Position
    solved: bool

    @property
    def line(self) -> int:
        return self.played.scenario.key.line

    @property
    def within_authority(self) -> bool:
        """Whether this line could finish the ticket."""
        return self.played.scenario.proof.owner_line <= self.line

    @property
    def refused(self) -> bool:
        """Whether the person had to be turned away."""
        return self.world.refused(self.played.scenario.faults)

    def escalation(self) -> tuple[int, Escalate] | None:
        """The hand-off that ended the attempt, with its turn."""
        for step in self.played.steps:
            if isinstance(step.move, Escalate):
                return step.turn, step.move
        return None

    @property
    def resolving_turns(self) -> tuple[int, ...]:
        """Turns that closed the ticket."""
        return tuple(step.turn for step in self.played.steps if isinstance(step.move, Resolve))

    def spoken(self) -> tuple[tuple[int, str, Understanding], ...]:
        """Everything said: (turn, words, what was understood)."""
        said = []
        for step in self.played.steps:
            if words := _words(step.move):
                said.append((step.turn, *words))
        return tuple(said)


def _words(move: Move) -> tuple[str, Understanding] | None:
    if isinstance(move, Say):
        return move.text, move.understood
    if isinstance(move, Resolve) and move.words:
        return move.words, move.understood
    return None


def score(
    competency: Competency,
    criterion: str,
    level: Level,
    *evidence: Evidence,
    weight: float = 1.0,
    variant: str = "",
    **values: str,
) -> Score:
    """A score whose texts are `<criterion>.<variant or level>` and, below full, its `better`."""
    return Score(
        competency=competency,
        criterion=criterion,
        level=level,
        weight=weight,
        evidence=evidence,
        explanation=f"{criterion}.{variant or level}",
        better="" if level == 3 else f"{criterion}.better",
        values=tuple(sorted(values.items())),
    )


def level_of_loss(loss: float, best_minutes: float) -> Level:
    """A level for minutes lost beside what best play needs in all (expected minutes).

    A tenth of best play and three minutes are still full marks: nobody plays a call to the second.
    """
    if loss <= 3 + 0.10 * best_minutes:
        return 3
    if loss <= 8 + 0.25 * best_minutes:
        return 2
    return 1 if loss <= 20 + 0.50 * best_minutes else 0
