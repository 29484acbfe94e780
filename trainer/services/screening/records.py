"""What a screening is made of, as stored. All times are UTC and timezone-aware."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, get_args

from trainer.domain.forms import Form
from trainer.domain.language import Language

CandidateStatus = Literal[
    "invited", "withdrawn", "opened", "refused", "consented", "running", "finished", "timed_out"
]
"""`withdrawn`: the recruiter took the invitation back; `refused`: the candidate did not consent;
`timed_out`: ended by the clock, and counts like `finished`."""
STATUSES: Final[tuple[CandidateStatus, ...]] = get_args(CandidateStatus)
ENDED: Final[frozenset[CandidateStatus]] = frozenset({"finished", "timed_out"})
BEFORE_THE_FORM: Final[frozenset[CandidateStatus]] = frozenset({"invited", "opened", "consented"})
UNOPENED: Final[frozenset[CandidateStatus]] = frozenset({"invited", "withdrawn"})
Decision = Literal["invite", "hold", "decline"]
DECISIONS: Final[tuple[Decision, ...]] = get_args(Decision)
EndedBy = Literal["", "candidate", "time"]


@dataclass(frozen=True, slots=True)
class Campaign:
    """What every candidate of one recruitment gets.

    `lines` are those whose verdicts the report tells. `minutes` is the time for the whole form.
    `consents` are the consent texts by language. `dispute_days` is how long a candidate may object
    after the end (or after the feedback was released). `blind`: who a candidate is stays hidden
    until a decision about them is stored. `feedback` allows telling candidates their result,
    `released_at` is when that was done.
    """

    id: str
    owner: str
    title: str
    blueprint: str
    blueprint_version: str
    languages: tuple[Language, ...]
    lines: tuple[int, ...]
    minutes: int
    opens_at: datetime
    closes_at: datetime
    consents: tuple[tuple[Language, str], ...]
    contact: str
    feedback: bool
    dispute_days: int
    blind: bool
    created_at: datetime
    closed_at: datetime | None = None
    released_at: datetime | None = None

    def consent(self, language: Language) -> str:
        """The consent text of a language, of the first one where there is none."""
        texts = dict(self.consents)
        return texts.get(language) or self.consents[0][1]

    def takes_in(self, now: datetime) -> bool:
        """Whether invitations may be opened now. Who has begun may finish after the closing."""
        return self.closed_at is None and self.opens_at <= now < self.closes_at


@dataclass(frozen=True, slots=True)
class FormTicket:
    """One ticket of a candidate's form: its attempt once it was begun, and what ended it."""

    attempt_id: str = ""
    ended_by: EndedBy = ""


@dataclass(frozen=True, slots=True)
class Interruption:
    """A time without any sign of life; `held` are the seconds of it that were not counted."""

    begin: datetime
    end: datetime
    held: float


@dataclass(frozen=True, slots=True)
class Clock:
    """The candidate's time as known at the last sign of life: seconds used and seconds held (not
    counted because the connection was gone). `seen_at` is None until the form was begun."""

    used: float = 0.0
    held: float = 0.0
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One invited person and their sitting.

    `code` is the pseudonym's variable part ("7F3K"), `seed` draws their own form. The link's and
    the session's secrets are stored as hashes only. `form` and `tickets` are there once begun, in
    the same order. `runs_out_at` is when the time is over if no sign of life comes any more. `pastes` and `blurs` are process notes: they inform and never score.
    """

    id: str
    campaign_id: str
    code: str
    name: str
    email: str
    language: Language
    extra_percent: int
    seed: int
    invited_at: datetime
    token_hash: str
    token_expires_at: datetime
    status: CandidateStatus = "invited"
    token_used_at: datetime | None = None
    secret_hash: str | None = None
    secret_expires_at: datetime | None = None
    profile_id: str | None = None
    device: Mapping[str, str] | None = None
    practice_attempt: str = ""
    form: Form | None = None
    tickets: tuple[FormTicket, ...] = ()
    started_at: datetime | None = None
    ended_at: datetime | None = None
    clock: Clock = Clock()
    runs_out_at: datetime | None = None
    interruptions: tuple[Interruption, ...] = ()
    pastes: int = 0
    blurs: int = 0
    decision: Decision | None = None

    @property
    def done(self) -> int:
        """How many tickets of the form have ended."""
        return sum(bool(ticket.ended_by) for ticket in self.tickets)


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A candidate in the list of a campaign. `name` and `email` are empty where they are hidden."""

    id: str
    code: str
    name: str
    email: str
    language: Language
    extra_percent: int
    status: CandidateStatus
    done: int
    total: int
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Consent:
    """What a candidate agreed to or refused: the very text, its version, and when."""

    candidate_id: str
    version: str
    language: Language
    text: str
    agreed: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision that a person made about a candidate, with the reason they gave."""

    candidate_id: str
    decision: Decision
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DisputeWord:
    """One word in a dispute; `by` is empty where the candidate wrote it, else a recruiter's id."""

    candidate_id: str
    by: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many decided candidates of a self-declared group there are, and how many were invited."""

    attribute: str
    group: str
    decided: int
    selected: int
