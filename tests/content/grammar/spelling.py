"""Which words are spelt as a dictionary or the project's own list has them, and how signs stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from spellchecker import SpellChecker

from trainer.domain.language import Language
from trainer.language.grammar.russian import is_known

LISTS: Final = Path(__file__).parents[1] / "words"
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Names of machines, accounts, files, addresses and placeholders are no words.
_CODE: Final = re.compile(
    r"\{[a-z_]+\}|`[^`]*`|\S*\d\S*|\S*[/\\@_]\S*|\b[\w-]+\.(?:[a-z]{2,5})\b(?!\w)|:gray|<br>"
)
_ENDING: Final = re.compile(r"(?:'(?:s|ll|ve|re|d|m)|n't|s')$")
_CYRILLIC: Final = re.compile(r"[А-Яа-яЁё]")
_LATIN: Final = re.compile(r"[A-Za-z]")
_ALPHABETS_MEET: Final = re.compile(r"(?<=[A-Za-z])-(?=[А-Яа-яЁё])|(?<=[А-Яа-яЁё])-(?=[A-Za-z])")
_BRITISH_Z: Final = re.compile(r"is(?=e[drs]?$|es$|ing$|ations?$|ers?$)")
"""The dictionary spells American: «organize», «color»."""
_DOUBLED: Final = re.compile(r"\b([^\W\d_]{2,}) \1(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=2)
def own_words(language: Language) -> frozenset[str]:
    """The project's list: a word a line, lower case; `#` starts a remark."""
    lines = (LISTS / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines for word in line.partition("#")[0].split())


@lru_cache(maxsize=1)
def _english() -> Any:
    return SpellChecker(language="en")


def unknown_words(text: str) -> Iterator[str]:
    """Words of either alphabet that neither a dictionary nor the list has."""
    for token in _WORD.findall(_CODE.sub(" ", text)):
        if not _is_spelt(token):
            yield token


@lru_cache(maxsize=100_000)
def _is_spelt(token: str) -> bool:
    if _CYRILLIC.search(token) and _LATIN.search(token):
        parts = _ALPHABETS_MEET.split(token)  # «Wi-Fi-сеть»
        return len(parts) > 1 and all(map(_is_spelt, parts))
    return _is_russian(token.lower()) if _CYRILLIC.search(token) else _is_english(token)


def _is_russian(word: str) -> bool:
    if word in own_words("ru") or is_known(word):
        return True
    parts = word.split("-")
    return len(parts) > 1 and all(part in own_words("ru") or is_known(part) for part in parts)


def _is_english(token: str) -> bool:
    word = token.replace("’", "'").lower()
    if word in own_words("en") or word in _english():
        return True
    stripped = _ENDING.sub("", word)
    if stripped != word:
        return _is_english(stripped)
    if "-" in word:
        return all(_is_english(part) for part in word.split("-"))
    american = _BRITISH_Z.sub("iz", word).replace("our", "or")
    return american != word and american in _english()


def sign_faults(text: str, language: Language) -> Iterator[str]:
    """Spaces and quotes that stand wrongly, doubled words, mixed alphabets."""
    for pattern, complaint in _SIGNS[language]:
        for match in pattern.finditer(text):
            yield f"{complaint}: «{text[max(0, match.start() - 12) : match.end() + 12]}»"
    for token in re.findall(r"[A-Za-zА-Яа-яЁё]+", text):
        if _CYRILLIC.search(token) and _LATIN.search(token):
            yield f"mixed alphabets: «{token}»"
    for match in _DOUBLED.finditer(text):
        if match[1].lower() not in _MAY_DOUBLE:
            yield f"doubled word: «{match.group()}»"
    if text.count("«") != text.count("»"):
        yield "quotes do not pair"


_MAY_DOUBLE: Final = frozenset(["that", "had", "in", "is"])
_ANY: Final = (
    (re.compile(r"(?<=\S) {2,}"), "double space"),
    (re.compile(r"(?<=\w) +[,;:!?](?=\s|$)"), "space before a sign"),
    (re.compile(r"(?<=\w) +\.(?=\s|$)"), "space before a sign"),
    (re.compile(r"[«(] | [»)]"), "space inside quotes or brackets"),
    (re.compile(r"(?<!\.)\.\.(?!\.)|,,|;;"), "doubled sign"),
)
_SIGNS: Final[dict[Language, tuple[tuple[re.Pattern[str], str], ...]]] = {
    "ru": (
        *_ANY,
        (re.compile(r"[А-Яа-яЁё][,;!?][А-Яа-яЁё]"), "no space after a sign"),
        (re.compile(r"[\"”]|„(?![^«]*»)"), "quotes other than «» („“ inside them)"),
    ),
    "en": (
        *_ANY,
        (re.compile(r"[a-z][,;!?][A-Za-z]"), "no space after a sign"),
        (re.compile(r"[«»„‘]"), "quotes of another language"),
        (re.compile(r"[А-Яа-яЁё]+"), "Russian in an English text"),
    ),
}
