"""Candidates are read in their campaign and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

from trainer.domain.people import Actor
from trainer.errors import NotPermitted
from trainer.services.accounts.trail import OPERATOR


def _nobody(person: str) -> bool:
    return False


class Apart:
    """Keeps whoever may see everybody out of screenings: blind mode, the clock and the campaign's owner
    would mean nothing where a candidate's profile could be opened like a trainee's. `screened` says
    whether a profile id is a candidate's."""

    def __init__(self, screened: Callable[[str], bool] = _nobody) -> None:
        self._screened = screened

    def holds(self, person: str) -> bool:
        """Whether the person is a candidate."""
        return bool(person) and self._screened(person)

    def check(self, actor: Actor, operation: str, person: str) -> None:
        """NotPermitted where the person is a candidate and somebody else asks; who runs commands on
        the server has the database anyway."""
        if actor.id not in (person, OPERATOR.id) and self.holds(person):
            raise NotPermitted("a candidate is read in their campaign", operation=operation)
