"""A screening over a real SQLite file and the tests' own pack, with forms and reports made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from tests.fakes import START, CountingIds, FixedClock, InMemoryAttempts, InMemoryProfiles
from tests.services.desk import WordForWord, plain_grade
from tests.tiny import tiny_pack
from trainer.domain.forms import Blueprint, Cell, Form
from trainer.domain.moves import Abandon
from trainer.domain.people import Actor
from trainer.domain.readiness import Estimate, LineReadiness, Readiness, Verdict
from trainer.domain.scenario import ScenarioKey
from trainer.errors import InvalidInput
from trainer.services.own_practice import OwnPractice
from trainer.services.ports import AttemptRecord
from trainer.services.practice import Practice
from trainer.services.records.erasing import Erasing
from trainer.services.screening.campaigns import Campaigns, Draft
from trainer.services.screening.deciding import Deciding
from trainer.services.screening.entrance import Entrance
from trainer.services.screening.fairness import Fairness
from trainer.services.screening.feedback import Feedback
from trainer.services.screening.inviting import Inviting
from trainer.services.screening.leaving import Leaving
from trainer.services.screening.records import Campaign, Candidate
from trainer.services.screening.reporting import Reporting
from trainer.services.screening.running_clock import RunningClock
from trainer.services.screening.sitting import Sitting
from trainer.store.engine import Database, connect
from trainer.store.person_records import SqlPersonRecords
from trainer.store.record_pages import SqlRecordPages
from trainer.store.schema import upgrade
from trainer.store.screening_campaigns import SqlCampaigns
from trainer.store.screening_candidates import SqlCandidates
from trainer.store.screening_outcomes import SqlOutcomes

RECRUITER = Actor("rita", frozenset({"recruiter"}))
OTHER = Actor("otto", frozenset({"recruiter"}))
ADMIN = Actor("ada", frozenset({"administrator"}))
NEWCOMER = Actor("nina", frozenset({"newcomer"}))

DRAFT = Draft(
    title="Desk, autumn",
    blueprint="first",
    languages=("en", "ru"),
    lines=(1,),
    minutes=60,
    opens_at=START,
    closes_at=START + timedelta(days=30),
    consents={"en": "I agree to be tested.", "ru": "Я согласна пройти проверку."},
    contact="hr@example.com",
    feedback=True,
    dispute_days=7,
    blind=False,
)


class TwoTickets:
    """Implements Forms: two tickets of the first line, drawn by adding to the seed."""

    version = "1"

    def blueprints(self) -> tuple[Blueprint, ...]:
        names = (("en", "First line"), ("ru", "Первая линия"))
        return (Blueprint("first", self.version, "tiny", names, (Cell(1), Cell(1))),)

    def draw(self, blueprint_id: str, seed: int) -> Form:
        if blueprint_id != "first":
            raise InvalidInput(field="blueprint")
        pack = tiny_pack().header.version
        keys = tuple(ScenarioKey("tiny", pack, 1, seed % 10**6 + place) for place in (0, 1))
        return Form("first", self.version, pack, seed, keys, 70.0, 1.0, 2.0, 0.1)


class CountsTickets:
    """Implements FormReport: enough evidence from two graded tickets on."""

    def __init__(self) -> None:
        self.seen: list[tuple[AttemptRecord, ...]] = []

    def assess(self, attempts: Sequence[AttemptRecord], form: Form) -> Readiness:
        self.seen.append(tuple(attempts))
        mean = sum(one.overall or 0 for one in attempts) / len(attempts) if attempts else 50.0
        verdict: Verdict = "not_enough"
        if len(attempts) >= 2:
            verdict = "ready" if mean >= 70 else "not_yet"
        estimate = Estimate(mean, max(0, mean - 20), min(100, mean + 20), len(attempts))
        lines = tuple(
            LineReadiness(line, verdict, estimate, 70, 0.5, len(attempts), 0, (), 0)
            for line in (1, 2, 3)
        )
        return Readiness(START, lines, (("resolution", estimate),), estimate)


@dataclass
class Screening:
    """Everything that a test of screening needs."""

    folder: Path
    clock: FixedClock = field(default_factory=FixedClock)

    def __post_init__(self) -> None:
        self.database: Database = connect(f"sqlite:///{self.folder / 'threeline.db'}")
        upgrade(self.database.write_engine)
        self.profiles = InMemoryProfiles()
        self.attempts = InMemoryAttempts(self.profiles)
        self.campaign_store = SqlCampaigns(self.database)
        self.candidate_store = SqlCandidates(self.database)
        self.outcome_store = SqlOutcomes(self.database)
        self.forms, self.report = TwoTickets(), CountsTickets()
        self.ids, self.tokens = CountingIds("c"), CountingIds("secret-token")
        self.restart()

    def restart(self) -> None:
        """Services of a fresh process over the same storage."""
        stores = self.campaign_store, self.candidate_store
        self.practice = Practice(
            {"tiny": tiny_pack()},
            self.profiles,
            self.attempts,
            lambda _: WordForWord(),
            clock=self.clock,
            new_id=self.ids,
            grade=plain_grade,
        )
        running = RunningClock(self.candidate_store, self.practice, self.clock)
        self.campaigns = Campaigns(*stores, self.forms, self.clock, self.ids)
        self.inviting = Inviting(*stores, self.clock, self.ids, self.tokens)
        self.entrance = Entrance(*stores, self.profiles, self.clock, self.ids, self.tokens)
        self.sitting = Sitting(
            *stores, self.outcome_store, self.forms, self.practice, running, self.clock
        )
        self.reporting = Reporting(
            *stores,
            self.outcome_store,
            self.attempts,
            self.report,
            self.practice,
            self.profiles,
            running,
            self.clock,
        )
        self.deciding = Deciding(*stores, self.outcome_store, self.clock)
        self.feedback = Feedback(
            *stores, self.outcome_store, self.attempts, self.report, self.practice, self.clock
        )
        self.fairness = Fairness(*stores, self.outcome_store, self.clock)
        erasing = Erasing(
            SqlRecordPages(self.database),
            SqlPersonRecords(self.database),
            self.clock,
            lambda key: key.fault,
        )
        self.leaving = Leaving(*stores, erasing)
        self.guarded = OwnPractice(self.practice)

    def campaign(self, **changes: object) -> Campaign:
        """A campaign of RECRUITER."""
        return self.campaigns.create(RECRUITER, replace(DRAFT, **changes))  # type: ignore[arg-type]

    def invited(self, campaign: Campaign, name: str = "Anna Smith", **more: object) -> str:
        """The token of a fresh invitation."""
        made = self.inviting.invite(RECRUITER, campaign.id, name, **more)  # type: ignore[arg-type]
        return made.token

    def entered(self, campaign: Campaign, name: str = "Anna Smith", **more: object) -> Actor:
        """A candidate who has used their link."""
        entered = self.entrance.open(self.invited(campaign, name, **more))
        actor = self.entrance.resolve(entered.secret)
        assert actor is not None
        return actor

    def consented(self, campaign: Campaign, name: str = "Anna Smith", **more: object) -> Actor:
        """A candidate who has agreed."""
        actor = self.entered(campaign, name, **more)
        version = self.sitting.view(actor).consent_version
        self.sitting.consent(actor, version, True)
        return actor

    def begun(self, campaign: Campaign, name: str = "Anna Smith", **more: object) -> Actor:
        """A candidate before the first ticket of their form."""
        actor = self.consented(campaign, name, **more)
        self.sitting.begin(actor)
        return actor

    def finished(self, campaign: Campaign, name: str = "Anna Smith", **more: object) -> Actor:
        """A candidate who has ended every ticket (by giving it up)."""
        actor = self.begun(campaign, name, **more)
        while (attempt := self.give_up(actor)) is not None:
            assert attempt
        return actor

    def give_up(self, actor: Actor) -> str | None:
        """End the ticket on the table and take the next one; None where there is none any more."""
        view = self.sitting.view(actor)
        if view.step == "done":
            return None
        attempt = self.sitting.next_ticket(actor)
        number = self.sitting.moves_made(actor, attempt) + 1
        self.sitting.move(actor, attempt, Abandon(), number, f"end-{attempt}")
        return attempt

    def of(self, actor: Actor) -> Candidate:
        """The stored candidate."""
        candidate = self.candidate_store.by_profile(actor.id)
        assert candidate is not None
        return candidate
