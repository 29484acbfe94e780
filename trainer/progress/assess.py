"""The verdict: ready, not yet, or not enough evidence, with all that it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from trainer.domain.readiness import LineReadiness, Readiness, Verdict
from trainer.domain.scores import COMPETENCIES
from trainer.progress.ability import Posterior, estimate_many
from trainer.progress.calibration import Calibration, calibration
from trainer.progress.cases import Case
from trainer.progress.columns import columns_of

LINES: Final = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class ReadinessRule:
    """When a verdict may be given; policy data.

    `cut` is the expected score that readiness for a line asks for, `sure` the probability that a
    verdict needs. At least `least` tickets of the line, of which at most `per_area` of one service
    area count, from `areas` areas, `handed_on` of them to be handed on (at lines that can) and `kept`
    to be finished here: somebody who was only seen on printers has not been seen.
    """

    cut: Mapping[int, float]
    sure: float = 0.95
    least: int = 12
    per_area: int = 4
    areas: int = 3
    handed_on: int = 2
    kept: int = 4


def posteriors(
    people: Sequence[Sequence[Case]], at: datetime, known: Calibration | None = None
) -> dict[str, list[Posterior]]:
    """For each scale one posterior a person; cases of a person in the order they were taken."""
    known = known or calibration()
    columns = columns_of(people, at)
    return {
        name: estimate_many(scale, len(people), columns.on(scale))
        for name, scale in known.scales.items()
    }


def assess_readiness(
    cases: Sequence[Case],
    rule: ReadinessRule,
    at: datetime,
    known: Calibration | None = None,
) -> Readiness:
    """What one person's graded tickets (oldest first) say at `at`; well-formed for none at all."""
    return assess_many([cases], rule, at, known)[0]


def assess_many(
    people: Sequence[Sequence[Case]],
    rule: ReadinessRule,
    at: datetime,
    known: Calibration | None = None,
) -> list[Readiness]:
    """`assess_readiness` for a whole cohort at once."""
    if not people:
        return []
    found = posteriors(people, at, known)
    return [
        Readiness(
            at=at,
            lines=tuple(
                _line(line, cases, found[f"line_{line}"][who], rule) for line in LINES
            ),
            competencies=tuple((name, found[name][who].estimate()) for name in COMPETENCIES),
            overall=found["overall"][who].estimate(),
        )
        for who, cases in enumerate(people)
    ]  # fmt: skip


def _line(line: int, cases: Sequence[Case], own: Posterior, rule: ReadinessRule) -> LineReadiness:
    seen = [case for case in cases if case.line == line]
    needed, lacking = balance(seen, line, rule)
    estimate, chance = own.estimate(), own.chance_of(rule.cut[line])
    return LineReadiness(
        line=line,
        verdict=verdict(chance, needed, rule),
        estimate=estimate,
        cut=rule.cut[line],
        chance=chance,
        cases=len(seen),
        needed=needed,
        lacking=lacking,
        criticals=sum(case.critical for case in seen),
    )


def verdict(chance: float, needed: int, rule: ReadinessRule) -> Verdict:
    """The verdict for a probability of being at the cut, with `needed` more tickets asked for."""
    if needed:
        return "not_enough"
    if chance >= rule.sure:
        return "ready"
    return "not_yet" if chance <= 1 - rule.sure else "not_enough"


class Seen(Protocol):
    """What the balance asks of a ticket, played or still to come: its service area, and whether it
    had to be handed on."""

    @property
    def area(self) -> str: ...

    @property
    def handed_on(self) -> bool: ...


def balance(seen: Sequence[Seen], line: int, rule: ReadinessRule) -> tuple[int, tuple[str, ...]]:
    """How many more tickets of a line a verdict needs at least, and from where: "tickets", "areas",
    "handed_on", "kept".

    Tickets whose area is unknown (a retired fault) count as tickets, four at most.
    """
    areas = Counter(case.area for case in seen)
    counted = sum(min(number, rule.per_area) for number in areas.values())
    missing = {
        "tickets": rule.least - counted,
        "areas": rule.areas - sum(bool(area) for area in areas),
        "handed_on": (rule.handed_on if line < max(LINES) else 0)
        - sum(case.handed_on for case in seen),
        "kept": rule.kept - sum(not case.handed_on for case in seen),
    }
    needed = max(0, missing["tickets"], missing["areas"],
                 max(0, missing["handed_on"]) + max(0, missing["kept"]))  # fmt: skip
    return needed, tuple(name for name, count in missing.items() if count > 0)
