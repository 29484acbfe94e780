"""How long a message may be, and what is taken out of it before anybody reads it."""

from __future__ import annotations

import unicodedata
from typing import Final

MESSAGE_LIMIT: Final = 2000
"""Characters of one message; the interface states it before it is reached."""

# Overrides and isolates can make a text read differently from what it says; plain marks (U+200E,
# U+200F, U+061C) and joiners stay, because right-to-left writing and emoji need them.
_BIDI: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_ENDS: Final = {"\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n"}


def clean_text(text: str) -> str:
    """`text` without control characters, bidi overrides, lone surrogates and noncharacters.

    Line ends become "\\n"; tabs, emoji and right-to-left text stay. The length is not limited here.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (_LINE_ENDS.get(char, char) for char in unified)
    return "".join(char for char in kept if _is_kept(char))


def _is_kept(char: str) -> bool:
    if char in "\n\t":
        return True
    if char in _BIDI or ord(char) & 0xFFFE == 0xFFFE:
        return False
    return unicodedata.category(char) not in ("Cc", "Cs")
