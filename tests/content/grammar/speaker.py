"""The speaker's gender in Russian: what «я» did and was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from trainer.language.grammar.russian import is_known, is_word, readings, sentences, tokens

_STOPS: Final = frozenset(
    ["кто", "никто", "кто-то", "каждый", "любой", "один", "который", "весь", "он", "все", "самый"]
)
_BETWEEN: Final = 6
_QUOTED: Final = re.compile(r"«[^»]*»")
"""What somebody else says («я вас не понял», said a robot)."""


_SHORT: Final = {"masc": frozenset(["рад", "прав"]), "femn": frozenset(["рада", "права"])}
"""Short forms that could also be read as rare nouns."""


def speaker_faults(text: str, gender: str) -> Iterator[str]:
    """Words about «я» in the gender the speaker has not; `gender` is m or f."""
    for sentence in sentences(_QUOTED.sub("«»", text)):
        yield from _about_me(sentence, "femn" if gender == "m" else "masc")


@lru_cache(maxsize=200_000)
def _about_me(sentence: str, wrong: str) -> tuple[str, ...]:
    found = tokens(sentence)
    return tuple(_said_of_me(found, wrong)) if "я" in map(str.lower, found) else ()


def _said_of_me(found: list[str], wrong: str) -> Iterator[str]:
    for at, token in enumerate(found):
        if token.lower() != "я":
            continue
        for place in (*_after(found, at), *_before(found, at)):
            if found[place].lower() in _SHORT[wrong] or _is_gendered(found[place], wrong):
                yield f"«я» and gender: «{_span(found, at, place)}»"


def _span(found: list[str], at: int, place: int) -> str:
    return " ".join(found[min(at, place) : max(at, place) + 1])


def _after(found: list[str], at: int) -> Iterator[int]:
    """Places after «я» up to the first other subject or the first word that says what «я» does."""
    for place in range(at + 1, min(at + 1 + _BETWEEN, len(found))):
        token = found[place]
        if token in ".!?…;:()«»":
            return
        if not is_word(token):
            continue
        if _is_subject(token):
            return
        yield place
        if any(r.pos in ("VERB", "ADJS", "PRTS", "PRED") for r in readings(token)):
            return


def _before(found: list[str], at: int) -> Iterator[int]:
    """The word right before «я», where it is said inverted («понял я»)."""
    if at and is_word(found[at - 1]) and all(r.pos == "VERB" for r in readings(found[at - 1])):
        yield at - 1


def _is_subject(token: str) -> bool:
    lower = token.lower()
    if lower in _STOPS or lower in ("что", "чтобы", "если", "когда", "а", "как", "но", "где"):
        return True
    return any(
        r.pos in ("NOUN", "NPRO") and r.case == "nomn" and lower != "я" for r in readings(token)
    )


@lru_cache(maxsize=100_000)
def _is_gendered(token: str, gender: str) -> bool:
    """Whether the word cannot be read otherwise than as a past verb or short form of the gender."""
    if not is_word(token):
        return False
    found = readings(token)
    if all(
        r.pos in ("VERB", "ADJS", "PRTS") and r.number == "sing" and r.gender == gender
        and (r.pos != "VERB" or r.tense == "past")
        for r in found
    ):  # fmt: skip
        return True
    return token.lower() == {"masc": "сам", "femn": "сама"}[gender] or (
        token.lower() in ("один", "одна")
        and token.lower() == {"masc": "один", "femn": "одна"}[gender]
    )


_SAYS: Final = ("VERB", "ADJS")


def lonely_faults(text: str, gender: str) -> Iterator[str]:
    """Past verbs and short forms in the gender the speaker has not, in sentences (and the two
    before) where nothing else of that gender could be meant: «Перезагрузил, не помогло»."""
    wrong = "femn" if gender == "m" else "masc"
    before, earlier = "", ""
    for sentence in sentences(_QUOTED.sub("«»", text)):
        yield from _without_doer(f"{before} {earlier}", sentence, wrong)
        before, earlier = earlier, sentence


@lru_cache(maxsize=200_000)
def _without_doer(earlier: str, sentence: str, wrong: str) -> tuple[str, ...]:
    found = tokens(sentence)
    # A short participle is mostly said of a thing: «у меня записан…».
    gendered = [
        token
        for token in found
        if _is_gendered(token, wrong) and any(r.pos in _SAYS for r in readings(token))
    ]
    if not gendered or _has_doer([*tokens(earlier), *found], wrong):
        return ()
    return tuple(f"whose gender: «{token}» in «{sentence}»" for token in gendered)


def _has_doer(found: list[str], gender: str) -> bool:
    for token in found:
        if re.match(r"[A-Za-z«]", token) or token.lower() in _STOPS:
            return True
        if is_word(token) and not is_known(token):
            return True  # a brand or a nickname of a thing: «впн сдох»
        if is_word(token) and any(
            r.pos in ("NOUN", "NPRO") and r.case == "nomn" and r.gender in (gender, "ms-f")
            and r.lemma != "я"
            for r in readings(token)
        ):  # fmt: skip
            return True
    return False
