"""Russian numbers and the nouns after them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from trainer.language.grammar.prepositions import CASES
from trainer.language.grammar.russian import OBLIQUE, is_sure, is_word, readings, sentences, tokens

_NUMERALS: Final = {
    **dict.fromkeys(("два", "две", "три", "четыре", "оба", "обе", "полтора", "полторы"), 2),
    **dict.fromkeys(
        [
            "пять",
            "шесть",
            "семь",
            "восемь",
            "девять",
            "десять",
            "одиннадцать",
            "двенадцать",
            "тринадцать",
            "четырнадцать",
            "пятнадцать",
            "шестнадцать",
            "семнадцать",
            "восемнадцать",
            "девятнадцать",
            "двадцать",
            "тридцать",
            "сорок",
            "пятьдесят",
            "шестьдесят",
            "семьдесят",
            "восемьдесят",
            "девяносто",
            "сто",
            "двести",
            "триста",
        ],
        5,
    ),
}
_MORE: Final = frozenset(["больше", "меньше", "более", "менее", "старше"])
"""What asks for the genitive before a number as prepositions do."""
_HOURS_OF: Final = frozenset(["утра", "дня", "вечера", "ночи"])
"""«В 5 утра» counts hours; «5 дня» for days is then not found."""


def number_faults(text: str) -> Iterator[str]:
    """Nouns that do not agree with the number before them."""
    for sentence in sentences(text):
        found = tokens(sentence)
        for at in range(len(found)):
            number = _number(found, at)
            if number is None:
                continue
            noun_at = _noun_after(found, at)
            if noun_at is None:
                continue
            before = found[at - 1].lower() if at else ""
            if found[noun_at].lower() in _HOURS_OF:
                continue
            if not _counts(number, found[noun_at], _cases_after(before)):
                said = " ".join(found[max(0, at - 1) : noun_at + 1])
                yield f"number and noun: «{said}»"


def _number(found: list[str], at: int) -> int | None:
    token = found[at].lower()
    around = found[max(0, at - 1) : at] + found[at + 1 : at + 2]
    if token.isdigit():
        # Versions, addresses, ordinals (2-я) and names of things (порт 2) are no amounts.
        if any(sign in ("-", "/", "№", "_", "+") for sign in around):
            return None
        return int(token)
    return _NUMERALS.get(token)


def _cases_after(word: str) -> frozenset[str] | None:
    return frozenset(["gent"]) if word in _MORE else CASES.get(word)


def _noun_after(found: list[str], at: int) -> int | None:
    """Where the counted noun stands: next, or after one or two adjectives."""
    for place in range(at + 1, min(at + 4, len(found))):
        token = found[place]
        if not is_word(token) or not is_sure(token):
            return None
        likeliest = readings(token)[0].pos
        if likeliest == "NOUN":
            return place
        if likeliest not in ("ADJF", "PRTF"):
            return None
    return None


def _counts(number: int, noun: str, cases: frozenset[str] | None) -> bool:
    """Whether the noun can stand after the number, where `cases` are those that the word before
    allows (None: any)."""
    last = 5 if number % 100 in range(11, 15) else number % 10
    for reading in (one for one in readings(noun) if one.pos == "NOUN"):
        if "Fixd" in reading.marks or "Abbr" in reading.marks:
            return True
        if last == 1:
            if reading.number == "sing" and (cases is None or reading.case in cases):
                return True
            continue
        few = last in (2, 3, 4)
        direct = cases is None or cases & {"accs", "nomn"}
        wanted = ("sing", "gent") if few else ("plur", "gent")
        if direct and (reading.number, reading.case) == wanted:
            return True
        oblique = OBLIQUE if cases is None else cases & OBLIQUE
        # Without a word that asks for it, an oblique number is not to be told from a wrong one.
        if cases is not None and reading.number == "plur" and reading.case in oblique:
            return True
    return False
