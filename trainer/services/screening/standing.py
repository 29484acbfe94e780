"""Where a candidate stands on the way through a screening."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from trainer.domain.forms import Form
from trainer.domain.language import Language
from trainer.domain.scenario import ScenarioKey
from trainer.errors import InvalidInput
from trainer.services.screening.records import ENDED, Campaign, Candidate, CandidateStatus

Step = Literal["consent", "prepare", "practice", "ticket", "between", "done", "refused"]


@dataclass(frozen=True, slots=True)
class SittingView:
    """Where a candidate stands. `attempt_id` is the ticket on the table at the steps practice and
    ticket; `seconds_left` the time for what is left of the form, all of it before the start;
    `languages` those that the candidate may choose among, until they have consented."""

    step: Step
    status: CandidateStatus
    code: str
    language: Language
    languages: tuple[Language, ...]
    title: str
    contact: str
    consent: str
    consent_version: str
    minutes: float
    extra_percent: int
    total: int
    done: int
    seconds_left: float
    attempt_id: str
    practised: bool
    device: Mapping[str, str]
    feedback: bool
    dispute_days: int
    declared: bool


def step_of(candidate: Candidate, practising: bool) -> Step:
    """Where the candidate stands; `practising` while the ticket to try is on the table."""
    if candidate.status == "running":
        return "ticket" if current(candidate) else "between"
    if candidate.status in ENDED:
        return "done"
    if candidate.status == "consented":
        return "practice" if practising else "prepare"
    return "refused" if candidate.status == "refused" else "consent"


def current(candidate: Candidate) -> str:
    """The form's ticket in hand, empty between two tickets."""
    return next((t.attempt_id for t in candidate.tickets if t.attempt_id and not t.ended_by), "")


def practice_key(campaign: Campaign, form: Form) -> ScenarioKey:
    """A ticket of the form's pack and the campaign's lowest line; not one of the form itself."""
    first = form.keys[0]
    for place in range(len(form.keys) + 1):
        digest = hashlib.sha256(f"practice:{campaign.id}:{place}".encode()).digest()
        seed = int.from_bytes(digest[:4], "big") >> 1
        key = ScenarioKey(first.pack, first.version, campaign.lines[0], seed)
        if key not in form.keys:
            return key
    raise InvalidInput("the form holds every ticket", field="blueprint")
