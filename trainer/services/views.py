"""What pages get to see: no hidden facts of a running attempt are in here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from trainer.domain.events import Event
from trainer.domain.language import Language
from trainer.domain.scenario import Channel, ScenarioKey
from trainer.domain.scores import Grade
from trainer.domain.ticket import Ticket
from trainer.services.review_views import ConsequenceView, HandoffView, MoveReview


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A ticket waiting in the queue, as a dispatcher would see it. `why` is the reason for which it
    was chosen for the person (see `trainer.progress.select`), empty where it just came in; `about`
    the competency it is meant for, where it is for one."""

    key: ScenarioKey
    line: int
    channel: Channel
    subject: str
    person: str
    department: str
    site: str
    voice_bot: bool
    why: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class ToolChoice:
    """A tool of the palette that can be used now; `minutes` are simulated."""

    id: str
    name: str
    group: str
    group_name: str
    kind: str
    minutes: float
    risk: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding in words: `text` is one line such as "Uptime: 23 days"."""

    tool: str
    outcome: str
    text: str
    turn: int
    source: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a form: the stored value and its label in the attempt's language."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    slug: str
    title: str
    area: str
    body: str


@dataclass(frozen=True, slots=True)
class MetricView:
    """A metric over time: 24 points, hourly, the last one now."""

    id: str
    name: str
    unit: str
    points: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class AttemptView:
    """A running (or ended) attempt for the workspace.

    `sla_respond` and `sla_resolve` are the policy's minutes for the priority the trainee has set
    (None until impact and urgency are filled in); `minute` is the simulated clock. `offers` are
    the meanings to pick from after an unclear turn. `note_lines` is the hand-off note that came
    with the ticket (lines 2 and 3), empty at line 1. `drafts` are
    texts for the end of the ticket that were written and not sent, by field. `required` are minimum facts of a note.
    """

    attempt_id: str
    key: ScenarioKey
    language: Language
    status: str
    line: int
    channel: Channel
    person: str
    first_name: str
    department: str
    site: str
    phone: str
    subject: str
    arrived: str
    minute: float
    patience: float
    ticket: Ticket
    drafts: Mapping[str, str]
    priority: int | None
    sla_respond: float | None
    sla_resolve: float | None
    events: tuple[Event, ...]
    tools: tuple[ToolChoice, ...]
    offers: tuple[Choice, ...]
    offers_turn: int
    findings: tuple[FindingView, ...]
    note_happening: str
    note_lines: tuple[FindingView, ...]
    categories: tuple[Choice, ...]
    causes: tuple[Choice, ...]
    addresses: tuple[tuple[int, Choice], ...]
    returnable: tuple[Choice, ...]
    metrics: Mapping[str, MetricView]
    moves_made: int
    message_limit: int


@dataclass(frozen=True, slots=True)
class ScoreView:
    """A score in words, in the attempt's language."""

    competency: str
    criterion: str
    title: str
    level: int
    weight: float
    evidence: tuple[tuple[int | None, str], ...]
    explanation: str
    better: str


@dataclass(frozen=True, slots=True)
class PathNode:
    """One box of the hidden world's picture, from root cause (depth 0) to the symptom.

    `kind`: cause, capability or symptom; `links` are ids of the nodes that lean on this one.
    """

    id: str
    kind: str
    label: str
    detail: str
    depth: int
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriticalView:
    id: str
    name: str
    why: str
    turn: int | None
    words: str


@dataclass(frozen=True, slots=True)
class HeardAct:
    """One thing understood: a speech act's id, or a tool with its `name`; the words it came from,
    what goes with them (plain words for a term, a spelling), and the nearest known phrasings."""

    id: str
    name: str
    form: str
    words: str
    detail: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeardTurn:
    """What was understood of what was said in a turn; `tone` is the secondary politeness figure,
    about -2..2, None where none was taken."""

    turn: int
    text: str
    acts: tuple[HeardAct, ...]
    tone: float | None


@dataclass(frozen=True, slots=True)
class Debrief:
    """Everything the debrief page shows; only for an attempt that has ended."""

    attempt: AttemptView
    grade: Grade
    headline: str
    outcome_text: str
    competencies: tuple[tuple[str, float | None], ...]
    scores: tuple[ScoreView, ...]
    critical: tuple[CriticalView, ...]
    moves: tuple[MoveReview, ...]
    fault_titles: tuple[str, ...]
    causes: tuple[str, ...]
    lessons: tuple[str, ...]
    preventions: tuple[str, ...]
    path: tuple[PathNode, ...]
    best_line: tuple[str, ...]
    truth: tuple[tuple[str, str], ...]
    read_next: tuple[ArticleView, ...]
    heard: tuple[HeardTurn, ...] = ()
    consequences: tuple[ConsequenceView, ...] = ()
    handoff: HandoffView | None = None


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """A past or open attempt in lists."""

    attempt_id: str
    key: ScenarioKey
    line: int
    subject: str
    started_at: datetime
    status: str
    overall: float | None
    passed: bool | None
    critical: int
    held: bool = False
    """A mentor holds the grade: it is not final."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of a person's ended attempts, newest first, and how many there are."""

    items: tuple[HistoryItem, ...]
    total: int
