"""Readiness of people, computed from their cases or fetched where nothing has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Final

from trainer.content.schema.policy import ReadinessPolicy
from trainer.domain.forms import Form
from trainer.domain.readiness import Estimate, LineReadiness, Readiness
from trainer.progress.assess import ReadinessRule, assess_many, assess_readiness
from trainer.progress.calibration import calibration
from trainer.services.casebook import Casebook
from trainer.services.ports import AttemptRecord, CaseStore, Clock, SnapshotRecord

FRESH: Final = timedelta(days=1)
"""A kept readiness is computed anew after a day: evidence fades with time."""


def rule_of(policy: ReadinessPolicy) -> ReadinessRule:
    """The rule that a pack's policy states."""
    return ReadinessRule(
        policy.cut,
        policy.sure,
        policy.least,
        policy.per_area,
        policy.areas,
        policy.handed_on,
        policy.kept,
    )


class ReadinessReports:
    """Readiness by the rule of one policy. Callers have checked who may ask for whom."""

    def __init__(
        self, casebook: Casebook, store: CaseStore, rule: ReadinessRule, clock: Clock
    ) -> None:
        self._casebook = casebook
        self._store = store
        self._rule = rule
        self._clock = clock
        basis = f"{rule} {calibration().scoring_version} {calibration().plays}"
        self._basis = hashlib.sha256(basis.encode()).hexdigest()[:32]

    def of(self, profile_id: str) -> Readiness:
        """One person's readiness; well-formed for somebody without a single ticket."""
        return self.of_many((profile_id,))[profile_id]

    def of_many(self, profile_ids: Collection[str]) -> Mapping[str, Readiness]:
        """Readiness of each of these people. Only who has finished something since the last look,
        or was last looked at more than a day ago, is computed; all of these at once."""
        now = self._clock()
        counts = self._store.counts(profile_ids)
        found: dict[str, Readiness] = {}
        for profile_id, kept in self._store.snapshots(profile_ids).items():
            fresh = timedelta(0) <= now - kept.at < FRESH and kept.basis == self._basis
            if fresh and kept.graded == counts.get(profile_id, 0):
                found[profile_id] = readiness_from_plain(kept.content, kept.at)
        stale = [profile_id for profile_id in profile_ids if profile_id not in found]
        if not stale:
            return found
        cases = self._casebook.cases(stale)
        computed = assess_many([cases[one].cases for one in stale], self._rule, now)
        self._store.keep([
            SnapshotRecord(one, counts[one], self._basis, now, readiness_to_plain(readiness))
            for one, readiness in zip(stale, computed, strict=True)
            if one in counts
        ])  # fmt: skip
        return found | dict(zip(stale, computed, strict=True))

    def assess(self, attempts: Sequence[AttemptRecord], form: Form) -> Readiness:
        """What the graded attempts of a screening form say, by difficulties that are the same for
        everybody and without anything the person did elsewhere. Tickets of the form that were not
        graded, or whose grade is held, are left out, so that a verdict may lack evidence."""
        keys = set(form.keys)
        own = [one for one in attempts if one.key in keys and one.overall is not None]
        own.sort(key=lambda one: form.keys.index(one.key))
        at = max((one.finished_at or one.started_at for one in own), default=self._clock())
        return assess_readiness(self._casebook.of_attempts(own), self._rule, at)


def readiness_to_plain(readiness: Readiness) -> dict[str, Any]:
    """The readiness as JSON-ready values; `readiness_from_plain` reads them back."""
    plain = asdict(readiness)
    del plain["at"]
    return plain


def readiness_from_plain(plain: Mapping[str, Any], at: datetime) -> Readiness:
    """Read kept readiness; KeyError or TypeError where it is not one."""
    return Readiness(
        at=at,
        lines=tuple(
            LineReadiness(
                **{
                    **row,
                    "estimate": Estimate(**row["estimate"]),
                    "lacking": tuple(row["lacking"]),
                }
            )
            for row in plain["lines"]
        ),
        competencies=tuple((name, Estimate(**row)) for name, row in plain["competencies"]),
        overall=Estimate(**plain["overall"]),
    )
