"""What a change of policy would do to what is there already: estimates, nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from trainer.content.model import Pack
from trainer.content.schema.policy import PolicyFile
from trainer.domain.language import Language
from trainer.domain.readiness import Readiness
from trainer.generator.compositions import circumstances_of
from trainer.progress.assess import assess_many
from trainer.progress.cases import Case
from trainer.services.ports import AttemptRecord
from trainer.services.readiness import rule_of
from trainer.world.plays import plays_of
from trainer.world.use import affected_scope, inject_fault


@dataclass(frozen=True, slots=True)
class Change:
    """A value that would change; `place` is its dotted key."""

    place: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class PriorityChange:
    """A fault whose tickets with this complaint would get another priority."""

    fault: str
    complaint: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Passes:
    """Of so many graded attempts, how many pass by the policy before and after."""

    attempts: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class VerdictCounts:
    """How many people are ready, not yet, or not seen enough for a verdict."""

    ready: int
    not_yet: int
    not_enough: int


@dataclass(frozen=True, slots=True)
class LineVerdicts:
    """The verdicts of one line before and after."""

    line: int
    before: VerdictCounts
    after: VerdictCounts


@dataclass(frozen=True, slots=True)
class Preview:
    """The effect of a change against what is saved now. A part that the change does not touch is
    None or empty; `readiness` is of the `people` who were active last."""

    changes: tuple[Change, ...]
    priorities: tuple[PriorityChange, ...] = ()
    passes: Passes | None = None
    readiness: tuple[LineVerdicts, ...] = ()
    people: int = 0


def changed_values(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """The numbers that differ between two plain policies."""
    found: list[Change] = []

    def walk(one: Any, other: Any, place: str) -> None:
        if isinstance(one, dict):
            for key, value in one.items():
                walk(value, other.get(key), f"{place}.{key}" if place else key)
        elif one != other and isinstance(one, int | float) and isinstance(other, int | float):
            found.append(Change(place, one, other))

    walk(before, after, "")
    return tuple(found)


def priority_changes(
    pack: Pack, before: PolicyFile, after: PolicyFile, language: Language
) -> tuple[PriorityChange, ...]:
    """Faults whose priority changes, in the first circumstances in which each occurs and before a
    deadline raises the urgency."""
    world, found = plays_of(pack).world, []
    texts = pack.texts[language]
    for name, fault in pack.faults.items():
        circumstances = dict(circumstances_of(pack, (name,)))
        state = inject_fault(world, (name,), circumstances)
        for reported in fault.spec.reported:
            urgency = pack.world.capabilities[reported].urgency
            impact = pack.policy.impact[affected_scope(world, reported, state)]
            old, new = before.matrix[impact][urgency], after.matrix[impact][urgency]
            if old != new:
                complaint = texts.capabilities[reported].complaint
                found.append(PriorityChange(fault.texts[language].title, complaint, old, new))
    return tuple(found)


def passes_by(policy: PolicyFile, record: AttemptRecord) -> bool:
    """Whether a graded attempt passes by the policy, from its stored competencies alone. What else
    the policy changes in play (priorities, time limits) is not played again."""
    means = dict(record.competencies)
    weights = {name: weight for name, weight in policy.weights.items() if name in means}
    total = sum(weights.values())
    overall = sum(means[name] * weight for name, weight in weights.items()) / total if total else 0
    return (
        round(overall, 2) >= policy.pass_mark
        and all(value >= policy.pass_floor for value in means.values())
        and not record.critical
    )


def passes(before: PolicyFile, after: PolicyFile, records: Sequence[AttemptRecord]) -> Passes:
    """How many of these attempts pass by either policy."""
    return Passes(
        len(records),
        sum(passes_by(before, one) for one in records),
        sum(passes_by(after, one) for one in records),
    )


def verdicts(
    before: PolicyFile, after: PolicyFile, people: Sequence[Sequence[Case]], at: datetime
) -> tuple[LineVerdicts, ...]:
    """The verdicts of people by either rule, a line each."""
    old, new = (
        assess_many(people, rule_of(policy.readiness), at) for policy in (before, after)
    )  # fmt: skip
    return tuple(
        LineVerdicts(line, _counts(line, old), _counts(line, new)) for line in (1, 2, 3)
    )  # fmt: skip


def _counts(line: int, found: Sequence[Readiness]) -> VerdictCounts:
    counted = Counter(one.line(line).verdict for one in found)
    return VerdictCounts(counted["ready"], counted["not_yet"], counted["not_enough"])
