"""What comes in from a page, made fit to store: clean, within limits, understood."""

from __future__ import annotations

from dataclasses import replace

from trainer.domain.language import Language
from trainer.domain.moves import Escalate, FillTicket, KeepDraft, Move, Resolve, ReturnTicket, Say
from trainer.domain.ticket import NOTE_TEXTS, SUMMARY_LIMIT, TEXT_LIMIT, HandoffNote
from trainer.domain.understanding import Act, Understanding
from trainer.errors import TextTooLong
from trainer.language.jargon import jargon_in
from trainer.language.limits import MESSAGE_LIMIT, clean_text
from trainer.language.port import Understander
from trainer.services.note_reading import read_note
from trainer.session.state import AttemptState
from trainer.session.using import usable_tools


def heard(move: Move, state: AttemptState, understander: Understander) -> Move:
    """`move` with its texts cleaned and its words understood here, whatever the page sent along.

    Raises TextTooLong (`field`, `limit`, `length`); nothing is stored then and the page still has
    the text.
    """
    match move:
        case Say():
            text = within(move.text, MESSAGE_LIMIT, "text")
            return Say(text, _understood(text, state, understander))
        case Resolve():
            text = within(move.words, MESSAGE_LIMIT, "words")
            return Resolve(text, _understood(text, state, understander))
        case ReturnTicket():
            text = within(move.words, MESSAGE_LIMIT, "words")
            return replace(move, words=text, understood=_understood(text, state, understander))
        case FillTicket():
            return FillTicket(
                tuple(
                    (name, within(value, SUMMARY_LIMIT if name == "summary" else TEXT_LIMIT, name))
                    for name, value in move.values
                )
            )
        case KeepDraft():
            return KeepDraft(
                tuple((name, within(value, TEXT_LIMIT, name)) for name, value in move.values)
            )
        case Escalate():
            texts = {
                name: within(getattr(move.note, name), TEXT_LIMIT, name) for name in NOTE_TEXTS
            }
            note = HandoffNote(**texts, findings=move.note.findings, told=())
            return replace(move, note=replace(note, told=read_note(note, state, understander)))
        case _:
            return move


def within(text: str, limit: int, field: str) -> str:
    """`text` cleaned and stripped; TextTooLong where it exceeds `limit` characters."""
    clean = clean_text(text).strip()
    if len(clean) > limit:
        raise TextTooLong(
            f"{field} has {len(clean)} characters; {limit} are possible",
            field=field,
            limit=limit,
            length=len(clean),
        )
    return clean


def _understood(text: str, state: AttemptState, understander: Understander) -> Understanding:
    if not text:
        return Understanding()
    return hear(text, state.language, usable_tools(state), understander)


def hear(
    text: str, language: Language, tools: frozenset[str], understander: Understander
) -> Understanding:
    """What was understood of `text`, with how it was said: the trade's own words in it are acts
    `jargon`, slips are `misspelt` and `disagrees`."""
    understood = understander.understand(text, language, tools)
    jargon = tuple(
        Act("jargon", "speech", found.start, found.end, 1.0, detail=found.plain)
        for found in jargon_in(text, language)
    )
    slips, measures = understander.manner(text, language)
    return replace(understood, acts=understood.acts + jargon + slips, measures=measures)
