"""The speech acts of one sentence."""

from __future__ import annotations

from typing import Final

from trainer.domain.language import Language
from trainer.domain.understanding import Act
from trainer.language.clauses import Sentence, Span
from trainer.language.forms import Form, form_of
from trainer.language.normal import Normal
from trainer.language.password import asks_password, may_ask_secret
from trainer.language.speech_acts import speech_acts
from trainer.language.speech_index import SpeechMatcher

_BY_PATTERN: Final = 0.95
_BY_GRAMMAR: Final = 0.8
BY_RULE: Final = _BY_GRAMMAR
"""Certainty from which on an act was found by a rule; likeness is kept below it."""
_MOST_ALIKE: Final = 0.79
_PIECE_WORDS: Final = 3
_TO_DO: Final = frozenset(
    {"ask_identity", "ask_password", "confirm_result", "check_understanding", "promise_time"}
)


def speech_of(
    normal: Normal, sentence: Sentence, language: Language, matcher: SpeechMatcher | None = None
) -> list[Act]:
    """All speech acts of `sentence`: by its patterns, by asking for a password, by its grammar,
    and by what it and its pieces are like."""
    whole = sentence.span
    text = normal.text[whole.start : whole.end]
    acts = []
    for known in speech_acts(language):
        if found := known.find(text, sentence.asks):
            span = _pieces_around(sentence, whole.start + found[0], whole.start + found[1])
            acts.append(_act(normal, known.id, span, _BY_PATTERN))
    if found := asks_password(text, language, sentence.asks):
        span = Span(whole.start + found[0], whole.start + found[1])
        acts.append(_act(normal, "ask_password", span, _BY_PATTERN))
    before: Form | None = None
    for piece in sentence.pieces:
        before = form_of(normal.text[piece.start : piece.end], language, sentence.asks, before)
        if before in ("order", "check"):
            acts.append(_act(normal, "instruct", piece, _BY_GRAMMAR))
        elif before == "question":
            acts.append(_act(normal, "ask", piece, _BY_GRAMMAR))
    if sentence.asks and not any(act.id in ("ask", "instruct") for act in acts):
        acts.append(_act(normal, "ask", whole, _BY_GRAMMAR))
    if matcher:
        acts += _alike(normal, sentence, language, matcher, {act.id for act in acts})
    return acts


def _alike(
    normal: Normal,
    sentence: Sentence,
    language: Language,
    matcher: SpeechMatcher,
    known: set[str],
) -> list[Act]:
    """Acts by likeness that nothing else found: of the sentence, then of its longer pieces."""
    spans = [sentence.span]
    if len(sentence.pieces) > 1:
        spans += [span for span in sentence.pieces if _words(normal, span) >= _PIECE_WORDS]
    texts = [normal.text[span.start : span.end] for span in spans]
    matcher.prepare(texts)
    acts = []
    for span, text in zip(spans, texts, strict=True):
        found = matcher.surely(text)
        if found and found[0] == "ask_password" and not may_ask_secret(text, language):
            continue
        if found and found[0] in _TO_DO and _not_done(text, language, sentence.asks):
            continue  # "I couldn't verify who you are" asks nobody who they are
        if found and found[0] not in known:
            known.add(found[0])
            acts.append(_act(normal, found[0], span, min(found[1], _MOST_ALIKE)))
    return acts


def _not_done(text: str, language: Language, asks: bool) -> bool:
    return form_of(text, language, asks, None) in ("negated", "past", "conditional")


def _words(normal: Normal, span: Span) -> int:
    return len(normal.text[span.start : span.end].split())


def _pieces_around(sentence: Sentence, start: int, end: int) -> Span:
    """The whole pieces that the words [start, end) stand in: evidence reads better so."""
    touched = [piece for piece in sentence.pieces if piece.start < end and start < piece.end]
    return Span(min([start, *(p.start for p in touched)]), max([end, *(p.end for p in touched)]))


def _act(normal: Normal, act: str, span: Span, certainty: float) -> Act:
    start, end = normal.original(span.start, span.end)
    return Act(act, "speech", start, end, certainty)
