"""The wiring of screening."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import NoReturn

from trainer.domain.forms import Blueprint, Form
from trainer.domain.readiness import Readiness
from trainer.errors import InvalidInput
from trainer.services.ports import AttemptRecord, AttemptStore, Clock, NewId, ProfileStore
from trainer.services.practice import Practice
from trainer.services.records.erasing import Erasing
from trainer.services.records.left import FaultOf
from trainer.services.screening.desk import ScreeningDesk, screening_desk
from trainer.services.screening.ports import FormReport, Forms
from trainer.store.engine import Database
from trainer.store.person_records import SqlPersonRecords
from trainer.store.record_pages import SqlRecordPages
from trainer.store.screening_campaigns import SqlCampaigns
from trainer.store.screening_candidates import SqlCandidates
from trainer.store.screening_outcomes import SqlOutcomes


class NoForms:
    """Stands in for Forms and FormReport where no forms can be drawn: there are no blueprints."""

    def blueprints(self) -> tuple[Blueprint, ...]:
        """None."""
        return ()

    def draw(self, blueprint_id: str, seed: int) -> Form:
        """Raises InvalidInput: there is no blueprint."""
        self._none()

    def assess(self, attempts: Sequence[AttemptRecord], form: Form) -> Readiness:
        """Raises InvalidInput: there is no form."""
        self._none()

    def _none(self) -> NoReturn:
        raise InvalidInput("no blueprints", field="blueprint", reason="screening_blueprint")


def wire_screening(
    database: Database,
    profiles: ProfileStore,
    attempts: AttemptStore,
    practice: Practice,
    clock: Clock,
    new_id: NewId,
    forms: Forms | None = None,
    report: FormReport | None = None,
    fault_of: FaultOf | None = None,
) -> ScreeningDesk:
    """Screening over this database; without `forms` and `report` no campaign can be made."""
    return screening_desk(
        SqlCampaigns(database),
        SqlCandidates(database),
        SqlOutcomes(database),
        profiles,
        attempts,
        forms or NoForms(),
        report or NoForms(),
        practice,
        clock,
        new_id,
        new_token,
        Erasing(
            SqlRecordPages(database),
            SqlPersonRecords(database),
            clock,
            fault_of or (lambda key: key.fault),
        ),
    )


def new_token() -> str:
    """The secret of a link or a session: 256 random bits, URL-safe."""
    return secrets.token_urlsafe(32)
