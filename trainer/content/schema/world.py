"""world.yaml: components with finite-valued attributes, capabilities that need them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from trainer.content.schema.base import ConditionText, Slug, Strict
from trainer.domain.triage import Urgency

Values = Annotated[tuple[Slug, ...], Field(min_length=2)]


class Component(Strict):
    """A configuration item.

    `scope` says who shares it (a key of `scopes`), `area` is the service area its incidents belong
    to. Each attribute lists its values, the healthy (initial) one first.
    """

    scope: Slug
    area: Slug
    attributes: Annotated[dict[Slug, Values], Field(min_length=1)]


class Condition(Strict):
    """All of `all` and, where given, at least one of `any`."""

    all: tuple[ConditionText, ...] = ()
    any: tuple[ConditionText, ...] = ()


class Capability(Strict):
    """Something a person can do as long as its needs are met ("print" needs a queue, a driver…).

    `needs` are conditions that must all hold; `any_of` are alternatives of which one must hold as a
    whole. `urgency` is how badly its loss stops the person's work. `reportable` capabilities are
    what callers complain of.
    """

    needs: tuple[ConditionText, ...] = ()
    any_of: tuple[tuple[ConditionText, ...], ...] = ()
    urgency: Urgency = "medium"
    reportable: bool = False


class DisplayRule(Strict):
    """The display shows `shows` where all of `when` hold."""

    when: Annotated[tuple[ConditionText, ...], Field(min_length=1)]
    shows: Slug


class Display(Strict):
    """Something that can be read and depends on several things: a screen, a log, a metric.

    The first rule that holds decides; otherwise `otherwise` is shown.
    """

    rules: Annotated[tuple[DisplayRule, ...], Field(min_length=1)]
    otherwise: Slug


class QuantityRule(Strict):
    """The quantity starts from `value` where all of `when` hold."""

    when: Annotated[tuple[ConditionText, ...], Field(min_length=1)]
    value: Annotated[float, Field(ge=0)]


class QuantityFactor(Strict):
    """The quantity is multiplied by `times` where all of `when` hold."""

    when: Annotated[tuple[ConditionText, ...], Field(min_length=1)]
    times: Annotated[float, Field(ge=0)]


class Quantity(Strict):
    """A number that several causes move together (a speed, a waiting time), read in levels.

    It starts from the first of `rules` that holds, from `base` otherwise, and is multiplied by every
    one of `factors` that holds. `levels` name what is read, the healthy one first, each with the
    smallest number that still earns it; the last one is 0, so that every number has a level. The
    texts name the quantity and its unit.
    """

    base: Annotated[float, Field(gt=0)]
    rules: tuple[QuantityRule, ...] = ()
    factors: tuple[QuantityFactor, ...] = ()
    levels: Annotated[dict[Slug, Annotated[float, Field(ge=0)]], Field(min_length=2)]

    @model_validator(mode="after")
    def _falling_to_zero(self) -> Quantity:
        bounds = list(self.levels.values())
        if bounds != sorted(set(bounds), reverse=True) or bounds[-1] != 0:
            raise ValueError("levels must fall from the healthy one to a last one of 0")
        if self.base < bounds[0]:
            raise ValueError(
                "base lies below the first level; with nothing broken it must reach it"
            )
        return self


class MetricShape(Strict):
    """How a metric runs over the last hours: from `start` to `end` in the unit that the texts name,
    24 points.

    `shape`: flat (noise only), ramp (steady change), step (jump at two thirds), spikes (short
    bursts above `start` up to `end`).
    """

    shape: Annotated[str, Field(pattern=r"^(flat|ramp|step|spikes)$")]
    start: float
    end: float
    noise: Annotated[float, Field(ge=0)] = 0.0


class Metric(Strict):
    """A metric over time: one shape for each value that its tool can read."""

    shapes: Annotated[dict[Slug, MetricShape], Field(min_length=1)]


class WorldFile(Strict):
    """The whole of world.yaml.

    `scopes` maps who-shares-what to the number of people affected, from narrow to wide;
    `circumstances` are facts of a situation that are not faults (how somebody is connected), one
    value drawn per scenario.
    """

    scopes: Annotated[dict[Slug, Annotated[int, Field(ge=1)]], Field(min_length=1)]
    circumstances: dict[Slug, Annotated[tuple[Slug, ...], Field(min_length=1)]] = {}
    components: Annotated[dict[Slug, Component], Field(min_length=1)]
    capabilities: Annotated[dict[Slug, Capability], Field(min_length=1)]
    displays: dict[Slug, Display] = {}
    quantities: dict[Slug, Quantity] = {}
    metrics: dict[Slug, Metric] = {}
