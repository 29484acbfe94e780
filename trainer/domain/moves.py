"""The moves a trainee can make, and their plain form for the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from trainer.domain.ticket import HandoffNote, Told
from trainer.domain.understanding import Act, Understanding


@dataclass(frozen=True, slots=True)
class Say:
    """Words to the caller or colleague, with what was understood of them.

    The understanding is part of the move so that an attempt replays the same for ever, whatever a
    later release would understand.
    """

    text: str
    understood: Understanding = Understanding()


@dataclass(frozen=True, slots=True)
class UseTool:
    """A tool used from the palette."""

    tool: str


@dataclass(frozen=True, slots=True)
class PickMeaning:
    """The trainee says which of the offered meanings of turn `turn` they had in mind.

    `tool` is one of the offers, or empty for "none of these".
    """

    turn: int
    tool: str = ""


@dataclass(frozen=True, slots=True)
class FillTicket:
    """New values of some ticket fields, as (field, value) pairs."""

    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KeepDraft:
    """Text meant for the end of the ticket and not sent yet, as (field, text) pairs: the parts of a
    hand-off note, last words, words of a return. Kept so that a closed tab loses nothing."""

    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """A knowledge article opened."""

    article: str


@dataclass(frozen=True, slots=True)
class Escalate:
    """The ticket handed to another line and team with a note; ends the trainee's part."""

    line: int
    team: str
    note: HandoffNote = field(default_factory=HandoffNote)


@dataclass(frozen=True, slots=True)
class ReturnTicket:
    """Lines 2 and 3: the ticket sent back with the ids of the missing observations."""

    missing: tuple[str, ...]
    words: str = ""
    understood: Understanding = Understanding()


@dataclass(frozen=True, slots=True)
class Resolve:
    """The ticket closed as resolved, with the last words to the caller or colleague."""

    words: str = ""
    understood: Understanding = Understanding()


@dataclass(frozen=True, slots=True)
class Abandon:
    """The trainee gives the ticket up."""


Move = (
    Say | UseTool | PickMeaning | FillTicket | KeepDraft | ReadArticle | Escalate | ReturnTicket
    | Resolve | Abandon
)  # fmt: skip

_KINDS: Mapping[str, type[Move]] = {
    "say": Say,
    "use": UseTool,
    "pick": PickMeaning,
    "fill": FillTicket,
    "draft": KeepDraft,
    "read": ReadArticle,
    "escalate": Escalate,
    "return": ReturnTicket,
    "resolve": Resolve,
    "abandon": Abandon,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def _plain_understanding(understood: Understanding) -> dict[str, Any]:
    return {
        "acts": [
            [act.id, act.kind, act.start, act.end, act.certainty, act.form]
            + ([act.detail] if act.detail else [])
            for act in understood.acts
        ],
        "offers": list(understood.offers),
        "measures": [list(pair) for pair in understood.measures],
    }


def _read_understanding(plain: Mapping[str, Any]) -> Understanding:
    return Understanding(
        acts=tuple(Act(*row) for row in plain["acts"]),
        offers=tuple(plain["offers"]),
        # Moves stored by earlier releases have no measures.
        measures=tuple((name, value) for name, value in plain.get("measures", ())),
    )


def move_to_plain(move: Move) -> dict[str, Any]:
    """The move as JSON-ready values; `move_from_plain` reads them back."""
    plain: dict[str, Any] = {"kind": _NAMES[type(move)]}
    match move:
        case Say(text, understood):
            plain |= {"text": text, "understood": _plain_understanding(understood)}
        case UseTool(tool):
            plain |= {"tool": tool}
        case PickMeaning(turn, tool):
            plain |= {"turn": turn, "tool": tool}
        case FillTicket(values) | KeepDraft(values):
            plain |= {"values": [list(pair) for pair in values]}
        case ReadArticle(article):
            plain |= {"article": article}
        case Escalate(line, team, note):
            plain |= {
                "line": line,
                "team": team,
                "note": {
                    "happening": note.happening,
                    "tried": note.tried,
                    "hypothesis": note.hypothesis,
                    "context": note.context,
                    "verify_first": note.verify_first,
                    "findings": [list(pair) for pair in note.findings],
                    "told": [[t.tool, t.outcome, t.status, t.words] for t in note.told],
                },
            }
        case ReturnTicket(missing, words, understood):
            plain |= {"missing": list(missing), "words": words}
            plain |= {"understood": _plain_understanding(understood)}
        case Resolve(words, understood):
            plain |= {"words": words, "understood": _plain_understanding(understood)}
        case Abandon():
            pass
    return plain


def move_from_plain(plain: Mapping[str, Any]) -> Move:
    """Read a stored move; raises KeyError or ValueError where the record is not a move."""
    kind = _KINDS.get(str(plain.get("kind")))
    if kind is None:
        raise ValueError(f"no move of kind {plain.get('kind')!r}")
    if kind is Say:
        return Say(plain["text"], _read_understanding(plain["understood"]))
    if kind is UseTool:
        return UseTool(plain["tool"])
    if kind is PickMeaning:
        return PickMeaning(plain["turn"], plain["tool"])
    if kind is FillTicket:
        return FillTicket(tuple((name, value) for name, value in plain["values"]))
    if kind is KeepDraft:
        return KeepDraft(tuple((name, value) for name, value in plain["values"]))
    if kind is ReadArticle:
        return ReadArticle(plain["article"])
    if kind is Escalate:
        note = dict(plain["note"])
        note["findings"] = tuple((tool, outcome) for tool, outcome in note["findings"])
        note["told"] = tuple(Told(*row) for row in note.get("told", ()))
        return Escalate(plain["line"], plain["team"], HandoffNote(**note))
    if kind is ReturnTicket:
        # Returns stored by earlier releases were not understood.
        heard = _read_understanding(plain.get("understood", {"acts": (), "offers": ()}))
        return ReturnTicket(tuple(plain["missing"]), plain["words"], heard)
    if kind is Resolve:
        return Resolve(plain["words"], _read_understanding(plain["understood"]))
    return Abandon()
