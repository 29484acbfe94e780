"""Russian neighbours that must agree: adjective and noun, subject and verb, label and state.

Checks take a text as it is read (placeholders filled) and give complaints. They keep silent where a
word can be read in several ways and one of them is right.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from trainer.language.grammar.russian import (
    OBLIQUE,
    Reading,
    is_sure,
    is_word,
    readings,
    sentences,
    tokens,
)

_LOOSE: Final = frozenset(
    [
        "который",
        "чей",
        "какой",
        "весь",
        "сам",
        "другой",
        "такой",
        "свой",
        "этот",
        "тот",
        "один",
        "самый",
        "каждый",
        "никакой",
        "некоторый",
        "некий",
        "любой",
        "иной",
        "остальной",
        "прочий",
        "он",
        "она",
        "оно",
        "они",
        "первый",
        "второй",
    ]
)
"""Words that stand alone as often as before a noun."""


def agreement_faults(text: str) -> Iterator[str]:
    """Neighbours of which no readings agree: adjective and noun, subject and past verb."""
    for sentence in sentences(text):
        found = tokens(sentence)
        for left, right in pairwise(found):
            if is_word(left) and is_word(right) and (fault := _disagree(left, right)):
                yield f"{fault}: «{left} {right}»"


@lru_cache(maxsize=200_000)
def _disagree(left: str, right: str) -> str:
    if not (is_sure(left) and is_sure(right)):
        return ""
    lefts, rights = readings(left), readings(right)
    if all(one.pos in ("ADJF", "PRTF") for one in lefts) and all(o.pos == "NOUN" for o in rights):
        if any(one.lemma in _LOOSE or one.lemma.endswith("-то") for one in lefts):
            return ""
        if any(_agree(one, other) for one in lefts for other in rights):
            return ""
        # «остался включённым режим»: the adjective belongs to the verb.
        if all(o.case == "ablt" or o.number == "plur" for o in lefts) and any(
            o.case == "nomn" for o in rights
        ):
            return ""
        # «оставленную человеком заявку»: the noun belongs to the participle.
        governed = any(one.pos == "PRTF" or "Qual" in one.marks for one in lefts) and any(
            other.case in OBLIQUE for other in rights
        )
        return "" if governed else "adjective and noun"
    subject = all(one.pos in ("NOUN", "NPRO") and one.case == "nomn" for one in lefts)
    if subject and all(_predicate(one) for one in rights):
        # «Отказ и причина записаны»: a plural may have more subjects than its neighbour.
        more = lefts[0].pos == "NOUN" and all(one.number == "plur" for one in rights)
        if not more and not any(_agree(a, b) and _persons(a, b) for a in lefts for b in rights):
            return "subject and verb"
    return ""


def _predicate(one: Reading) -> bool:
    """A finite verb or short form that has a subject; a short neuter may be an adverb."""
    if one.pos == "VERB":
        return "impr" not in one.marks and "Impe" not in one.marks
    return one.pos in ("PRTS", "ADJS") and one.gender != "neut"


def _persons(subject: Reading, verb: Reading) -> bool:
    return not verb.person or verb.person == (subject.person or "3per")


def _agree(one: Reading, other: Reading) -> bool:
    if "Fixd" in one.marks or "Fixd" in other.marks:
        return True
    if one.case and other.case and one.case != other.case:
        return False
    if one.number and other.number and one.number != other.number:
        return False
    if "plur" in (one.number, other.number):
        return True
    loose = {"", "ms-f"}
    if one.gender in loose or other.gender in loose or one.gender == other.gender:
        return True
    return "GNdr" in one.marks or "GNdr" in other.marks


_STATES: Final = frozenset(["состояние", "статус"])
"""Heads that name no thing: «Состояние номера: приостановлен»."""


def label_faults(text: str) -> Iterator[str]:
    """«Сервер встреч: перезапущен»: the short participle after the colon agrees with the head."""
    for sentence in sentences(text):
        head, colon, rest = sentence.partition(": ")
        first, (state, after) = tokens(head)[:1], (tokens(rest)[:1], tokens(rest)[1:2])
        if not colon or not first or not state or not is_word(first[0]) or not is_word(state[0]):
            continue
        if not (is_sure(first[0]) and is_sure(state[0])) or (after and is_word(after[0])):
            continue  # «Драйвер: установлена новая версия» has a subject of its own
        names = [r for r in readings(first[0]) if r.pos == "NOUN" and r.case == "nomn"]
        if not names or first[0].lower() in _STATES:
            continue
        states = readings(state[0])
        if not all(r.pos in ("PRTS", "ADJS") and r.gender != "neut" for r in states):
            continue
        if not any(_agree(name, one) for name in names for one in states):
            yield f"label and state: «{first[0]} …: {state[0]}»"
