"""Text in cells of spreadsheets: the one guard that keeps it from being calculated.

Names, notes and what was said come from people, and the tables are opened by others, in Excel,
LibreOffice or a browser. Text that begins like a formula is calculated there, which can call programs
and send cells away (OWASP: CSV injection).
"""

from __future__ import annotations

import unicodedata
from typing import Final

_SIGNS: Final = frozenset("=+-@|%\u2212")
"""First characters of formulas and commands; `|` and `%` where commands are taken from cells."""
_SPLITS: Final = frozenset("\t\r\n")
"""Programs that split cells here read on behind it as in a new cell."""
_FILLERS: Final = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters by their category, and yet nothing is seen of them."""


def harmless(text: str) -> str:
    """The text as a cell of a CSV file: with an apostrophe before it where `would_run` holds, and
    `storable`."""
    clean = storable(text)
    return f"'{clean}" if would_run(clean) else clean


def would_run(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula.

    Its first character counts that is seen: programs skip spaces, byte order marks, zero width and
    other unseen characters, some of them one kind and some another. Wide and small forms of the signs
    count as the signs, as they do in East Asian settings.
    """
    for char in text:
        if char in _SPLITS:
            return True
        # Separators, controls and formats, marks that stand on what is before them.
        if unicodedata.category(char)[0] in "ZCM" or char in _FILLERS:
            continue
        return unicodedata.normalize("NFKC", char)[:1] in _SIGNS
    return False


def storable(text: str) -> str:
    """The text without NUL and without halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
