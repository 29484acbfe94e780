"""What the policy and health of an installation need from storage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from trainer.domain.people import Actor
from trainer.services.accounts.ports import AuditEntry
from trainer.services.ports import AttemptRecord
from trainer.services.records.retention import RetentionState

Overlay = Mapping[str, Any]
"""Values of a policy that differ from the pack's own: nested keys as in policy.yaml, all strings."""


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """One saved state of a pack's overlay. `number` counts from 1 without gaps, each pack its own;
    `made_by_login` is filled in where it is read, for people who have an account."""

    pack: str
    number: int
    made_at: datetime
    made_by: str
    reason: str
    overlay: Overlay
    made_by_login: str = ""


class PolicyStore(Protocol):
    """Saved overlays, only ever added to. Every method is one transaction."""

    def add(self, version: PolicyVersion, line: AuditEntry) -> bool:
        """Store the version and the audit's line together. False (and nothing stored) where its
        number is taken or would leave a gap."""

    def of_pack(self, pack_id: str) -> Sequence[PolicyVersion]:
        """A pack's versions, newest first."""


class PolicyEvidence(Protocol):
    """Graded attempts by which the effect of a change is estimated."""

    def active(self, limit: int) -> Sequence[str]:
        """Ids of people with graded attempts, whoever finished one last first."""

    def latest(self, pack_id: str, limit: int) -> Sequence[AttemptRecord]:
        """The pack's graded attempts that ended last, newest first."""

    def open_attempts(self, pack_id: str) -> int:
        """How many attempts on the pack are open."""


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """How the database stands. `kind` is sqlite or postgresql; `size` is in bytes."""

    kind: str
    size: int
    revision: str
    people: int
    attempts: int
    open_attempts: int
    moves: int


class DatabaseHealth(Protocol):
    """Looks at the database."""

    def look(self) -> DatabaseFacts:
        """Its facts as of now; raises StoreUnavailable."""


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """How this server process stands; nothing here is secret.

    `packs` are (id, version) pairs, `broken_packs` the folders that could not be loaded, and
    `policies_left_out` the packs whose saved policy no longer fits them. `free` and `total` are bytes
    of the disk that holds the data folder, None where it cannot be told. `last_backup` is None where
    none is known of.
    """

    release: str
    mode: str
    packs: tuple[tuple[str, str], ...]
    broken_packs: tuple[str, ...]
    policies_left_out: tuple[str, ...]
    encoder: bool
    free: int | None
    total: int | None
    last_backup: datetime | None


class RetentionHealth(Protocol):
    """Knows where retention stands."""

    def standing(self, actor: Actor) -> RetentionState:
        """The limits, what is due now, and when it was last cleared."""


class ServerHealth(Protocol):
    """Looks at the server process."""

    def look(self) -> ServerFacts:
        """Its facts as of now."""
