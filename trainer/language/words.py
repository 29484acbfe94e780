"""Words, their stems and what grammar says of them. Everything here is cached by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import snowballstemmer  # type: ignore[import-untyped]

from trainer.domain.language import Language
from trainer.language.lexicon import PERFECTIVE
from trainer.language.normal import WORD

_CACHE = 50_000
_LONGEST = 40
# The dictionary raises on letters without a name in Unicode, so it gets to see Cyrillic only.
_RUSSIAN = re.compile(r"[а-я]+(?:-[а-я]+)*")
_ON_DUTY = frozenset({"дежурный", "дежурная", "старший", "старшая"})
_TRADE_NOUN = re.compile(r"учетк\w{1,3}|впн|айпи|вай-фай\w{0,2}|роутер\w{0,3}")
"""Words of the trade that the dictionary lacks and would guess to be verbs."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a Russian word can be; several may hold at once, as "проверим" is a future and an order.

    `known` is False for words outside the dictionary: what is told of them is guessed.
    """

    known: bool = False
    imperative: bool = False
    infinitive: bool = False
    first_person: bool = False
    first_plural: bool = False
    past: bool = False
    past_deed: bool = False
    done: bool = False
    finite: bool = False
    noun: bool = False
    you_do: bool = False
    person: bool = False
    """One person who could be the one who did it: a living noun in the nominative singular."""


def words_of(text: str) -> list[str]:
    """The words of a normalised text, in order; "wi-fi" and "don't" are one word each."""
    return [match.group() for match in WORD.finditer(text)]


@cache
def _stemmer(language: Language) -> Any:
    return snowballstemmer.stemmer("russian" if language == "ru" else "english")


@lru_cache(maxsize=_CACHE)
def stem(word: str, language: Language) -> str:
    """The stem of a normalised word: the Russian lemma's stem, the English word's stem.

    A Cyrillic word in an English text is stemmed as Russian, and the other way round.
    """
    word = word.replace("-", "").replace("'", "")[:_LONGEST]
    if _RUSSIAN.fullmatch(word):
        return str(_stemmer("ru").stemWord(_lemma(word)))
    return str(_stemmer("en").stemWord(word))


@cache
def _morph() -> Any:
    # Imported late: its dictionary takes 15 MB and an English-only run has no use for it.
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


def _lemma(word: str) -> str:
    best = _morph().parse(word)[0]
    lemma = str(best.normal_form).replace("ё", "е")
    return PERFECTIVE.get(lemma, lemma)


@lru_cache(maxsize=_CACHE)
def grammar(word: str) -> Grammar:
    """What the Russian word can be (see Grammar)."""
    if len(word) > _LONGEST or not _RUSSIAN.fullmatch(word):
        return Grammar()
    parses = _morph().parse(word)
    best = parses[0].tag
    tags = [parse.tag for parse in parses]
    if _TRADE_NOUN.fullmatch(word):
        return Grammar(noun=True)
    verbs = [tag for tag in tags if tag.POS == "VERB"]
    polite = word.endswith(("те", "тесь"))
    past_plural = any(tag.tense == "past" and tag.number == "plur" for tag in verbs)
    first = any(tag.person == "1per" for tag in verbs)
    return Grammar(
        known=bool(_morph().word_is_known(word)),
        # "Пришли" may be an order; to people one says «вы» to, it is what has come.
        imperative=("impr" in best and "excl" in best and (polite or not past_plural))
        or (polite and any("impr" in tag and "incl" not in tag for tag in verbs)),
        infinitive=best.POS == "INFN",
        first_person=first and any(t.person == "1per" and t.number == "sing" for t in verbs),
        first_plural=first and any(t.person == "1per" and t.number == "plur" for t in verbs),
        past=best.POS == "VERB" and best.tense == "past",
        past_deed=best.POS == "VERB" and best.tense == "past" and "tran" in best,
        done=best.POS == "PRTS" and best.tense == "past",
        finite=best.POS in ("VERB", "PRTS", "PRED") and "impr" not in best,
        noun=best.POS == "NOUN",
        person=(best.POS == "NOUN" or word in _ON_DUTY)
        and (word in _ON_DUTY or any({"NOUN", "anim", "nomn", "sing"} in tag for tag in tags))
        and len(word) > 1,
        you_do=any(t.person == "2per" and t.number == "plur" and t.tense == "pres" for t in verbs),
    )
