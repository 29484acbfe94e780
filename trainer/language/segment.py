"""The best way to read a sentence: as a whole, piece by piece, or something in between."""

from __future__ import annotations

import re
from typing import Final

from trainer.domain.language import Language
from trainer.language.clauses import Sentence, Span
from trainer.language.forms import Form, form_of
from trainer.language.joins import join_pieces
from trainer.language.reading import UNSURE, Reading
from trainer.language.tools import ToolMatcher

_WIDEST: Final = 3
_CUT: Final = 0.18
_CUT_BEFORE_IT: Final = 0.4
"""A cut must gain this much, or the pieces are read together; more where a piece says "it"."""
_IT: Final = re.compile(r"\b(?:it|them|его|ее|их)\b")
_FIRST: Final = re.compile(r"^(?:сначала|сперва|прежде|first)\b")
"""What such a piece says comes before all that was announced to its left."""
_ANNOUNCED: Final = ("self", "together", "order")
_NAMING: Final = ("conditional", "statement", "bare")
_TOLD: Final = ("self", "together", "order", "check", "negated")
_Read = tuple[tuple[Span, Reading], ...]


def read_sentence(
    matcher: ToolMatcher,
    text: str,
    sentence: Sentence,
    language: Language,
    spoken: frozenset[str],
) -> _Read:
    """Spans of the sentence with their readings, in order, without overlaps.

    `spoken` are the sentence's speech acts. Up to _WIDEST neighbouring pieces, or all of them, are read together where that is likelier.
    """
    pieces = join_pieces(text, sentence.pieces, language, sentence.asks)
    matcher.prepare(
        [
            text[pieces[start].start : pieces[end - 1].end]
            for end in range(1, len(pieces) + 1)
            for start in _starts(end, len(pieces))
        ]
    )
    forms: list[Form | None] = [None]
    for piece in pieces:
        forms.append(form_of(text[piece.start : piece.end], language, sentence.asks, forms[-1]))
    # best[i] is the gain of the first i pieces and how they were cut.
    best: list[tuple[float, _Read]] = [(0.0, ())]
    for end in range(1, len(pieces) + 1):
        choices = []
        for start in _starts(end, len(pieces)):
            span = Span(pieces[start].start, pieces[end - 1].end)
            words = text[span.start : span.end]
            reading = matcher.read(words, sentence.asks, forms[start], spoken)
            last = text[pieces[end - 1].start : pieces[end - 1].end]
            names_it = reading.form in _NAMING and start < end - 1 and _IT.search(last)
            if names_it:
                # "If you have a VPN, switch it off": what stands first only names what "it" is.
                main = forms[end]
                if main in _TOLD:
                    reading = matcher.read(words, sentence.asks, forms[start], spoken, main)
            cut = (_CUT_BEFORE_IT if _IT.search(words) else _CUT) if start else 0.0
            gain = best[start][0] + max(0.0, reading.best - UNSURE) - cut
            choices.append((gain, (*best[start][1], (span, reading))))
        best.append(max(choices, key=lambda choice: choice[0]))
    return _put_off(text, best[-1][1])


def _starts(end: int, count: int) -> list[int]:
    """Where a span that ends with piece `end` - 1 of `count` may begin."""
    starts = list(range(max(0, end - _WIDEST), end))
    return [*starts, 0] if end == count and 0 not in starts else starts


def _put_off(text: str, read: _Read) -> _Read:
    """`read`, where "I'll reset it, but first…" has announced nothing for now."""
    first = max((at for at, (s, _) in enumerate(read) if _FIRST.match(text[s.start : s.end])),
                default=0)  # fmt: skip
    return tuple(
        (span, Reading("statement", reading.ranked) if reading.form in _ANNOUNCED else reading)
        if at < first
        else (span, reading)
        for at, (span, reading) in enumerate(read)
    )
