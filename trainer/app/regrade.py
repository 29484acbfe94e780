"""`threeline regrade`: who would move under the installed scoring, and moving them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Final

from trainer.app.records import OPERATOR
from trainer.app.wiring import wire
from trainer.scoring.grade import SCORING_VERSION
from trainer.services.regrading import Regraded
from trainer.settings import read_settings

_NOTABLE: Final = 0.005


def regrade(apply: bool, say: Callable[[str], None]) -> None:
    """Report (and with `apply` store) what the installed scoring version makes of ended attempts."""
    services = wire(read_settings(os.environ))
    rows = list(services.regrading.run(OPERATOR, apply))
    for row in rows:
        if row.problem:
            say(f"{row.attempt_id}  {row.person}: not graded again: {row.problem}")
        elif abs(row.moved) >= _NOTABLE or row.passed_before != row.passed_after:
            say(_line(row))
    say(summary(rows))
    if rows and not apply:
        say(
            "Nothing was stored. `threeline regrade --apply` stores the new grades; the old ones stay."
        )


def summary(rows: Iterable[Regraded]) -> str:
    """How many were looked at, moved, now pass and no longer pass, in a sentence."""
    rows = list(rows)
    if not rows:
        return f"Every ended attempt has been graded by scoring version {SCORING_VERSION}."
    moved = [row for row in rows if abs(row.moved) >= _NOTABLE]
    gained = sum(not row.passed_before and bool(row.passed_after) for row in rows)
    lost = sum(bool(row.passed_before) and not row.passed_after for row in rows)
    mean = sum(row.moved for row in rows) / len(rows)
    return (
        f"{len(rows)} attempts of other scoring versions; under version {SCORING_VERSION} "
        f"{len(moved)} move (mean change {mean:+.1f} points), {gained} more pass, {lost} no longer "
        f"pass, {sum(bool(row.problem) for row in rows)} cannot be graded again."
    )


def _line(row: Regraded) -> str:
    verdict = ""
    if row.passed_before != row.passed_after:
        verdict = ", now passes" if row.passed_after else ", no longer passes"
    before = "-" if row.before is None else f"{row.before:.1f}"
    after = "-" if row.after is None else f"{row.after:.1f}"
    return f"{row.attempt_id}  {row.person}: {before} (v{row.version or '?'}) -> {after}{verdict}"
