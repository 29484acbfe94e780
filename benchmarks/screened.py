"""A campaign after its screening, for measurements: so many candidates, most of whom have ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from sqlalchemy import insert

from trainer.content.model import Pack
from trainer.domain.forms import Form
from trainer.domain.scenario import ScenarioKey
from trainer.domain.scores import COMPETENCIES
from trainer.progress.calibration import calibration
from trainer.services.casebook import case_of
from trainer.services.forms import Forms
from trainer.services.ports import CaseRecord
from trainer.services.screening.records import (
    DECISIONS,
    ENDED,
    Campaign,
    Candidate,
    CandidateStatus,
    Clock,
    Decision,
    DecisionRecord,
    EndedBy,
    FormTicket,
)
from trainer.services.screening.sitting import GROUPS
from trainer.services.tickets import Tickets
from trainer.store.engine import Database
from trainer.store.screening_candidates import SqlCandidates
from trainer.store.screening_outcomes import SqlOutcomes
from trainer.store.tables import attempts, cases, profiles

_FORMS: Final = 20
"""Drawn ones, which candidates share here: drawing is not what is measured."""
_STATUSES: Final[tuple[CandidateStatus, ...]] = (
    *("finished",) * 12, *("timed_out",) * 2, *("invited",) * 4, "consented", "withdrawn",
)  # fmt: skip


def fill_campaign(
    database: Database, packs: Mapping[str, Pack], campaign: Campaign, people: int, now: datetime
) -> int:
    """Fill the campaign with `people` candidates: of twenty, fourteen have ended their form, two thirds
    of these have a decision and said which groups they belong to. How many have ended."""
    rng, forms = Random(2), Forms(packs)
    drawn = [forms.draw(campaign.blueprint, number) for number in range(_FORMS)]
    facts = _facts(packs, drawn)
    made = [_candidate(rng, campaign, number, drawn, now) for number in range(people)]
    ended = [one for one in made if one.form]
    SqlCandidates(database).add(made)
    with database.writing() as session:
        session.execute(insert(profiles), [_profile(one, now) for one in ended])
        rows = [row for one in ended for row in _attempts(rng, one, now)]
        session.execute(insert(attempts), [row for _, row in rows])
        session.execute(insert(cases), [_case(facts[key], row["id"]) for key, row in rows])
    outcomes = SqlOutcomes(database)
    for number, one in enumerate(ended):
        if number % 3:
            groups = {name: rng.choice(values) for name, values in GROUPS.items()}
            outcomes.declare(campaign.id, one.id, groups)
            choice: Decision = rng.choice(DECISIONS)
            outcomes.decide(DecisionRecord(one.id, choice, "A reason.", campaign.owner, now))
    return len(ended)


def _facts(packs: Mapping[str, Pack], drawn: list[Form]) -> dict[ScenarioKey, CaseRecord]:
    known = Tickets(packs)
    return {key: case_of("", known.scenario(key)) for form in drawn for key in form.keys}


def _candidate(
    rng: Random, campaign: Campaign, number: int, drawn: list[Form], now: datetime
) -> Candidate:
    status = _STATUSES[number % len(_STATUSES)]
    made = Candidate(
        id=f"candidate-{number:05}", campaign_id=campaign.id, code=f"{number:05X}", name=f"Person {number}",
        email=f"person{number}@example.org", language="en", extra_percent=0 if number % 50 else 25,
        seed=number, invited_at=now, token_hash=f"token-{number}",
        token_expires_at=now + timedelta(days=30), status=status,
    )  # fmt: skip
    if status not in ENDED:
        return made
    form = rng.choice(drawn)
    ends: list[EndedBy] = ["candidate"] * len(form.keys)
    if status == "timed_out":
        ends[-1] = "time"
    return replace(
        made,
        profile_id=f"screened-{number:05}",
        form=form,
        tickets=tuple(FormTicket(f"{made.id}-{place}", end) for place, end in enumerate(ends)),
        started_at=now - timedelta(hours=3),
        ended_at=now - timedelta(hours=1),
        clock=Clock(rng.uniform(3000, 7200), 0.0, now - timedelta(hours=1)),
        pastes=rng.randrange(4),
    )


def _profile(one: Candidate, now: datetime) -> dict[str, Any]:
    name = f"{one.name} ({one.code})"
    return {"id": one.profile_id, "name": name, "name_key": name.casefold(), "language": "en",
            "created_at": now}  # fmt: skip


def _attempts(
    rng: Random, one: Candidate, now: datetime
) -> Iterator[tuple[ScenarioKey, dict[str, Any]]]:
    assert one.form is not None
    for key, ticket in zip(one.form.keys, one.tickets, strict=True):
        yield key, {
            "id": ticket.attempt_id, "profile_id": one.profile_id, "pack": key.pack,
            "pack_version": key.version, "line": key.line, "seed": key.seed, "fault": "",
            "language": "en", "started_at": now - timedelta(hours=2), "status": "resolved",
            "finished_at": now - timedelta(hours=1), "scoring_version": calibration().scoring_version,
            "overall": min(100.0, max(0.0, rng.gauss(65, 18))), "passed": False,
            "critical": int(rng.random() < 0.05),
            "competencies": [[name, min(100.0, max(0.0, rng.gauss(65, 20)))] for name in COMPETENCIES],
        }  # fmt: skip


def _case(case: CaseRecord, attempt_id: str) -> dict[str, Any]:
    return {**asdict(case), "attempt_id": attempt_id, "facets": list(case.facets)}
