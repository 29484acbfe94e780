"""The health of an installation, for whoever runs it. No secrets, no addresses, no people's names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from trainer.domain.people import Actor
from trainer.services.policy.ports import (
    DatabaseFacts,
    DatabaseHealth,
    RetentionHealth,
    ServerFacts,
    ServerHealth,
)
from trainer.services.records.retention import RetentionState
from trainer.services.rights import Rights

RIGHTS: Final = Rights({"Health.look": {"administrator": "any"}})


@dataclass(frozen=True, slots=True)
class HealthReport:
    """The server process, its database and what is due to be deleted, as of now."""

    server: ServerFacts
    database: DatabaseFacts
    retention: RetentionState


class Health:
    """Use case of an administrator who wants to know how the installation does."""

    def __init__(
        self, server: ServerHealth, database: DatabaseHealth, retention: RetentionHealth
    ) -> None:
        self._server = server
        self._database = database
        self._retention = retention

    def look(self, actor: Actor) -> HealthReport:
        """Everything at once; raises StoreUnavailable where the database does not answer."""
        RIGHTS.permit(actor, "Health.look")
        return HealthReport(
            self._server.look(), self._database.look(), self._retention.standing(actor)
        )
