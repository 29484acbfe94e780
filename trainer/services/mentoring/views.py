"""What the mentor's pages, and the trainee's view of what mentors did, get to see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from trainer.domain.readiness import Readiness
from trainer.progress.agreement import Agreement, Difference
from trainer.progress.borderline import Cut
from trainer.progress.improvement import Change, Forecast
from trainer.services.mentoring.ports import SlipCall, WeakCall
from trainer.services.mentoring.records import (
    Assignment,
    Correction,
    Hold,
    Rating,
    ReviewRequest,
    Step,
    TurnComment,
    Waiting,
    Whisper,
)
from trainer.services.views import AttemptView, Choice, Debrief, HistoryItem


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the review queue; `total` counts all rows that were looked for."""

    total: int
    rows: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class TurnTime:
    """When a turn was made, and how many seconds after the attempt was begun."""

    turn: int
    at: datetime
    seconds: int


@dataclass(frozen=True, slots=True)
class Said:
    """What mentors and the trainee said about an attempt. `names` are people's by id; `counted` is
    the overall score (0..100) that counts after corrections, None without any."""

    requests: tuple[ReviewRequest, ...]
    corrections: tuple[Correction, ...]
    comments: tuple[TurnComment, ...]
    hold: Hold | None
    names: Mapping[str, str]
    counted: float | None

    @property
    def held(self) -> bool:
        """Whether the grade is not final."""
        return self.hold is not None and self.hold.held

    @property
    def latest(self) -> Mapping[str, Correction]:
        """The correction that counts, by criterion."""
        return {one.criterion: one for one in self.corrections}

    @property
    def levels(self) -> Mapping[str, int]:
        """Mentors' levels that count, by criterion."""
        return {name: one.level for name, one in self.latest.items()}


@dataclass(frozen=True, slots=True)
class ReviewView:
    """An attempt before a mentor. While it is `blind`, `debrief` is None, `said` holds no scores and
    `criteria` are what there is to rate (criterion, title, competency)."""

    attempt_id: str
    profile_id: str
    name: str
    view: AttemptView
    times: tuple[TurnTime, ...]
    waiting: Waiting | None
    blind: bool
    criteria: tuple[tuple[str, str, str], ...]
    debrief: Debrief | None
    said: Said
    ratings: tuple[Rating, ...]


@dataclass(frozen=True, slots=True)
class LineChange:
    """Last week against the four weeks before, at one line."""

    line: int
    change: Change


@dataclass(frozen=True, slots=True)
class CohortRow:
    """One person of the cohort. `readiness` is None where nothing has been estimated; `stuck` are
    the lines without improvement; `forecasts` are (line, cases to ready)."""

    profile_id: str
    name: str
    readiness: Readiness | None
    stuck: tuple[int, ...]
    changes: tuple[LineChange, ...]
    forecasts: tuple[tuple[int, Forecast], ...]


@dataclass(frozen=True, slots=True)
class CohortPage:
    """A page of the cohort: `total` people were looked for; `stuck` and `better` count in all of
    the cohort."""

    total: int
    rows: tuple[CohortRow, ...]
    people: int
    stuck: int
    better: int


@dataclass(frozen=True, slots=True)
class TraineeTicket:
    """An ended ticket of a trainee; while it is `blind` to the reader, nothing of its grade is told."""

    item: HistoryItem
    blind: bool


@dataclass(frozen=True, slots=True)
class TraineeTickets:
    """A page of a trainee's ended tickets, newest first, of so many in all."""

    total: int
    rows: tuple[TraineeTicket, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A criterion that is often weak: `weak` of `scored` times, with `people` people."""

    criterion: str
    competency: str
    title: str
    scored: int
    weak: int
    people: int
    calls: tuple[WeakCall, ...]


@dataclass(frozen=True, slots=True)
class CommonMistake:
    """A wrong move that is made again and again on the same fault: in `times` of its `tickets`
    tickets, by `people`. `title` names it where no better words are known for its `kind`; `tool`
    (a name, empty for none) is what the advice is about; `fault` is the fault's title."""

    kind: str
    competency: str
    title: str
    tool: str
    fault: str
    times: int
    tickets: int
    people: int
    calls: tuple[SlipCall, ...]


@dataclass(frozen=True, slots=True)
class CriterionAgreement:
    """Agreement on one criterion: the app with mentors, and mentors with each other."""

    criterion: str
    title: str
    app: Agreement
    mentors: Agreement


@dataclass(frozen=True, slots=True)
class MonthDrift:
    """Mentors' levels less the app's in one month; `equal` is the share (0..1) of equal levels."""

    month: str
    difference: Difference
    equal: float


@dataclass(frozen=True, slots=True)
class Drift:
    """How mentors and the app differ from month to month, oldest first; `change` is the newest month
    less all the ones before, None where the ratings are too few to say."""

    months: tuple[MonthDrift, ...]
    change: Difference | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A rating far from the app's level, with the names of the person and of the rater."""

    rating: Rating
    title: str
    person: str
    rater: str


@dataclass(frozen=True, slots=True)
class LineCut:
    """The cut score of a line from mentors' verdicts; None below what is needed to conclude."""

    line: int
    verdicts: int
    cut: Cut | None


@dataclass(frozen=True, slots=True)
class StepProgress:
    """A step in words and how far it is; `area` is its name, empty where the step leaves it open.
    `fault` is the fault's title, empty in what a trainee sees: it would give the cause away."""

    step: Step
    number: int
    area: str
    fault: str
    done: int

    @property
    def finished(self) -> bool:
        """Whether enough tickets were worked."""
        return self.done >= self.step.count


@dataclass(frozen=True, slots=True)
class DueItem:
    """An assignment as its trainee sees it."""

    assignment: Assignment
    by: str
    overdue: bool
    steps: tuple[StepProgress, ...]

    @property
    def finished(self) -> bool:
        """Whether all steps are done."""
        return all(step.finished for step in self.steps)

    @property
    def done(self) -> int:
        """Tickets that count."""
        return sum(min(step.done, step.step.count) for step in self.steps)

    @property
    def wanted(self) -> int:
        """Tickets asked for."""
        return sum(step.step.count for step in self.steps)


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """An assignment in the mentor's list: `to` is a person's or a group's name, `people` how many
    that is. `progress` are (name, what they have to do) of a page of them."""

    item: DueItem
    to: str
    people: int
    progress: tuple[tuple[str, DueItem], ...]


@dataclass(frozen=True, slots=True)
class AssignmentPage:
    """A page of the mentor's list."""

    total: int
    rows: tuple[AssignmentRow, ...]


@dataclass(frozen=True, slots=True)
class Recipients:
    """To whom something can be assigned: groups and people by name."""

    groups: tuple[Choice, ...]
    people: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Watched:
    """A running attempt as its trainee sees it, and the hints whispered so far."""

    name: str
    view: AttemptView
    whispers: tuple[Whisper, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """A mentor's hint before the trainee: `text` is empty until they open it."""

    id: str
    by: str
    made_at: datetime
    text: str
    opened: bool
