"""Comments on turns, and each mentor's own bank of comments to use again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trainer.domain.people import Actor
from trainer.errors import InvalidInput
from trainer.services.mentoring.ports import CommentStore
from trainer.services.mentoring.records import BankComment, TurnComment
from trainer.services.mentoring.scope import Reach, text_of
from trainer.services.ports import AttemptStore, Clock, NewId
from trainer.services.rights import Rights

COMMENT_LIMIT: Final = 1000
BANK_LIMIT: Final = 200
"""Comments in one bank: more than anybody finds their way in."""
RIGHTS: Final = Rights(
    {
        "Comments.add": {"mentor": "group", "administrator": "any"},
        "Comments.bank": {"mentor": "own", "administrator": "own"},
        "Comments.keep": {"mentor": "own", "administrator": "own"},
        "Comments.drop": {"mentor": "own", "administrator": "own"},
    }
)


class Comments:
    """Use cases around a mentor's words."""

    def __init__(
        self, reach: Reach, attempts: AttemptStore, store: CommentStore, clock: Clock, new_id: NewId
    ) -> None:
        self._reach = reach
        self._attempts = attempts
        self._store = store
        self._clock = clock
        self._new_id = new_id

    def add(self, actor: Actor, attempt_id: str, turn: int, text: str) -> None:
        """Say something about a turn (0 is the opening) of an ended attempt; the trainee sees it."""
        RIGHTS.permit(actor, "Comments.add")
        self._reach.judged(actor, RIGHTS, "Comments.add", attempt_id)
        if not 0 <= turn <= len(self._attempts.moves(attempt_id)):
            raise InvalidInput("there is no such turn", field="turn")
        clean = text_of(text, "comment", COMMENT_LIMIT)
        self._store.add(
            TurnComment(self._new_id(), attempt_id, turn, clean, actor.id, self._clock())
        )

    def bank(self, actor: Actor) -> Sequence[BankComment]:
        """One's own kept comments, newest first."""
        RIGHTS.permit(actor, "Comments.bank", owners=(actor.id,))
        return self._store.bank(actor.id)

    def keep(self, actor: Actor, text: str) -> None:
        """Keep a comment; one that is there already is not kept twice."""
        RIGHTS.permit(actor, "Comments.keep", owners=(actor.id,))
        clean = text_of(text, "comment", COMMENT_LIMIT)
        known = self._store.bank(actor.id)
        if any(one.text == clean for one in known):
            return
        if len(known) >= BANK_LIMIT:
            raise InvalidInput("the bank is full", field="bank", limit=BANK_LIMIT)
        self._store.keep(BankComment(self._new_id(), actor.id, clean, self._clock()))

    def drop(self, actor: Actor, comment_id: str) -> None:
        """Keep it no longer; somebody else's is left alone."""
        RIGHTS.permit(actor, "Comments.drop", owners=(actor.id,))
        self._store.drop(actor.id, comment_id)
