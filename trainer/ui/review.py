"""The annotated transcript: each judged move with its name, what was better, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from trainer.services.review_views import MoveReview
from trainer.ui.pieces import MOVE_GLYPHS
from trainer.ui.safe import Html, fill, join
from trainer.ui.strings import Words


def notes_by_turn(words: Words, moves: Sequence[MoveReview]) -> Mapping[int, Html]:
    """Annotations to put below each turn."""
    turns: dict[int, list[Html]] = {}
    for move in moves:
        if move.name:
            turns.setdefault(move.turn, []).append(move_note(words, move))
    return {turn: join(notes) for turn, notes in turns.items()}


def move_counts(words: Words, moves: Sequence[MoveReview]) -> Html:
    """How many moves earned each name, as chess sites show it."""
    counts = Counter(move.name for move in moves if move.name)
    return fill(
        '<div class="tl-counts">{chips}</div>',
        chips=join(
            fill(
                '<span class="tl-chip tl-tone-{name}">{glyph} {text}: {n}</span>',
                name=name,
                glyph=glyph,
                text=words(f"move.{name}"),
                n=counts[name],
            )
            for name, glyph in MOVE_GLYPHS.items()
            if counts[name]
        ),
    )


def move_note(words: Words, move: MoveReview) -> Html:
    """One move's annotation; a critical step that was missing stands before it."""
    facts = []
    if move.causes_before:
        facts.append(words("debrief.causes", before=move.causes_before, after=move.causes_after))
    if move.loss >= 0.05:
        facts.append(words("debrief.loss", time=words.minutes(move.loss)))
    better = (
        fill("<div><b>{label}</b> {text}</div>", label=words("debrief.better"), text=move.better)
        if move.better
        else Html()
    )
    missed = (
        fill(
            '<div class="tl-missed">{text}</div>',
            text=words("debrief.missed", step=move.missed),
        )
        if move.missed
        else Html()
    )
    return fill(
        '{missed}<div class="tl-review tl-review-{name}"><span class="tl-glyph tl-tone-{name}" '
        'aria-hidden="true">{glyph}</span><div><div><b>{title}</b> · {call}</div>'
        '<div>{why}</div>{better}<div class="tl-meta">{facts}</div></div></div>',
        missed=missed,
        name=move.name or "good",
        glyph=MOVE_GLYPHS.get(move.name, ""),
        title=move.title,
        call=words(f"move.{move.name}") if move.name else "",
        why=move.why,
        better=better,
        facts=" · ".join(facts),
    )
