"""Pieces of a sentence that belong to the one before them, whatever they say by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from trainer.domain.language import Language
from trainer.language.clauses import Span
from trainer.language.forms import form_of
from trainer.language.lexicon import FILLERS, LEADS
from trainer.language.words import words_of

# "Open the settings and tell me what is there": going there is the way to the answer.
_WAY: Final[dict[Language, re.Pattern[str]]] = {
    "ru": re.compile(
        r"\b(?:зайдите|зайди|войдите|откройте|открой|загляните|перейдите|опустите|достаньте|найдите"
        r"|возьмите|выдвиньте)\b"
    ),
    "en": re.compile(
        r"^(?:(?:please|just|now|ok|okay|so|first|could you|can you|would you) )*"
        r"(?:open|go (?:in)?to|look (?:in|at|into)|swipe|pull|find|slide|tap on|have a look|take a look)\b"
    ),
}
# "Next to the clock, what do you see?": where it is belongs to what is asked.
_PLACE: Final[dict[Language, re.Pattern[str]]] = {
    "ru": re.compile(
        r"(?:а )?(?:в|во|на|у|около|возле|рядом|под|над|сверху|вверху|внизу|наверху)\b"
    ),
    "en": re.compile(
        r"(?:and |so )?(?:next to|on|in|at|under|near|by|above|below|beside|inside|beneath)\b"
    ),
}
_LONGEST_EXAMPLE: Final = 3


def join_pieces(
    text: str, pieces: Sequence[Span], language: Language, asks: bool
) -> tuple[Span, ...]:
    """`pieces`, some joined: a way or a place and the question it leads to, a lone verb and the
    one that has its object, a thing and examples of it, what is looked at and "I'm looking".
    """
    joined: list[Span] = []
    for at, piece in enumerate(pieces):
        if joined and (
            _leads_to(text, joined[-1], piece, language, asks)
            or _shares(text, joined[-1], piece, language)
            or _exemplifies(text, pieces, at, language)
        ):
            joined[-1] = Span(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return tuple(joined)


def _leads_to(text: str, way: Span, piece: Span, language: Language, asks: bool) -> bool:
    before, after = text[way.start : way.end], text[piece.start : piece.end]
    form = form_of(after, language, asks, None)
    if _PLACE[language].match(before) and form_of(before, language, False, None) == "bare":
        return form == "question"
    return bool(_WAY[language].search(before)) and form in ("question", "check")


def _shares(text: str, left: Span, right: Span, language: Language) -> bool:
    """Whether one of the two says nothing without the other: "switch off and on the phone"."""
    before, after = text[left.start : left.end], text[right.start : right.end]
    verbs = [word for word in words_of(before) if word not in FILLERS[language]]
    if len(verbs) == 1 and form_of(before, language, False, None) == "order":
        return form_of(after, language, False, None) == "order"
    hollow = FILLERS[language] | LEADS[language]
    looks = form_of(after, language, False, None) == "viewing"
    return looks and all(word in hollow for word in words_of(after))


def _exemplifies(text: str, pieces: Sequence[Span], at: int, language: Language) -> bool:
    """Whether the piece stands in a list of bare names after a colon: "which: a, b or c?"."""
    gaps = [text[one.end : other.start] for one, other in pairwise(pieces)]
    colon = next((number for number, gap in enumerate(gaps) if ":" in gap), len(gaps))
    if at <= colon:
        return False
    hollow = FILLERS[language] | LEADS[language]
    head = words_of(text[pieces[0].start : pieces[colon].end])
    return not all(word in hollow for word in head) and all(
        _is_name(text[piece.start : piece.end], language) for piece in pieces[colon + 1 :]
    )


def _is_name(words: str, language: Language) -> bool:
    short = len(words_of(words)) <= _LONGEST_EXAMPLE
    return short and form_of(words, language, False, None) == "bare"
