"""What a caller adds to their trouble, and on which side of it they say so."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from trainer.session.memory import rough_since
from trainer.session.remarks import Pool
from trainer.session.values import stable_number
from trainer.session.voice import Voice
from trainer.session.words import REMARKS

_SAYS_TIME: Final = re.compile(
    r"утр|вечер|обед|ноч|вчера|сегодня|\bчас|\bминут|недел|\bд(?:ень|ня|ней)\b|раньше|[тс]их пор|"
    r"morning|evening|lunch|night|yesterday|today|hour|minute|week|\bday|since|for ages|\bago",
    re.I,
)
_COURTEOUS: Final = re.compile(
    r"спасибо|благодар|извини|прости|пожалуйста|thank|sorry|please|grateful", re.I
)
_MODEST: Final = re.compile(r"разбира|не понима|understand|no good with|bear with", re.I)
_SOON: Final = 60
"""Minutes: nobody begins with a deadline that is hours away."""


@dataclass(slots=True)
class Additions:
    """Sentences before the trouble is told and behind it; `room` is how many of the unneeded ones
    this person has time for, and how many fit before the trouble."""

    voice: Voice
    room: int
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    def put(self, name: str, first: Pool, after: Pool, share_first: int) -> None:
        """Say one of `first` before the trouble, in `share_first` percent, or one of `after`."""
        ahead = first and likely(self.voice, f"{name}_first", share_first)
        if not ahead or len(self.before) >= self.room:
            pool, side = after, self.after
        else:
            pool, side = first, self.before
        if pool:
            at = 0 if likely(self.voice, f"{name}_place", 50) else len(side)
            side.insert(at, self.voice.say(pool, name))


def likely(voice: Voice, name: str, percent: int) -> bool:
    """Whether this person does `name`, which so many of a hundred do; always the same answer."""
    return stable_number(voice.scenario.key, "order", name) % 100 < percent


def additions(voice: Voice, opening: str, deadline: bool) -> Additions:
    """All that this person adds to `opening`: the deadline if they tell it (`deadline`), their mood,
    and as many other remarks as they have time for."""
    temper, remarks = voice.scenario.temper, REMARKS[voice.language]
    added = Additions(voice, room=2 if temper.verbosity > 1 else 1)
    if deadline:
        own = voice.remark("deadline")
        hurried = 60 if temper.patience == 0 else 25
        soon = (voice.scenario.deadline_minutes or 0) <= _SOON and temper.verbosity < 2
        share = hurried if soon else 0
        added.put("deadline", remarks.deadline_first, (own,), share)
    first, after = (
        moods.get(temper.mood, ()) for moods in (remarks.mood_first, remarks.mood_after)
    )
    added.put("mood", first, after, 75 if temper.mood == "angry" else 40)
    extras = _extras(voice, opening, deadline)
    extras.sort(key=lambda extra: stable_number(voice.scenario.key, "extra", extra[0]))
    for name, before, behind, share in extras[: added.room]:
        added.put(name, before, behind, share)
    return added


def _extras(voice: Voice, opening: str, deadline: bool) -> list[tuple[str, Pool, Pool, int]]:
    """Remarks that fit the person: (name, pool before, pool behind, percent before)."""
    temper, remarks = voice.scenario.temper, REMARKS[voice.language]
    extras: list[tuple[str, Pool, Pool, int]] = []
    if temper.verbosity > 1 and likely(voice, "aside", 65):
        extras.append(("aside", remarks.asides, remarks.asides, 85))
    modest = _MODEST.search(opening)
    if temper.literacy == 0 and not modest and likely(voice, "unsure", 35):
        extras.append(("unsure", remarks.unsure, remarks.unsure, 40))
    if temper.literacy > 1 and likely(voice, "handy", 30):
        extras.append(("handy", (), remarks.handy, 0))
    if temper.patience == 0 and not deadline and likely(voice, "haste", 55):
        extras.append(("haste", remarks.haste_first, remarks.haste_after, 50))
    if not _SAYS_TIME.search(opening) and likely(voice, "rough", 22):
        when = rough_since(voice.scenario, voice.language)
        times = tuple(text.replace("{when}", when) for text in remarks.rough_time)
        extras.append(("rough", (), times, 0))
    polite = temper.patience > 1 and temper.mood in ("calm", "worried")
    if polite and not _COURTEOUS.search(opening) and likely(voice, "courtesy", 50):
        extras.append(("courtesy", remarks.courtesy_first, remarks.courtesy_after, 50))
    return extras
