"""[[male|female]] forms, and names that agree with themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from trainer.language.grammar.russian import readings

PAIR: Final = re.compile(r"([А-Яа-яЁё-]*)\[\[([^\[\]|]*)\|([^\[\]|]*)\]\]([А-Яа-яЁё-]*)")
_KNOWN_PAIRS: Final = frozenset([("он", "она"), ("один", "одна")])


def pairs(template: str) -> Iterator[tuple[str, str]]:
    """The two words of every [[male|female]] form, whole."""
    for match in PAIR.finditer(template):
        start, male, female, end = match.groups()
        yield f"{start}{male}{end}", f"{start}{female}{end}"


def pair_fault(male: str, female: str) -> str:
    """What is wrong with a pair of forms; empty where nothing is."""
    ours, theirs = male.split(), female.split()
    if len(ours) != len(theirs) or not ours:
        return f"forms of different length: «{male}|{female}»"
    for one, other in zip(ours, theirs, strict=True):
        if one != other and not _is_pair(one, other):
            return f"not one word in two genders: «{one}|{other}»"
    return ""


@lru_cache(maxsize=10_000)
def _is_pair(male: str, female: str) -> bool:
    for one in readings(male):
        for other in readings(female):
            same_word = one.lemma == other.lemma or (one.lemma, other.lemma) in _KNOWN_PAIRS
            if (
                same_word
                and (one.pos, one.number, one.case, one.tense)
                == (other.pos, other.number, other.case, other.tense)
                and one.gender in ("masc", "neut" if one.pos == "NPRO" else "masc")
                and other.gender == "femn"
            ):
                return True
    return False


_NAMES_MISSED: Final = frozenset(["София"])
"""Given names that the dictionary knows as something else only (a city)."""
_SURNAME_ENDS: Final = {"m": r"(?:[оеё]в|[иы]н|[сц]кий|ой|ий|ый)$", "f": r"(?:[оеё]ва|[иы]на|ая)$"}


def name_fault(full_name: str, gender: str) -> str:
    """What is wrong with «first patronymic surname» for the gender; empty where nothing is."""
    parts = full_name.split()
    if len(parts) != 3:
        return f"not three parts: {full_name}"
    wanted = "masc" if gender == "m" else "femn"
    for part, mark in zip(parts, ("Name", "Patr", "Surn"), strict=True):
        read = [r for r in readings(part) if mark in r.marks or part in _NAMES_MISSED]
        fits = any(
            r.case == "nomn" and r.number == "sing" and r.gender in (wanted, "ms-f") for r in read
        )
        # The dictionary lacks some surnames («Мамонтова»): their ending tells.
        by_ending = mark == "Surn" and re.search(_SURNAME_ENDS[gender], part)
        if not fits and not by_ending:
            return f"{part} is no {mark} of gender {gender}: {full_name}"
    return ""
