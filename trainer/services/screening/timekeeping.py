"""The candidate's clock, kept by the server from signs of life.

The rule, as candidates are told it: the clock runs from the first ticket of the form to the end of the
last one. The page reports every BEAT seconds; moves are signs of life as well. Where the server
has heard nothing for longer than GRACE, the connection was gone: of that time GRACE seconds count
and the rest does not, up to HELD_CAP in all. What goes beyond the cap counts again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from trainer.services.screening.records import Campaign, Candidate, Clock, Interruption

BEAT: Final = 20.0
"""Seconds between two reports of an open page."""
GRACE: Final = 90.0
"""Seconds. Browsers let a page in the background report once a minute: that is no lost connection."""
HELD_CAP: Final = 20 * 60.0
"""Seconds that one sitting may be without connection at no cost."""


def limit_of(campaign: Campaign, candidate: Candidate) -> float:
    """The candidate's time in seconds, with their extra time."""
    return campaign.minutes * 60.0 * (100 + candidate.extra_percent) / 100


def seen(clock: Clock, now: datetime) -> tuple[Clock, Interruption | None]:
    """The clock after a sign of life at `now`, and the interruption that it ends, if one does.

    A time before the last sign of life (a server's clock set back) adds nothing.
    """
    if clock.seen_at is None:
        return Clock(clock.used, clock.held, now), None
    gap = (now - clock.seen_at).total_seconds()
    if gap <= 0:
        return clock, None
    held = min(gap - GRACE, HELD_CAP - clock.held) if gap > GRACE else 0.0
    after = Clock(clock.used + gap - held, clock.held + held, now)
    return after, Interruption(clock.seen_at, now, held) if gap > GRACE else None


def left(clock: Clock, limit: float, now: datetime) -> float:
    """Seconds left at `now`, never below 0; the whole limit before the start."""
    return max(0.0, limit - seen(clock, now)[0].used) if clock.seen_at else limit


def runs_out_at(clock: Clock, limit: float) -> datetime | None:
    """When the time is over if no sign of life comes any more; None before the start."""
    if clock.seen_at is None:
        return None
    rest = max(0.0, limit - clock.used)
    silent = rest if rest <= GRACE else rest + HELD_CAP - clock.held
    return clock.seen_at + timedelta(seconds=silent)
