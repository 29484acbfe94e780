"""Practising one's own tickets: `Practice` for whoever may, and for nobody else's attempts."""

from __future__ import annotations

from typing import Final

from trainer.domain.language import Language
from trainer.domain.moves import Move
from trainer.domain.people import Actor
from trainer.domain.scenario import ScenarioKey
from trainer.services.practice import Practice
from trainer.services.review_views import WhatIf
from trainer.services.rights import Rights
from trainer.services.views import AttemptView, Choice, Debrief, HistoryItem, HistoryPage, QueueItem

RIGHTS: Final = Rights(
    {
        f"OwnPractice.{name}": {"newcomer": "own", "mentor": "own"}
        for name in (
            "queue",
            "usual_pack",
            "start",
            "open_attempt",
            "history",
            "results",
            "view",
            "moves_made",
            "say",
            "move",
            "debrief",
            "other_moves",
            "what_if",
        )
    }
)


class OwnPractice:
    """Use cases of somebody who practises: each is that of `Practice`, on the actor's own tickets.

    Pages get this one. A screening has no back door here: candidates reach their tickets through
    `Sitting` alone, which minds the clock and the order, and shows a debrief only after the campaign
    has released its feedback. Raises NotPermitted for people of other roles, AttemptNotFound for an
    unknown attempt and for somebody else's alike.
    """

    def __init__(self, practice: Practice) -> None:
        self._practice = practice

    def queue(
        self, actor: Actor, language: Language, line: int | None = None, pack: str = ""
    ) -> tuple[QueueItem, ...]:
        """See `Practice.queue`."""
        RIGHTS.permit(actor, "OwnPractice.queue", owners=(actor.id,))
        return self._practice.queue(actor.id, language, line, pack)

    def usual_pack(self, actor: Actor) -> str:
        """See `Practice.usual_pack`."""
        RIGHTS.permit(actor, "OwnPractice.usual_pack", owners=(actor.id,))
        return self._practice.usual_pack(actor.id)

    def start(self, actor: Actor, key: ScenarioKey, language: Language) -> str:
        """See `Practice.start`."""
        RIGHTS.permit(actor, "OwnPractice.start", owners=(actor.id,))
        return self._practice.start(actor.id, key, language)

    def open_attempt(self, actor: Actor) -> str | None:
        """See `Practice.open_attempt`."""
        RIGHTS.permit(actor, "OwnPractice.open_attempt", owners=(actor.id,))
        return self._practice.open_attempt(actor.id)

    def history(self, actor: Actor) -> tuple[HistoryItem, ...]:
        """See `Practice.history`."""
        RIGHTS.permit(actor, "OwnPractice.history", owners=(actor.id,))
        return self._practice.history(actor.id)

    def results(self, actor: Actor, offset: int, limit: int) -> HistoryPage:
        """See `Practice.results`."""
        RIGHTS.permit(actor, "OwnPractice.results", owners=(actor.id,))
        return self._practice.results(actor.id, offset, limit)

    def view(self, actor: Actor, attempt_id: str) -> AttemptView:
        """See `Practice.view`."""
        RIGHTS.permit(actor, "OwnPractice.view", owners=(actor.id,))
        return self._practice.view(actor.id, attempt_id)

    def moves_made(self, actor: Actor, attempt_id: str) -> int:
        """See `Practice.moves_made`."""
        RIGHTS.permit(actor, "OwnPractice.moves_made", owners=(actor.id,))
        return self._practice.moves_made(actor.id, attempt_id)

    def say(
        self, actor: Actor, attempt_id: str, text: str, number: int, request: str
    ) -> AttemptView:
        """See `Practice.say`."""
        RIGHTS.permit(actor, "OwnPractice.say", owners=(actor.id,))
        return self._practice.say(actor.id, attempt_id, text, number, request)

    def move(
        self, actor: Actor, attempt_id: str, move: Move, number: int, request: str
    ) -> AttemptView:
        """See `Practice.move`."""
        RIGHTS.permit(actor, "OwnPractice.move", owners=(actor.id,))
        return self._practice.move(actor.id, attempt_id, move, number, request)

    def debrief(self, actor: Actor, attempt_id: str) -> Debrief:
        """See `Practice.debrief`."""
        RIGHTS.permit(actor, "OwnPractice.debrief", owners=(actor.id,))
        return self._practice.debrief(actor.id, attempt_id)

    def other_moves(self, actor: Actor, attempt_id: str, turn: int) -> tuple[Choice, ...]:
        """See `Practice.other_moves`."""
        RIGHTS.permit(actor, "OwnPractice.other_moves", owners=(actor.id,))
        return self._practice.other_moves(actor.id, attempt_id, turn)

    def what_if(self, actor: Actor, attempt_id: str, turn: int, tool: str) -> WhatIf:
        """See `Practice.what_if`."""
        RIGHTS.permit(actor, "OwnPractice.what_if", owners=(actor.id,))
        return self._practice.what_if(actor.id, attempt_id, turn, tool)
