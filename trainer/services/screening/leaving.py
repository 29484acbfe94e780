"""What candidates have said and done, taken along or deleted: by themselves, or at their word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from trainer.domain.people import Actor
from trainer.errors import ScreeningRefused
from trainer.services.rights import Rights
from trainer.services.screening.access import Access
from trainer.services.screening.ports import CampaignStore, CandidateRecords, CandidateStore
from trainer.services.screening.records import Candidate

RIGHTS: Final = Rights(
    {
        "Leaving.take": {"candidate": "own"},
        "Leaving.close": {"candidate": "own"},
        "Leaving.leave": {"candidate": "own"},
        "Leaving.delete": {"recruiter": "own", "administrator": "any"},
        "Leaving.delete_named": {"recruiter": "own", "administrator": "any"},
    }
)


class Leaving:
    """Use cases of a candidate who wants their data, and of a recruiter whom one has asked to delete
    them. A recruiter takes no archive: it holds the groups that candidates declare apart from their
    reports, and in a blind campaign the name."""

    def __init__(
        self, campaigns: CampaignStore, candidates: CandidateStore, records: CandidateRecords
    ) -> None:
        self._candidates = candidates
        self._records = records
        self._access = Access(RIGHTS, campaigns, candidates)

    def take(self, actor: Actor, out: Path) -> Mapping[str, int]:
        """Write everything about the candidate into the ZIP file `out`; the rows by table.

        ScreeningRefused("not_ended") while the form runs: the tickets to come stand in it.
        """
        _, candidate = self._access.own(actor, "Leaving.take")
        if candidate.status == "running":
            raise ScreeningRefused("not_ended")
        return self._records.take(actor.id, out)

    def close(self, actor: Actor) -> None:
        """End the candidate's session, on a machine that others use; a new link opens another one.

        ScreeningRefused("not_ended") while the form runs: the clock would go on with nobody there.
        """
        _, candidate = self._access.own(actor, "Leaving.close")
        if candidate.status == "running":
            raise ScreeningRefused("not_ended")
        self._candidates.change(
            candidate.id, lambda one: replace(one, secret_hash=None, secret_expires_at=None)
        )

    def leave(self, actor: Actor) -> None:
        """Withdraw: the candidate and every row about them are deleted, at any time, for good."""
        _, candidate = self._access.own(actor, "Leaving.leave")
        self._erase(candidate, "own wish")

    def delete(self, actor: Actor, candidate_id: str) -> None:
        """Delete a candidate and every row about them, decisions with them, for good."""
        _, candidate = self._access.candidate(actor, "Leaving.delete", candidate_id)
        self._erase(candidate, "recruiter")

    def delete_named(self, actor: Actor, campaign_id: str, who: str) -> None:
        """As `delete`, of the candidate whose whole name or e-mail `who` is, withdrawn ones as well;
        InvalidInput(field="who") where that names nobody, or several."""
        _, candidate = self._access.named(
            actor, "Leaving.delete_named", campaign_id, who, withdrawn=True
        )
        self._erase(candidate, "recruiter")

    def _erase(self, candidate: Candidate, reason: str) -> None:
        if candidate.profile_id is None and self._records.erase_unopened(candidate.id):
            return
        # Or the link was opened at this moment.
        now = candidate if candidate.profile_id else self._candidates.get(candidate.id)
        if now is not None and now.profile_id is not None:
            self._records.erase(now.profile_id, reason)
