"""How the trainee's words were understood, below each turn of the debrief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from trainer.services.views import HeardAct, HeardTurn
from trainer.ui.safe import Html, fill, join
from trainer.ui.strings import Words

_FRIENDLY: Final = 0.5
_CURT: Final = -0.6
"""Standard deviations of human ratings: between the two nobody would remark on the tone."""


def heard_by_turn(words: Words, turns: Sequence[HeardTurn]) -> Mapping[int, Html]:
    """A folded list for each turn with words."""
    return {turn.turn: _turn(words, turn) for turn in turns}


def _turn(words: Words, turn: HeardTurn) -> Html:
    items = [_act(words, act) for act in turn.acts]
    if not items:
        items.append(fill("<li>{text}</li>", text=words("heard.nothing")))
    if turn.tone is not None:
        items.append(
            fill(
                '<li class="tl-meta">{text}</li>',
                text=words("heard.tone", tone=_tone(words, turn.tone)),
            )
        )
    return fill(
        '<details class="tl-heard"><summary>{title}</summary><ul class="tl-list">{items}</ul></details>',
        title=words("heard.title"),
        items=join(items),
    )


def _act(words: Words, act: HeardAct) -> Html:
    meaning = act.name or words(f"act.{act.id}")
    if act.form != "plain":
        meaning = f"{meaning} ({words('heard.' + act.form)})"
    if act.detail:
        meaning = f"{meaning}: {act.detail}"
    near = (
        fill(
            '<div class="tl-meta">{label} {texts}</div>',
            label=words("heard.near"),
            texts="; ".join(words("heard.quoted", text=text) for text in act.examples),
        )
        if act.examples
        else Html()
    )
    return fill(
        "<li>{quoted} → <b>{meaning}</b>{near}</li>",
        quoted=words("heard.quoted", text=act.words),
        meaning=meaning,
        near=near,
    )


def _tone(words: Words, tone: float) -> str:
    name = "friendly" if tone >= _FRIENDLY else "curt" if tone <= _CURT else "even"
    return words(f"heard.{name}")
