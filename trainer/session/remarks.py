"""What callers add of their own: the engine's pools, so true of any trade, trouble and person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.domain.scenario import Mood

Pool = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remarks:
    """Pools of one language; every text is a template of the pack's kind.

    `..._first` stand before the trouble is told, so nothing in them points back at it; `..._after`
    stand behind it; asides stand anywhere. None of them states a fact that could be wrong.
    """

    mood_first: Mapping[Mood, Pool]
    mood_after: Mapping[Mood, Pool]
    asides: Pool
    """How the day has been: the talkative."""
    courtesy_first: Pool
    courtesy_after: Pool
    haste_first: Pool
    haste_after: Pool
    deadline_first: Pool
    unsure: Pool
    """People who know no technical word and say so."""
    handy: Pool
    """People who know their way around and say so."""
    rough_time: Pool
    """A rough time, volunteered: {when} stands for it in words."""
    fillers: Pool
    """Spoken hesitation; ends so that a capital letter may follow."""
    to_business: Pool
    """The answer of a hurried person to a greeting."""
    salutations: Pool
    signatures: Pool
    """How a letter ends whose text does not name its writer."""
    closings: Pool
    """How a letter ends whose text names its writer already."""
    slips: Mapping[str, Pool]
    """A fact told wrongly ({wrong}) and put right at once; the true value comes last.
    By what was slipped on: since_earlier, since_later, host, contact, deadline."""
