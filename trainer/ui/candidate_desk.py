"""The workspace of a candidate: the usual one, over the services that mind the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

import streamlit as st

from trainer.domain.moves import Move
from trainer.domain.people import Actor
from trainer.errors import AttemptNotFound, NotPermitted
from trainer.services.own_practice import OwnPractice
from trainer.services.screening.sitting import Sitting
from trainer.services.views import AttemptView
from trainer.ui.context import Context
from trainer.ui.strings import Words
from trainer.ui.visit import Visit
from trainer.ui.workspace import show_workspace


@dataclass(frozen=True, slots=True)
class CandidateDesk:
    """What the workspace asks of OwnPractice, and no more of it: no debrief, no queue, no history.

    `who` tells whose session this is, asked at every click, whoever the page was drawn for: a new link
    ends it in all open tabs.
    """

    sitting: Sitting
    who: Callable[[], Actor | None]

    @property
    def actor(self) -> Actor:
        actor = self.who()
        if actor is None:
            raise NotPermitted("the session has ended")
        return actor

    def view(self, actor: Actor, attempt_id: str) -> AttemptView:
        """The ticket; where it is no more on the table, the page is drawn anew and says why."""
        try:
            return self.sitting.attempt(self.actor, attempt_id)
        except AttemptNotFound:
            st.rerun()

    def moves_made(self, actor: Actor, attempt_id: str) -> int:
        return self.sitting.moves_made(self.actor, attempt_id)

    def say(
        self, actor: Actor, attempt_id: str, text: str, number: int, request: str
    ) -> AttemptView:
        return self.sitting.say(self.actor, attempt_id, text, number, request)

    def move(
        self, actor: Actor, attempt_id: str, move: Move, number: int, request: str
    ) -> AttemptView:
        return self.sitting.move(self.actor, attempt_id, move, number, request)


def show_candidate_workspace(visit: Visit, words: Words, actor: Actor, attempt_id: str) -> None:
    """The ticket on the table."""
    profile = visit.services.people.me(actor)
    assert profile is not None  # made when the link was used
    desk = CandidateDesk(visit.services.screening.sitting, lambda: visit.actor)
    own = replace(visit.services, practice=cast(OwnPractice, desk))
    show_workspace(Context(own, profile, words, actor), attempt_id)
