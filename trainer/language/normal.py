"""One spelling for what looks the same, with the way back to the original characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

WORD: Final = re.compile(r"[^\W_]+(?:['_-][^\W_]+)*")
_FIRST_MARK: Final = "\u0300"
_SAME: Final = str.maketrans(
    {
        "ё": "е",
        "’": "'",
        "‘": "'",
        "`": "'",
        "«": '"',
        "»": '"',
        "“": '"',
        "”": '"',
        "„": '"',
        "—": "-",
        "–": "-",
        "‑": "-",
        "−": "-",
    }
)
_NAMES: Final = re.compile(r"\b(?:do not|don't|не) (?:disturb|беспокоить)\b")
"""Names of settings that hold a negation which is none: joined, so that no rule sees it."""


@dataclass(frozen=True, slots=True)
class Normal:
    """A normalised text; character i of `text` stands for [starts[i], ends[i]) of the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that [start, end) of `text` was made from."""
        if not self.text or start >= end:
            return (0, 0)
        return self.starts[start], self.ends[end - 1]


def normalise(text: str, limit: int) -> Normal:
    """Case folded, NFKC, ё as е, one kind of quote and dash, no invisible characters,
    one space between words.

    Only the first `limit` characters are read.
    """
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    text = text[:limit]
    at = 0
    # One sign may unfold into many (an Arabic ligature into 18), so the result is bounded as well.
    while at < len(text) and len(chars) < 2 * limit:
        end = at + 1
        # A letter and its marks are one sign: "и" + breve must become "й" before anything else.
        while end < len(text) and text[end] >= _FIRST_MARK and unicodedata.combining(text[end]):
            end += 1
        for char in _fold(text[at:end]):
            if char == " " and chars and chars[-1] == " ":
                continue
            chars.append(char)
            starts.append(at)
            ends.append(end)
        at = end
    plain = _NAMES.sub(lambda match: match[0].replace(" ", "_"), "".join(chars))
    return Normal(plain, tuple(starts), tuple(ends))


@lru_cache(maxsize=4096)
def _fold(sign: str) -> str:
    if sign.isascii():
        folded = sign.lower()
    else:
        folded = unicodedata.normalize("NFKC", sign).casefold()
        folded = unicodedata.normalize("NFKC", folded).translate(_SAME)
    if folded.isalnum():
        return folded
    return "".join(char for char in map(_visible, folded))


def _visible(char: str) -> str:
    if char == "`":
        return "'"
    if char in "\n\r\v\f\x85\u2028\u2029":
        return "\n"
    category = unicodedata.category(char)
    if category.startswith("Z") or char == "\t":
        return " "
    return "" if category.startswith("C") else char


def replace_words(normal: Normal, words: dict[tuple[int, int], str]) -> Normal:
    """`normal` with some spans of its text exchanged; each new letter stands for the whole span."""
    if not words:
        return normal
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for (start, end), word in sorted(words.items()):
        parts += (normal.text[at:start], word)
        starts += (*normal.starts[at:start], *[normal.starts[start]] * len(word))
        ends += (*normal.ends[at:start], *[normal.ends[end - 1]] * len(word))
        at = end
    parts.append(normal.text[at:])
    return Normal("".join(parts), (*starts, *normal.starts[at:]), (*ends, *normal.ends[at:]))
