"""The ticket's form and the knowledge base."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from trainer.domain.moves import FillTicket, KeepDraft, ReadArticle
from trainer.domain.ticket import DRAFT_TEXTS, SUMMARY_LIMIT, TEXT_LIMIT, TICKET_FIELDS
from trainer.domain.triage import IMPACTS, URGENCIES
from trainer.errors import MoveNotAllowed
from trainer.session.state import AttemptState
from trainer.session.turn import Turn
from trainer.session.words import FIELDS, SCALE, URGENCY

ARTICLE_MINUTES: Final = 1.0


def areas_of(state: AttemptState) -> tuple[str, ...]:
    """The service areas a ticket can be filed under, in the world's order."""
    return tuple(dict.fromkeys(part.area for part in state.pack.world.components.values()))


def fill_ticket(turn: Turn, move: FillTicket) -> None:
    """Take over field values; an empty value clears a field. Takes no simulated time."""
    for name, value in move.values:
        _check_field(turn.state, name, value)
    turn.ticket = replace(turn.ticket, **dict(move.values))
    language = turn.state.language
    shown = [
        f"{FIELDS[language][name]}: {_value_text(turn.state, name, value)}"
        for name, value in move.values
    ]
    turn.show("ticket", "trainee", "; ".join(shown))


def keep_draft(turn: Turn, move: KeepDraft) -> None:
    """Keep texts for the end of the ticket. Takes no simulated time, and nobody sees them."""
    for name, value in move.values:
        if name not in DRAFT_TEXTS:
            raise MoveNotAllowed("field_unknown", f"no draft has a field {name!r}", field=name)
        if len(value) > TEXT_LIMIT:
            raise MoveNotAllowed("text_too_long", field=name, limit=TEXT_LIMIT, length=len(value))
    drafts = {**dict(turn.drafts), **dict(move.values)}
    turn.drafts = tuple(sorted((name, value) for name, value in drafts.items() if value))


def read_article(turn: Turn, move: ReadArticle) -> None:
    """Open an article; MoveNotAllowed(article_unknown) where there is none of this name."""
    article = turn.state.pack.articles.get(move.article)
    if article is None:
        raise MoveNotAllowed("article_unknown", article=move.article)
    turn.spend(ARTICLE_MINUTES)
    if move.article not in turn.state.articles:
        turn.articles.append(move.article)
    turn.show("article", "trainee", article[turn.state.language].title)


def _check_field(state: AttemptState, name: str, value: str) -> None:
    if name not in TICKET_FIELDS:
        raise MoveNotAllowed("field_unknown", f"the ticket has no field {name!r}", field=name)
    limit = SUMMARY_LIMIT if name == "summary" else TEXT_LIMIT
    if len(value) > limit:
        raise MoveNotAllowed("text_too_long", field=name, limit=limit, length=len(value))
    known: tuple[str, ...] | None = {
        "category": areas_of(state),
        "impact": IMPACTS,
        "urgency": URGENCIES,
    }.get(name)
    if value and known is not None and value not in known:
        raise MoveNotAllowed("value_unknown", field=name, value=value)


def _value_text(state: AttemptState, name: str, value: str) -> str:
    language = state.language
    texts = state.pack.texts[language]
    if not value:
        return "-"
    if name == "category":
        return texts.areas[value]
    if name == "impact":
        return SCALE[language][value]
    if name == "urgency":
        return URGENCY[language][value]
    if name == "cause" and value in state.pack.faults:
        return state.pack.faults[value].texts[language].title
    return value
