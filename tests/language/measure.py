"""How well held-out sentences are understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.domain.language import Language
from trainer.language.port import Understander


@dataclass(frozen=True, slots=True)
class Measured:
    """Shares (0..1) of the sentences that mean a tool, and of those that mean none.

    first: the right tool is done, or is the first offer. among_three: it is done or offered.
    sure: done without asking back. wrongly_sure: some other tool was done. strangers_sure: share of
    sentences meaning no tool that were taken for one. wrong: the sentences that missed `first`.
    """

    first: float
    among_three: float
    sure: float
    wrongly_sure: float
    strangers_sure: float
    strangers_asked: float
    wrong: tuple[str, ...]


def measure(
    understander: Understander,
    sentences: Sequence[Mapping[str, str]],
    language: Language,
    allowed: frozenset[str],
) -> Measured:
    """Understand all `sentences` ({act, text}; act "none" means no tool) and count."""
    first = among = sure = wrongly = strangers = asked = 0
    wrong: list[str] = []
    meant = [row for row in sentences if row["act"] != "none"]
    for row in sentences:
        understood = understander.understand(row["text"], language, allowed)
        done = [act.id for act in understood.acts if act.kind == "tool"]
        ranked = [*done, *understood.offers]
        if row["act"] == "none":
            strangers += bool(done)
            asked += bool(understood.offers)
            continue
        right = ranked[:1] == [row["act"]]
        first += right
        among += row["act"] in ranked
        sure += row["act"] in done
        wrongly += any(tool != row["act"] for tool in done)
        if not right:
            wrong.append(f"{row['act']}: {row['text']} -> {ranked}")
    count, rest = max(len(meant), 1), max(len(sentences) - len(meant), 1)
    return Measured(
        first / count,
        among / count,
        sure / count,
        wrongly / count,
        strangers / rest,
        asked / rest,
        tuple(wrong),
    )


def meaning(
    understander: Understander, tool: str, text: str, language: Language, allowed: frozenset[str]
) -> str:
    """do, not, done or other: what the sentence does with `tool`.

    A refusal or a report counts whichever tool's name it was heard under, an order only under the
    tool's own: there, doing another thing is no better than doing nothing.
    """
    acts = [
        act for act in understander.understand(text, language, allowed).acts if act.kind == "tool"
    ]
    mine = [act.form for act in acts if act.id == tool]
    if "plain" in mine:
        return "do"
    forms = mine or [act.form for act in acts]
    if "negated" in forms or any(a.id == "refuse_request" and a.form == "plain" for a in acts):
        return "not"
    return "done" if "past" in forms else "other"
