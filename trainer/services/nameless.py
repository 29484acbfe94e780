"""Sentences without the names, addresses and numbers of the people they were about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from trainer.domain.scenario import Person

BLANK: Final = "«…»"
"""Stands where something was taken out."""
KEPT_CHARACTERS: Final = 300

_MAIL: Final = re.compile(r"[^\s@<>(),;:]{1,64}@[^\s@<>(),;:]{1,255}")
_PHONE: Final = re.compile(r"\+?\d(?:[\s().-]{0,3}\d){6,}")
_DIGITS: Final = re.compile(r"\d{4,}")
_BLANKS: Final = re.compile(rf"{BLANK}(?:[\s,.]*{BLANK})+")
_TOKEN: Final = re.compile(r"\w+")
_CYRILLIC: Final = re.compile(r"[а-яё]{3,}")
_CASES: Final = (
    "(?:а|я|у|ю|ы|и|е|ё|о|й|ь|ом|ем|ой|ей|ою|ею|ым|им|ого|его|ому|ему|ых|их|ыми|ими|ам|ям|ами|ями"
    "|ах|ях|ый|ий|ая|яя|ую|юю|ое|ее)?"
)
"""Endings that a Russian name or department can take."""
_ADJECTIVES: Final = ("ый", "ий", "ой", "ая", "яя", "ое", "ее")


def without_names(text: str, people: Iterable[Person], names: Iterable[str] = ()) -> str:
    """`text` in lower case, on one line and at most 300 characters long, without what would tell
    people apart: BLANK stands for names, logins, hosts, phones and departments of `people`, for
    other `names`, e-mail addresses, phone numbers and all runs of four digits and more.

    Russian names are found in all cases. What cannot be told from a word is lost with it: where
    somebody is called Will, "will" is blank too.
    """
    # Invisible characters would hide a name from the patterns.
    visible = (char for char in text if unicodedata.category(char) != "Cf")
    spaced = "".join(char if char.isprintable() else " " for char in visible)
    line = " ".join(unicodedata.normalize("NFC", spaced).casefold().split())
    line = _MAIL.sub(BLANK, line)
    if known := _pattern(tuple(dict.fromkeys(people)), tuple(dict.fromkeys(names))):
        line = known.sub(BLANK, line)
    line = _DIGITS.sub(BLANK, _PHONE.sub(BLANK, line))
    return _BLANKS.sub(BLANK, line)[:KEPT_CHARACTERS].rstrip()


def says_something(text: str) -> bool:
    """Whether letters are left beside the blanks."""
    return any(char.isalpha() for char in text.replace(BLANK, ""))


@lru_cache(maxsize=256)
def _pattern(people: tuple[Person, ...], names: tuple[str, ...]) -> re.Pattern[str] | None:
    found = {piece for person in people for piece in _pieces(person)}
    for name in names:
        found.update(_names(name))
    # Longest first: a whole name is one blank, not one for each of its words.
    ordered = sorted(found - {""}, key=lambda one: (-len(one), one))
    return re.compile(rf"(?<!\w)(?:{'|'.join(ordered)})(?!\w)") if ordered else None


def _pieces(person: Person) -> Iterator[str]:
    yield from _names(person.full_name)
    yield from _names(person.first_name)
    yield _phrase(person.department, r"\W{1,4}")
    for identifier in (person.login, person.host, person.phone):
        yield r"\W{0,3}".join(re.escape(part) for part in _TOKEN.findall(identifier.casefold()))


def _names(name: str) -> Iterator[str]:
    """The whole name and each word of it; initials alone would take out ordinary letters."""
    yield _phrase(name, r"\W{1,3}")
    for word in name.split():
        if sum(char.isalnum() for char in word) > 1:
            yield _phrase(word, r"\W{1,3}")


def _phrase(text: str, between: str) -> str:
    return between.join(_in_any_case(word) for word in _TOKEN.findall(text.casefold()))


def _in_any_case(word: str) -> str:
    if not _CYRILLIC.fullmatch(word):
        return re.escape(word)
    word = word.replace("ё", "е")
    stems = {word[:-1] if word[-1] in "аяоейьыиую" else word}
    if len(word) > 5 and word.endswith(_ADJECTIVES):
        stems.add(word[:-2])
    if len(word) > 4 and re.search("[ео][лкц]$", word):  # Павел, but Павла
        stems.add(word[:-2] + word[-1])
    either = "|".join(sorted(stem.replace("е", "[её]") for stem in stems))
    return f"(?:{either}){_CASES}"
