"""What was understood of a trainee's sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ActKind = Literal["tool", "speech"]
ActForm = Literal["plain", "negated", "past"]


@dataclass(frozen=True, slots=True)
class Act:
    """One thing the trainee did with words.

    `id` is a tool of the pack or a speech act (greet, empathise, …). `start` and `end` are
    character offsets of the words it was understood from. `certainty` runs from 0 to 1. `form`
    says whether it was meant ("plain"), refused ("do not restart": "negated") or reported as done
    ("I have restarted it": "past"); only plain tool acts are carried out. `detail` is what goes
    with it: plain words for a term of the trade, the right spelling of a mistyped word.
    """

    id: str
    kind: ActKind
    start: int
    end: int
    certainty: float
    form: ActForm = "plain"
    detail: str = ""


_NO_MEANING = ("jargon", "ask", "instruct", "misspelt", "disagrees")


@dataclass(frozen=True, slots=True)
class Understanding:
    """All acts of one turn, and the nearest meanings to offer where it stayed unclear.

    `offers` holds up to three tool ids, nearest first; it is filled when a clause looked like
    an attempt to do something but no tool was sure enough. `understood` is False when nothing at
    all was recognised. `measures` tell how it was said: words, sentences, longest (words of the
    longest sentence), syllables (a word), paragraphs, and politeness (about -2..2) where an
    encoder could tell it.
    """

    acts: tuple[Act, ...] = ()
    offers: tuple[str, ...] = ()
    measures: tuple[tuple[str, float], ...] = ()

    def measure(self, name: str) -> float:
        """A measure of the text by name; 0 where it was not taken."""
        return dict(self.measures).get(name, 0.0)

    @property
    def understood(self) -> bool:
        """Whether anything was recognised: a trade word or the bare tone of a question is nothing."""
        return any(act.id not in _NO_MEANING for act in self.acts)

    def tools(self) -> tuple[str, ...]:
        """Tool ids meant to be carried out, in the order they were said."""
        return tuple(act.id for act in self.acts if act.kind == "tool" and act.form == "plain")

    def speech(self) -> tuple[str, ...]:
        """Speech act ids, in the order they were said."""
        return tuple(act.id for act in self.acts if act.kind == "speech" and act.form == "plain")
