"""The common form of all benchmarks: figures, aims, a table, a JSON file and an exit code."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; `aim` with `at_most` or at least, None where it is only reported."""

    name: str
    value: float
    unit: str
    aim: float | None = None
    at_most: bool = True

    @property
    def met(self) -> bool:
        if self.aim is None:
            return True
        return self.value <= self.aim if self.at_most else self.value >= self.aim

    def line(self) -> str:
        sign = "<=" if self.at_most else ">="
        aim = "" if self.aim is None else f"   aim {sign} {self.aim:g}"
        verdict = "" if self.aim is None else ("   met" if self.met else "   MISSED")
        return f"{self.name:<58}{self.value:>12,.2f} {self.unit:<12}{aim}{verdict}"


def percentile(values: Sequence[float], share: float) -> float:
    """The value at `share` (0..1) of the sorted values, nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def finish(name: str, figures: Sequence[Figure], check: bool) -> int:
    """Print the table, write the JSON, and return the exit code (1 where an aim is missed)."""
    for figure in figures:
        print(figure.line())
    RESULTS.mkdir(exist_ok=True)
    machine = {"python": platform.python_version(), "system": platform.system()}
    content = {"machine": machine, "figures": [asdict(figure) for figure in figures]}
    (RESULTS / f"{name}.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    missed = [figure for figure in figures if not figure.met]
    if check:
        for figure in missed:
            print(f"missed: {figure.line()}", file=sys.stderr)
        held = sum(figure.aim is not None for figure in figures) - len(missed)
        print(f"aims met: {held} of {held + len(missed)}")
        return 1 if missed else 0
    return 0
