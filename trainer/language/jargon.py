"""Words of the trade in a message to somebody who may not know them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml
from rapidfuzz.distance import Prefix

from trainer.domain.language import Language
from trainer.language.limits import MESSAGE_LIMIT
from trainer.language.normal import WORD, normalise
from trainer.language.words import stem


class Jargon(NamedTuple):
    """One term found: [start, end) of the original text, the glossary's term, plain words."""

    start: int
    end: int
    term: str
    plain: str


def jargon_in(text: str, language: Language) -> tuple[Jargon, ...]:
    """The glossary's terms in `text`, in order and without overlaps, the longest term first.

    Inflected forms count ("логов", "routers"). What stands beyond MESSAGE_LIMIT characters is not
    read. Whether jargon matters depends on who is spoken to, which is not known here.
    """
    normal = normalise(text, MESSAGE_LIMIT)
    words = [word for match in WORD.finditer(normal.text) for word in _parts(match, language)]
    roots = [stem(word, language) for _, _, word in words]
    terms, longest = _glossary(language)
    found: list[Jargon] = []
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 0, -1):
            known = terms.get(tuple(roots[at : at + size]))
            if known and (size > 1 or _same_word(words[at][2], known[0])):
                start, end = normal.original(words[at][0], words[at + size - 1][1])
                found.append(Jargon(start, end, *known))
                at += size
                break
        else:
            at += 1
    return tuple(found)


def _same_word(word: str, term: str) -> bool:
    """Whether `word` is a form of `term` and not a stranger of the same stem ("дома", "домен")."""
    plain = normalise(term, MESSAGE_LIMIT).text
    return Prefix.similarity(word, plain) >= min(len(plain) - 1, 4)


def _parts(match: re.Match[str], language: Language) -> list[tuple[int, int, str]]:
    """A word; a word with hyphens in its parts, unless the glossary knows it as a whole."""
    start, word = match.start(), match.group()
    terms, _ = _glossary(language)
    if "-" not in word or (stem(word, language),) in terms:
        return [(start, match.end(), word)]
    inner = re.finditer(r"[^-]+", word)
    return [(start + part.start(), start + part.end(), part.group()) for part in inner]


@cache
def _glossary(language: Language) -> tuple[dict[tuple[str, ...], tuple[str, str]], int]:
    folder = files("trainer.language").joinpath("speech")
    source = yaml.safe_load(folder.joinpath(f"jargon.{language}.yaml").read_text("utf-8"))
    terms: dict[tuple[str, ...], tuple[str, str]] = {}
    for term, plain in source.items():
        words = WORD.findall(normalise(str(term), MESSAGE_LIMIT).text)
        terms[tuple(stem(word, language) for word in words)] = (str(term), str(plain))
    return terms, max(map(len, terms))
