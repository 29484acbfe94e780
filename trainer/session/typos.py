"""Typing slips of people who write in a hurry. Never used for speech."""

from __future__ import annotations

import re
from typing import Final

from trainer.session.values import stable_number

_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHORTEST: Final = 4
_SHORTEST_LINE: Final = 30
"""A short answer is read over before it is sent."""
_ONE_WORD_IN: Final = {0: 0, 1: 22, 2: 10}
"""By how sloppy a persona is (0 to 2): one word in so many is mistyped; 0 is none."""


def with_typos(text: str, sloppiness: int, keep: frozenset[str], *key: object) -> str:
    """`text` with a few letters swapped, lost or doubled, always the same for the same `key`.

    `keep` are words that stay as they are (names, hosts): a fact must not be mistyped. Words with
    digits, with capitals inside or under four letters stay as well.
    """
    one_in = _ONE_WORD_IN[max(0, min(2, sloppiness))]
    if not one_in or len(text) < _SHORTEST_LINE:
        return text

    def slip(match: re.Match[str]) -> str:
        word = match[0]
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        touches = before.isalnum() or after.isalnum() or {before, after} & set("-_@/\\")
        if len(word) < _SHORTEST or word in keep or touches or word[1:] != word[1:].lower():
            return word
        number = stable_number(*key, match.start(), word)
        if number % one_in:
            return word
        return _slipped(word, number // one_in)

    typed = _WORD.sub(slip, text)
    if sloppiness > 1 and stable_number(*key, "end") % 3 == 0:
        typed = typed.rstrip(".")
    return typed


def _slipped(word: str, number: int) -> str:
    at = 1 + number // 3 % (len(word) - 2)  # the first letter stays: a typo, not a riddle
    if number % 3 == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if number % 3 == 1:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at] + word[at:]
