"""A clause read as an attempt to use a tool, and how sure that reading is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from trainer.language.forms import Form

SURE: Final = 0.50
MARGIN: Final = 0.05
"""A tool is sure at SURE or above with MARGIN to the next one."""
CLEAR: Final = 0.72
"""Above this no margin is asked for."""
LONELY: Final = 0.38
WIDE_MARGIN: Final = 0.12
"""Less likeness will do where no other tool is anywhere near."""
FIRM: Final = 0.60
FIRM_ALONE: Final = 0.80
"""What changes something, or has the caller change something, is done at FIRM and only where the
clause orders or announces it; otherwise from FIRM_ALONE on. Less is offered back: being asked costs
nothing, a change nobody meant does."""
REPORTED: Final = 0.24
"""What is refused or reported is not carried out, so that less certainty will do for it."""
UNSURE: Final = 0.22
ATTEMPT: Final = 0.15
ASKED: Final = 0.20
"""From UNSURE on a tool is offered; from ATTEMPT on where the clause surely orders or announces,
from ASKED on where it asks."""
_DOING: Final = ("order", "check", "self", "together")
_ATTEMPTS: Final = ("order", "check", "self", "viewing", "together")


@dataclass(frozen=True, slots=True)
class Reading:
    """The clause's form and its nearest tools: (tool id, certainty 0..1), best first."""

    form: Form
    ranked: tuple[tuple[str, float], ...]

    @property
    def best(self) -> float:
        """Certainty of the nearest tool; 0 for a clause that cannot mean one."""
        return self.ranked[0][1] if self.ranked else 0.0

    @property
    def sure(self) -> bool:
        """Whether the nearest tool may be taken as meant without asking back.

        A statement ("the printer hangs") never is.
        """
        if self.form in ("negated", "past"):
            return self.best >= REPORTED
        if self.form == "statement":
            return False
        lead = self.best - (self.ranked[1][1] if len(self.ranked) > 1 else 0.0)
        return (
            self.best >= CLEAR
            or (self.best >= SURE and lead >= MARGIN)
            or (self.best >= LONELY and lead >= WIDE_MARGIN)
        )

    @property
    def firm(self) -> bool:
        """Whether the nearest tool may be carried out though it changes something.

        Who says that they look hardly wants anything changed.
        """
        if self.form in ("negated", "past"):
            return self.sure
        lead = self.best - (self.ranked[1][1] if len(self.ranked) > 1 else 0.0)
        told = self.form in _DOING and self.best >= FIRM and lead >= MARGIN
        return self.sure and (told or self.best >= FIRM_ALONE)

    @property
    def attempted(self) -> bool:
        """Whether the clause is near enough to some tool to ask which one was meant."""
        if self.form in ("negated", "past"):
            return False
        if self.form == "question":
            return self.best >= ASKED
        return self.best >= (ATTEMPT if self.form in _ATTEMPTS else UNSURE)

    def among(self, allowed: frozenset[str]) -> Reading:
        """The same reading with tools of `allowed` only."""
        return Reading(self.form, tuple(pair for pair in self.ranked if pair[0] in allowed))

    def elsewhere(self, allowed: frozenset[str]) -> bool:
        """Whether a tool outside `allowed` was surely meant: then no other is done in its place."""
        usable = self.among(allowed)
        return self.sure and self.best - usable.best >= MARGIN
