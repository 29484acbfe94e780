"""All use cases of screening over one set of stores."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.services.ports import AttemptStore, Clock, NewId, ProfileStore
from trainer.services.practice import Practice
from trainer.services.screening.campaigns import Campaigns
from trainer.services.screening.deciding import Deciding
from trainer.services.screening.entrance import Entrance
from trainer.services.screening.fairness import Fairness
from trainer.services.screening.feedback import Feedback
from trainer.services.screening.inviting import Inviting
from trainer.services.screening.leaving import Leaving
from trainer.services.screening.ports import (
    CampaignStore,
    CandidateRecords,
    CandidateStore,
    FormReport,
    Forms,
    OutcomeStore,
)
from trainer.services.screening.reporting import Reporting
from trainer.services.screening.running_clock import RunningClock
from trainer.services.screening.sitting import Sitting


@dataclass(frozen=True, slots=True)
class ScreeningDesk:
    """The services that the pages of recruiters and candidates call."""

    campaigns: Campaigns
    inviting: Inviting
    entrance: Entrance
    sitting: Sitting
    reporting: Reporting
    deciding: Deciding
    feedback: Feedback
    fairness: Fairness
    leaving: Leaving


def screening_desk(
    campaigns: CampaignStore,
    candidates: CandidateStore,
    outcomes: OutcomeStore,
    profiles: ProfileStore,
    attempts: AttemptStore,
    forms: Forms,
    report: FormReport,
    practice: Practice,
    clock: Clock,
    new_id: NewId,
    new_token: NewId,
    records: CandidateRecords,
) -> ScreeningDesk:
    """The services; `practice` is the unguarded one, best without `noted`: what candidates say is
    nobody's raw material."""
    running = RunningClock(candidates, practice, clock)
    return ScreeningDesk(
        campaigns=Campaigns(campaigns, candidates, forms, clock, new_id),
        inviting=Inviting(campaigns, candidates, clock, new_id, new_token),
        entrance=Entrance(campaigns, candidates, profiles, clock, new_id, new_token),
        sitting=Sitting(campaigns, candidates, outcomes, forms, practice, running, clock),
        reporting=Reporting(
            campaigns, candidates, outcomes, attempts, report, practice, profiles, running, clock
        ),
        deciding=Deciding(campaigns, candidates, outcomes, clock),
        feedback=Feedback(campaigns, candidates, outcomes, attempts, report, practice, clock),
        fairness=Fairness(campaigns, candidates, outcomes, clock),
        leaving=Leaving(campaigns, candidates, records),
    )
