"""What screening needs from outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from trainer.domain.forms import Blueprint, Form
from trainer.domain.readiness import Readiness
from trainer.services.ports import AttemptRecord
from trainer.services.screening.records import (
    Campaign,
    Candidate,
    CandidateRow,
    Consent,
    DecisionRecord,
    DisputeWord,
    GroupCount,
)


class Forms(Protocol):
    """Blueprints and the drawing of forms."""

    def blueprints(self) -> tuple[Blueprint, ...]: ...

    def draw(self, blueprint_id: str, seed: int) -> Form:
        """The form of this seed; InvalidInput(field="blueprint") for an unknown blueprint."""


class FormReport(Protocol):
    """What the graded tickets of one form say."""

    def assess(self, attempts: Sequence[AttemptRecord], form: Form) -> Readiness: ...


class CampaignStore(Protocol):
    """Campaigns. Every method is one transaction."""

    def add(self, campaign: Campaign) -> None: ...

    def get(self, campaign_id: str) -> Campaign | None: ...

    def change_unstarted(self, campaign: Campaign) -> bool:
        """Replace it unless a candidate has opened an invitation or it is closed; False then."""

    def close(self, campaign_id: str, at: datetime) -> None:
        """Close it; a closed one keeps its time."""

    def release(self, campaign_id: str, at: datetime) -> None:
        """Release the feedback; doing it again keeps the first time."""

    def listed(
        self, owner: str | None, offset: int, limit: int
    ) -> Sequence[tuple[Campaign, int, int]]:
        """Campaigns of an owner (None: of all), newest first, each with how many candidates it has
        and how many of these have ended."""


class CandidateStore(Protocol):
    """Candidates and their sittings. Every method is one transaction."""

    def add(self, candidates: Sequence[Candidate]) -> bool:
        """Store all of them, or none and return False where an id, code or token is taken."""

    def codes(self, campaign_id: str) -> Sequence[str]:
        """The pseudonyms that are taken in the campaign."""

    def get(self, candidate_id: str) -> Candidate | None: ...

    def by_token(self, token_hash: str) -> Candidate | None: ...

    def by_secret(self, secret_hash: str) -> Candidate | None: ...

    def by_profile(self, profile_id: str) -> Candidate | None: ...

    def named(self, campaign_id: str, who: str) -> Sequence[Candidate]:
        """Candidates whose name or e-mail is exactly `who`, without regard to case."""

    def change(self, candidate_id: str, step: Callable[[Candidate], Candidate]) -> Candidate:
        """Replace the candidate by `step` of them, nobody else changing them meanwhile; what `step`
        raises changes nothing. ScreeningNotFound for an unknown id. `decision` is not written."""

    def listed(
        self, campaign_id: str, status: str, offset: int, limit: int, *, unopened: bool = True
    ) -> Sequence[CandidateRow]:
        """A page of the campaign's candidates by code; `status` empty for all, `unopened` False
        without those of UNOPENED."""

    def after(self, campaign_id: str, code: str, limit: int) -> Sequence[Candidate]:
        """At most `limit` candidates of the campaign whose code comes after `code`, by code: a page
        to walk on from its last code."""

    def counts(self, campaign_id: str) -> Mapping[str, int]:
        """How many candidates there are by status, and by decision as "decision.<name>"."""

    def run_out(self, campaign_id: str, now: datetime, limit: int) -> Sequence[str]:
        """Ids of running candidates whose time is over by `now` whatever comes."""


class CandidateRecords(Protocol):
    """Everything about a candidate in whatever tables it stands."""

    def take(self, profile_id: str, out: Path) -> Mapping[str, int]:
        """Write it into the ZIP file `out`; the rows by table."""

    def erase(self, profile_id: str, reason: str) -> None:
        """Delete it; `reason` is kept with the mark that somebody was erased."""

    def erase_unopened(self, candidate_id: str) -> bool:
        """Delete a candidate who never opened their link; False where there is none of that id."""


class OutcomeStore(Protocol):
    """What is said about candidates: rows are only ever added."""

    def consented(self, consent: Consent) -> None: ...

    def consents(self, candidate_id: str) -> Sequence[Consent]: ...

    def decide(self, decision: DecisionRecord) -> None:
        """Append it and let the candidate's current decision be this one."""

    def decisions(self, candidate_id: str) -> Sequence[DecisionRecord]:
        """Oldest first."""

    def newest_decisions(self, candidate_ids: Sequence[str]) -> Mapping[str, DecisionRecord]:
        """The newest decision about each of these candidates; those without any are absent."""

    def dispute(self, word: DisputeWord) -> None: ...

    def disputes(self, candidate_id: str) -> Sequence[DisputeWord]:
        """Oldest first."""

    def declare(self, campaign_id: str, candidate_id: str, groups: Mapping[str, str]) -> None:
        """Store the self-declared groups; a second declaration changes nothing."""

    def declared(self, candidate_id: str) -> bool:
        """Whether the person has answered; what they answered no method tells."""

    def group_counts(self, campaign_id: str) -> Sequence[GroupCount]:
        """Decided (invite or decline) candidates by self-declared group."""

    def decided_since(self, campaign_id: str, at: datetime | None) -> int:
        """How many candidates were decided about (invite or decline) after `at`; ever, where it is
        None."""

    def keep_impact(self, campaign_id: str, at: datetime, result: Mapping[str, Any]) -> None: ...

    def impact(self, campaign_id: str) -> tuple[datetime, Mapping[str, Any]] | None:
        """The newest kept adverse impact report."""
