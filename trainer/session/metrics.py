"""Metrics over time, the same for every replay."""

from __future__ import annotations

import math
from typing import Final

from trainer.content.schema.world import MetricShape
from trainer.session.values import stable_number

POINTS: Final = 24
_STEP_AT: Final = POINTS * 2 // 3
_SPIKE_EVERY: Final = 5


def metric_points(shape: MetricShape, *key: object) -> tuple[float, ...]:
    """24 hourly points, the last one now; `key` picks the noise. Never below zero where the shape
    itself is not."""
    floor = 0.0 if min(shape.start, shape.end) >= 0 else -math.inf
    phase = stable_number(*key, "phase") % _SPIKE_EVERY
    points = []
    for at in range(POINTS):
        noise = (stable_number(*key, at) % 2001 / 1000 - 1) * shape.noise
        points.append(round(max(floor, _level(shape, at, phase) + noise), 2))
    return tuple(points)


def _level(shape: MetricShape, at: int, phase: int) -> float:
    if shape.shape == "ramp":
        return shape.start + (shape.end - shape.start) * at / (POINTS - 1)
    if shape.shape == "step":
        return shape.end if at >= _STEP_AT else shape.start
    if shape.shape == "spikes":
        return shape.end if at % _SPIKE_EVERY == phase else shape.start
    return shape.start
