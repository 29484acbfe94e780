"""Placeholders must stand where the value, which never declines, is right as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from trainer.language.grammar.prepositions import CASES
from trainer.language.grammar.russian import is_known, is_word, readings, tokens

NOMINATIVE: Final = frozenset(
    [
        "first_name",
        "full_name",
        "department",
        "site",
        "team",
        "name",
        "person",
        "area",
        "area_given",
        "area_true",
        "fault",
        "breach",
        "tool",
    ]
)
"""Values that decline in Russian and are filled in as they are: in the nominative."""
_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")
_AFTER_SPAN: Final = frozenset(["через", "за"])
_CALLS: Final = frozenset(["зовут"])
_DAYTIME: Final = frozenset(["утра", "дня", "вечера"])


def place_faults(template: str) -> Iterator[str]:
    """Placeholders in places that ask for another form of their value. The rules:

    - a value that declines stands at the start, after a sign («это {full_name}, {department}»), in
      quotes after a word that declines for it («группа «{team}»»), or after a word that takes the
      nominative: a particle, a conjunction, a verb of the third person, a noun in the nominative;
    - {deadline_in} is in the accusative: right after «через» or «за»;
    - {since} and {time} are bare times: no «утра» after them, it may be 14:00.
    """
    for match in _PLACEHOLDER.finditer(template):
        name = match[1]
        before = template[: match.start()]
        words = tokens(before)
        last = words[-1].lower() if words else ""
        if name == "deadline_in" and last not in _AFTER_SPAN:
            yield f"{{deadline_in}} not after «через» or «за»: «{before[-30:]}{match.group()}»"
        elif name in ("since", "time"):
            after = tokens(template[match.end() :])[:1]
            if after and after[0].lower() in _DAYTIME:
                yield f"part of the day after a time: «{match.group()} {after[0]}»"
        elif name in NOMINATIVE and is_word(last) and not _takes_nominative(last):
            yield f"«{last}» asks {match.group()} to decline: «{before[-30:]}{match.group()}»"


def _takes_nominative(word: str) -> bool:
    if word in CASES:
        return False
    if word in _CALLS or not is_known(word):
        return True
    for one in readings(word):
        if one.pos in ("PRCL", "CONJ", "INTJ", "ADVB", "PRED"):
            return True
        if one.pos == "VERB" and one.person in ("3per", "") and "impr" not in one.marks:
            return True
        if one.pos in ("NOUN", "NPRO", "ADJF") and one.case == "nomn" and one.number == "sing":
            return True
    return False
