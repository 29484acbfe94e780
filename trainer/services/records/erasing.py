"""Deleting and packing up what is kept about one person, for services that have asked who may."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from trainer.services.ports import Clock
from trainer.services.records.archive import write_archive
from trainer.services.records.left import FaultOf
from trainer.services.records.ports import PersonRecords, RecordPages
from trainer.services.records.privacy import forget


class Erasing:
    """Implements `trainer.services.screening.ports.CandidateRecords`. Asks for no rights itself."""

    def __init__(
        self, pages: RecordPages, records: PersonRecords, clock: Clock, fault_of: FaultOf
    ) -> None:
        self._pages = pages
        self._records = records
        self._clock = clock
        self._fault_of = fault_of

    def take(self, profile_id: str, out: Path) -> Mapping[str, int]:
        """Write everything about the person into the ZIP file `out`; the rows by table."""
        return write_archive(out, profile_id, self._records, self._clock())

    def erase(self, profile_id: str, reason: str) -> None:
        """Delete the person and every row that belongs to them."""
        forget(self._pages, self._records, [profile_id], self._clock, reason, self._fault_of)

    def erase_unopened(self, candidate_id: str) -> bool:
        """Delete a candidate who never opened their link; False where there is none of that id."""
        return self._records.erase_unopened(candidate_id, self._clock())
