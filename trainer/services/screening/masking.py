"""Blind mode: who a candidate is stays hidden until a person has decided about them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeVar

from trainer.services.screening.name_spellings import spellings
from trainer.services.screening.records import Campaign, Candidate, CandidateRow, Decision

BLANK: Final = "▒▒▒"
_NAMING: Final = frozenset({"id", "attempt_id", "key", "kind", "status"})
"""Fields that name something and hold no text."""
_SPOKEN: Final = frozenset({"text", "drafts", "note_lines"})
"""Fields that hold what somebody said or wrote, be it one word."""
_OWN_WORD: Final = re.compile(r"[a-z][a-z0-9_.]*")
_T = TypeVar("_T")


def hides_names(campaign: Campaign, decision: Decision | None) -> bool:
    """Whether the recruiter may not see yet who this is. Holding is no decision: it would be a way
    to look."""
    return campaign.blind and decision in (None, "hold")


def shown_row(row: CandidateRow, *, hidden: bool) -> CandidateRow:
    """The row as the recruiter may see it. Extra time would tell of a disability: it is hidden too."""
    return replace(row, name="", email="", extra_percent=0) if hidden else row


def without_own_name(shown: _T, candidate: Candidate) -> _T:
    """Any record of ours with BLANK wherever the candidate wrote their own name or e-mail.

    Names of three letters and more are found without regard to case, Russian ones in their cases, both
    in the other alphabet and without diacritics too.
    A fictional caller of the same name is blank too: that is the price.
    """
    pattern = _pattern(candidate)
    masked: _T = _masked(shown, pattern)
    return masked


def _pattern(candidate: Candidate) -> re.Pattern[str]:
    parts = [part for part in re.findall(r"\w+", candidate.name) if len(part) > 2]
    spelt = {way for part in parts for way in spellings(part)}
    # An underscore joins words for \b, and parts them here: anna_smith.
    found = [
        rf"(?<![^\W_]){way}(?![^\W_])" for way in sorted(spelt, key=lambda one: (-len(one), one))
    ]
    if joined := "".join(re.escape(part) for part in parts):
        found.insert(0, rf"(?<![^\W_]){joined}(?![^\W_])")
    if candidate.email:
        found.insert(0, re.escape(candidate.email))
    return re.compile("|".join(found) or r"(?!)", re.IGNORECASE)


def _masked(value: Any, pattern: re.Pattern[str], *, spoken: bool = False) -> Any:
    if isinstance(value, str):
        # "said" and "best" are names of things in our records, and of people: words of ours stay.
        ours = not spoken and _OWN_WORD.fullmatch(value)
        return value if ours else pattern.sub(BLANK, value)
    if isinstance(value, tuple):
        return tuple(_masked(one, pattern, spoken=spoken) for one in value)
    if isinstance(value, Mapping):
        return {key: _masked(one, pattern, spoken=spoken) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: _masked(getattr(value, field.name), pattern, spoken=field.name in _SPOKEN)
            for field in fields(value)
            if field.name not in _NAMING
        }
        return replace(value, **changed)
    return value
