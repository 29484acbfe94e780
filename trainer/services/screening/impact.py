"""Adverse impact: do decisions fall differently on self-declared groups? Pure arithmetic.

Two measures stand beside each other. The *four-fifths rule* compares rates: a group whose share of
invited people is below 80 % of the best group's is flagged, however few they are. *Fisher's exact
test* asks how likely a difference at least this large would be if the group made no difference.
They can disagree: among few people a large difference is often chance (flagged, but not significant),
and among many a small one is hardly ever (significant, but not flagged).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from trainer.services.screening.records import GroupCount

LEAST: Final = 20
"""Decided people that a group needs. Smaller ones are neither judged nor shown: a rate of a few people
says nothing, and would say who is who."""
FOUR_FIFTHS: Final = 0.8
LEVEL: Final = 0.05
Finding = Literal["none", "both", "rule_only", "test_only"]


@dataclass(frozen=True, slots=True)
class GroupImpact:
    """One group large enough to show. `ratio` is its rate over the best group's rate, 1 for the best
    one itself, whose `p` is 1 as well."""

    group: str
    decided: int
    selected: int
    rate: float
    ratio: float
    p: float
    finding: Finding


@dataclass(frozen=True, slots=True)
class AttributeImpact:
    """One attribute. `groups` are there only where at least two are large enough: `concluded` is
    False otherwise, and nothing is said. `small` counts the groups left out."""

    attribute: str
    concluded: bool
    groups: tuple[GroupImpact, ...]
    small: int


def adverse_impact(counts: Sequence[GroupCount]) -> tuple[AttributeImpact, ...]:
    """The report from counts by group, each attribute by itself."""
    attributes = sorted({count.attribute for count in counts})
    return tuple(
        _attribute(name, [count for count in counts if count.attribute == name])
        for name in attributes
    )


def _attribute(name: str, counts: Sequence[GroupCount]) -> AttributeImpact:
    large = sorted((c for c in counts if c.decided >= LEAST), key=lambda c: c.group)
    small = sum(0 < count.decided < LEAST for count in counts)
    if len(large) < 2:
        return AttributeImpact(name, False, (), small)
    best = max(large, key=lambda count: (count.selected / count.decided, count.decided))
    groups = tuple(_group(count, best) for count in large)
    return AttributeImpact(name, True, groups, small)


def _group(count: GroupCount, best: GroupCount) -> GroupImpact:
    rate, top = count.selected / count.decided, best.selected / best.decided
    ratio = rate / top if top else 1.0
    p = 1.0 if count is best else fisher(count, best)
    flagged, significant = ratio < FOUR_FIFTHS, p < LEVEL
    finding: Finding = "none"
    if flagged or significant:
        finding = "both" if flagged and significant else "rule_only" if flagged else "test_only"
    return GroupImpact(count.group, count.decided, count.selected, rate, ratio, p, finding)


def fisher(one: GroupCount, other: GroupCount) -> float:
    """The two-sided p of Fisher's exact test on who was invited of two groups."""
    # scipy.stats takes over a second to import: only who reads such a report waits for it.
    from scipy.stats import fisher_exact  # type: ignore[import-untyped]  # has no types

    table = [
        [one.selected, one.decided - one.selected],
        [other.selected, other.decided - other.selected],
    ]
    return float(fisher_exact(table).pvalue)


def impact_to_plain(report: Sequence[AttributeImpact]) -> dict[str, Any]:
    """The report as JSON-ready values."""
    return {"attributes": [asdict(attribute) for attribute in report]}


def impact_from_plain(plain: dict[str, Any]) -> tuple[AttributeImpact, ...]:
    """Read a kept report."""
    return tuple(
        AttributeImpact(
            row["attribute"],
            row["concluded"],
            tuple(GroupImpact(**group) for group in row["groups"]),
            row["small"],
        )
        for row in plain["attributes"]
    )
