"""Cutting a turn into sentences, and sentences into the pieces that may each be one act."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from trainer.domain.language import Language
from trainer.language.waiting import waiting_begins, waiting_ends

MOST_SENTENCES: Final = 40
MOST_PIECES: Final = 12

# A full stop ends a sentence only before a space or the end: 10.0.0.1 and report.pdf stay whole.
_SENTENCE: Final = re.compile(r"[.!?…;]+(?=[\s\")]|$)|\n+")
# A clause that only completes the one before it ("tell me, when…", "check, whether…") stays with it.
_RU_COMPLETES: Final = (
    r"(?!(?:что|чтобы|котор\w+|когда|где|куда|откуда|как|как[ои]\w+|каком|сколько|почему|зачем|кто"
    r"|чей|чем|пожалуйста|насколько|давно ли|(?:с|в|на|о|от|до|из|по|к|у) (?:как|котор|чего|чем|кого)"
    r"\w*|(?:не )?[^\W\d_]+ ли)\b)"
)
_EN_COMPLETES: Final = r"(?!(?:that|which|who|whose|whether|because|please|thanks)\b)"
_PIECE: Final = {
    "ru": re.compile(
        rf"(?<!пожалуйста)(?<!скажите)\s*[,:(]\s*+{_RU_COMPLETES}(?:(?:а|и|но|а также|а затем|а потом|и потом|и затем|затем|потом)\s+)?"
        r"|\s+-\s+"
        r"|\s+(?:а затем|а потом|и потом|и затем|после этого|потом|затем|но|и|а)\s+"
    ),
    "en": re.compile(
        rf"(?<!please)\s*[,:(]\s*+{_EN_COMPLETES}(?:(?:and then|and also|and|but|then|so)\s+)?"
        r"|\s+-\s+"
        r"|\s+(?:and then|and after that|after that|and also|and(?! (?:back )?o(?:n|ff)\b)|then|but)\s+"
    ),
}


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a normalised text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the pieces it is made of, and whether it ends with a question mark."""

    span: Span
    pieces: tuple[Span, ...]
    asks: bool


def split_sentences(text: str, language: Language) -> list[Sentence]:
    """The sentences of a normalised text, at most MOST_SENTENCES of them; empty ones left out.

    "One moment, I'll look" are two: what it says to wait has no part in what is announced.
    """
    sentences: list[Sentence] = []
    at = 0
    for match in [*_SENTENCE.finditer(text), None]:
        end = match.start() if match else len(text)
        span = _trim(text, at, end)
        if span:
            asks = bool(match and "?" in match.group())
            wait = _trim(
                text, span.start, span.start + waiting_ends(text[span.start : span.end], language)
            )
            if wait:
                sentences.append(Sentence(wait, (wait,), False))
                span = _trim(text, wait.end, span.end) or span
            last = span.start + waiting_begins(text[span.start : span.end], language)
            span = _trim(text, span.start, last) or span
            sentences.append(Sentence(span, _pieces(text, span, language), asks))
            if len(sentences) >= MOST_SENTENCES:
                break
        at = match.end() if match else end
    return sentences


def _pieces(text: str, span: Span, language: Language) -> tuple[Span, ...]:
    pieces: list[Span] = []
    at = span.start
    for match in _PIECE[language].finditer(text, span.start, span.end):
        if len(pieces) == MOST_PIECES - 1:
            break
        piece = _trim(text, at, match.start())
        if piece:
            pieces.append(piece)
        at = match.end()
    last = _trim(text, at, span.end)
    return (*pieces, last) if last else tuple(pieces)


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end) if start < end else None
