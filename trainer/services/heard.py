"""How a trainee's words were understood, for them to see: which words, what they were near to."""

from __future__ import annotations

from typing import Final

from trainer.content.model import Pack
from trainer.domain.moves import Resolve, Say
from trainer.language.port import Understander
from trainer.services.views import HeardAct, HeardTurn
from trainer.session.state import AttemptState

_UNSHOWN: Final = frozenset({"ask", "instruct"})
"""Every question asks; what it asks is told by its tool."""
_ONLY_WORDS: Final = frozenset({"jargon", "misspelt", "disagrees"})


def heard_turns(
    pack: Pack, state: AttemptState, understander: Understander
) -> tuple[HeardTurn, ...]:
    """Every turn in which something was said, with each act that was understood in it."""
    turns = []
    for step in state.played().steps:
        if not isinstance(step.move, Say | Resolve):
            continue
        text = step.move.text if isinstance(step.move, Say) else step.move.words
        if not text:
            continue
        found = step.move.understood
        acts = tuple(
            HeardAct(
                act.id,
                pack.texts[state.language].tools[act.id].name if act.kind == "tool" else "",
                act.form,
                text[act.start : act.end],
                act.detail,
                ()
                if act.id in _ONLY_WORDS
                else understander.examples(text[act.start : act.end], state.language, act.id)[:2],
            )
            for act in found.acts
            if act.id not in _UNSHOWN
            and (act.kind == "speech" or act.id in pack.texts[state.language].tools)
        )
        tone = dict(found.measures).get("politeness")
        turns.append(HeardTurn(step.turn, text, acts, tone))
    return tuple(turns)
